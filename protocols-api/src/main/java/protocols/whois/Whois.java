package protocols.whois;

import java.nio.charset.Charset;
import java.util.Optional;
import protocols.Client;
import protocols.Protocol;
import protocols.Settings;
import protocols.WireException;
import protocols.spi.Engine;

/**
 * Asks WHOIS servers (RFC 3912), from the one that begins down to the one that knows:
 *
 * <pre>
 * Registration found = Whois.iana().lookup("example.org");
 * found.expires().ifPresent(System.out::println);
 * </pre>
 *
 * <p>A value: it does no I/O until {@link #lookup} and may be shared. {@link #timeout} is the total for the whole chain
 * of servers, {@link protocols.Limits#reply()} the most that one of them may say.
 */
public final class Whois extends Client<Whois> {

    private final boolean anywhere;
    private final ReferralPolicy policy;
    private final Optional<Charset> charset;

    private Whois(Settings settings, boolean anywhere, ReferralPolicy policy, Optional<Charset> charset) {
        super(settings);
        this.anywhere = anywhere;
        this.policy = policy;
        this.charset = charset;
    }

    /**
     * Begins where everything is known to begin: at whois.iana.org, but with a handle that names its registry
     * ({@code AB123-RIPE}) at that registry.
     */
    public static Whois iana() {
        return new Whois(
                Settings.of(Protocol.WHOIS, WhoisServer.IANA.host()), true, ReferralPolicy.DEFAULT, Optional.empty());
    }

    /**
     * Begins at this server.
     *
     * @param host a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Whois at(String host) {
        return new Whois(
                Settings.of(Protocol.WHOIS, new WhoisServer(host, WhoisServer.PORT).host()),
                false,
                ReferralPolicy.DEFAULT,
                Optional.empty());
    }

    @Override
    protected Whois with(Settings settings) {
        return new Whois(settings, anywhere, policy, charset);
    }

    /** Which referrals are followed; {@link ReferralPolicy#DEFAULT} by default. */
    public Whois follow(ReferralPolicy which) {
        return new Whois(settings(), anywhere, which, charset);
    }

    /** What the answers are taken for first; by default and failing that UTF-8, and at last ISO-8859-1. */
    public Whois charset(Charset expected) {
        return new Whois(settings(), anywhere, policy, Optional.of(expected));
    }

    /** Which referrals are followed. */
    public ReferralPolicy policy() {
        return policy;
    }

    /** What the answers are taken for first, if it was set. */
    public Optional<Charset> charset() {
        return charset;
    }

    /** The server at which a query begins. */
    public WhoisServer firstServer(WhoisQuery query) {
        String host = anywhere ? query.firstServer().host() : settings().host();
        return new WhoisServer(host, settings().port());
    }

    /**
     * Asks for a domain, an address, a block, an AS number or a handle: see {@link WhoisQuery#of}.
     *
     * @throws IllegalArgumentException if it cannot be asked for
     * @throws WireException as {@link #lookup(WhoisQuery)} does
     */
    public Registration lookup(String query) throws WireException {
        return lookup(WhoisQuery.of(query));
    }

    /**
     * Asks, and follows the referrals. What a server says is data, {@code no match} and {@code try again later} too: see
     * {@link Registration#state()}.
     *
     * @throws WireException if the first server gives no whole answer, or the caller interrupts. A failure further down
     *     the chain loses nothing of what was said before: {@link Registration#end()} tells of it
     */
    public Registration lookup(WhoisQuery query) throws WireException {
        return Engine.get().lookup(this, query);
    }
}
