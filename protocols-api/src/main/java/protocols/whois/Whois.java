package protocols.whois;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import protocols.Client;
import protocols.Protocol;
import protocols.Settings;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.spi.Engine;

/**
 * Asks WHOIS servers (RFC 3912), from the one that begins down to the one that knows:
 *
 * <pre>
 * Registration found = Whois.iana().lookup("example.org");
 * found.expires().ifPresent(System.out::println);
 * </pre>
 *
 * <p>A value: it does no I/O until {@link #lookup} and may be shared. {@link #timeout(Duration)} is the total for the
 * whole chain of servers, {@link protocols.Limits#reply()} the most that one of them may say.
 */
public final class Whois extends Client<Whois> implements RegistrationService {

    private static final int KEPT = 1_000;

    private final Start start;
    private final ReferralPolicy policy;
    private final Optional<Charset> charset;

    private Whois(Settings settings, Start start, ReferralPolicy policy, Optional<Charset> charset) {
        super(settings);
        this.start = start;
        this.policy = policy;
        this.charset = charset;
    }

    /**
     * Begins where everything is known to begin: at whois.iana.org, but with a handle that names its registry
     * ({@code AB123-RIPE}) at that registry. What IANA refers to is kept for a day, in this value and the ones made from
     * it: see {@link #cache}.
     */
    public static Whois iana() {
        return new Whois(
                Settings.of(Protocol.WHOIS, WhoisServer.IANA.host()),
                Start.anywhere(ServerCache.of(KEPT, Duration.ofDays(1))),
                ReferralPolicy.DEFAULT,
                Optional.empty());
    }

    /**
     * Begins at this server, whatever is asked for.
     *
     * @param host a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Whois at(String host) {
        return new Whois(
                Settings.of(Protocol.WHOIS, new WhoisServer(host, WhoisServer.PORT).host()),
                Start.here(),
                ReferralPolicy.DEFAULT,
                Optional.empty());
    }

    /** Another way through the network may lead to other servers: what was learned on this one is not believed there. */
    @Override
    protected Whois with(Settings settings) {
        boolean same = settings.sameWayAs(settings());
        return new Whois(settings, same ? start : start.withCache(start.cache().fresh()), policy, charset);
    }

    /**
     * Begins at this server with whatever lies below a suffix, in a block of addresses, or is one AS; the narrowest of
     * several counts, and it counts before anything that IANA says. Without effect after {@link #at}.
     *
     * @param what {@code uk}, {@code co.uk}, {@code 192.0.2.0/24} or {@code AS64496}
     * @param server {@code HOST[:PORT]}
     * @throws IllegalArgumentException if either cannot be one
     */
    public Whois server(String what, String server) {
        return new Whois(settings(), start.with(WhoisQuery.of(what), WhoisServer.of(server)), policy, charset);
    }

    /** Where the referrals of whois.iana.org are kept; share one, or give one of size 0 to ask IANA every time. */
    public Whois cache(ServerCache kept) {
        return new Whois(settings(), start.withCache(kept), policy, charset);
    }

    /** Which referrals are followed; {@link ReferralPolicy#DEFAULT} by default. */
    public Whois follow(ReferralPolicy which) {
        return new Whois(settings(), start, which, charset);
    }

    /** What the answers are taken for first; by default and failing that UTF-8, and at last ISO-8859-1. */
    public Whois charset(Charset expected) {
        return new Whois(settings(), start, policy, Optional.of(expected));
    }

    /** Which referrals are followed. */
    public ReferralPolicy policy() {
        return policy;
    }

    /** What the answers are taken for first, if it was set. */
    public Optional<Charset> charset() {
        return charset;
    }

    /** Where the referrals of whois.iana.org are kept. */
    public ServerCache cache() {
        return start.cache();
    }

    /** The server at which a query begins, and why there. */
    public Start.Choice start(WhoisQuery query) {
        return start.choose(query, settings());
    }

    /**
     * Asks, and follows the referrals, within a deadline, whatever the timeout says. What a server says is data, {@code no
     * match} and {@code try again later} too: see {@link Registration#state()}.
     *
     * @throws WireException if the first server gives no whole answer, or the caller interrupts. A failure further down
     *     the chain loses nothing of what was said before: {@link Registration#end()} tells of it
     */
    @Override
    public Registration lookup(WhoisQuery query, Deadline deadline) throws WireException {
        return Engine.get().lookup(this, query, deadline);
    }

    @Override
    public Duration timeout() {
        return settings().timeout();
    }
}
