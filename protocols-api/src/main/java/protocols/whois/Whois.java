package protocols.whois;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Client;
import protocols.Protocol;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.spi.Engine;
import protocols.spi.Settings;
import protocols.spi.WhoisFriend;

/**
 * Asks WHOIS servers (RFC 3912), from the one that begins down to the one that knows:
 *
 * <!-- run: whois-five -->
 * <pre>{@code
 * Whois whois = Whois.iana(); // keep it: it remembers for a day where IANA sends it
 * for (String domain : List.of("example.com", "example.net", "example.org", "example.edu", "example.info")) {
 *     try {
 *         Registration found = whois.lookup(domain);
 *         String registrar = found.registrar().orElse("no registrar");
 *         String expires = found.expires().map(WhoisDate::toString).orElse("no date");
 *         out.println(domain + ": " + found.state() + ", " + registrar + ", " + expires);
 *     } catch (WireException e) {
 *         out.println(domain + ": " + e.getMessage());
 *     }
 * }
 * }</pre>
 *
 * <p>A value: it does no I/O until {@code lookup} and may be shared. {@link #timeout(Duration)} is the total for the whole
 * chain of servers, {@link protocols.Limits#reply()} the most that one of them may say.
 *
 * <p>Whoever writes an answer chooses who is asked next. So what is followed is narrow unless it is widened: 3 referrals,
 * to port 43, to hosts with a dot in their name, and to addresses that anybody could reach; never twice to one server. A
 * server that has a private address itself may refer to its neighbours. {@link WhoisStep#referrals} tells why one was not
 * followed.
 */
public final class Whois extends Client<Whois> implements RegistrationService {

    private final FirstServer start;
    private final ReferralPolicy policy;
    private final Optional<Charset> charset;

    private Whois(Settings settings, FirstServer start, ReferralPolicy policy, Optional<Charset> charset) {
        super(settings);
        this.start = start;
        this.policy = policy;
        this.charset = charset;
    }

    /**
     * Begins where everything is known to begin: at whois.iana.org, but with a handle that names its registry
     * ({@code AB123-RIPE}) at that registry. What IANA refers to is remembered for a day, in this value and the ones made
     * from it: see {@link #remember}.
     */
    public static Whois iana() {
        return new Whois(
                Settings.of(Protocol.WHOIS, WhoisServer.IANA.host()),
                FirstServer.anywhere(),
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
                Settings.of(Protocol.WHOIS, WhoisServer.of(host).host()),
                FirstServer.here(),
                ReferralPolicy.DEFAULT,
                Optional.empty());
    }

    /** Another way through the network may lead to other servers: what was learned on this one is not believed there. */
    @Override
    protected Whois with(Settings settings) {
        boolean same = settings.sameWayAs(settings());
        FirstServer there = same ? start : start.withCache(start.cache().fresh());
        return new Whois(settings, there, policy, charset);
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(start, policy, charset);
    }

    private Whois with(FirstServer other) {
        return new Whois(settings(), other, policy, charset);
    }

    private Whois with(ReferralPolicy other) {
        return new Whois(settings(), start, other, charset);
    }

    /** As {@link #server(String, String, int)}, at port 43. */
    public Whois server(String what, String host) {
        return server(what, host, WhoisServer.PORT);
    }

    /**
     * Begins at this server with whatever lies below a suffix, in a block of addresses, or is one AS; the narrowest of
     * several counts, and it counts before anything that IANA says. Without effect after {@link #at}.
     *
     * @param what {@code uk}, {@code co.uk}, {@code 192.0.2.0/24} or {@code AS64496}
     * @param host a name, or an address without brackets
     * @param port from 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be that
     */
    public Whois server(String what, String host, int port) {
        return with(start.with(WhoisQuery.of(what), WhoisServer.of(host, port)));
    }

    /**
     * Believes what whois.iana.org refers to for this time, a day by default; zero asks it for each lookup. At most 1,000
     * referrals are remembered; the new value begins with none. Without effect after {@link #at}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Whois remember(Duration time) {
        return with(start.remember(time));
    }

    /**
     * Remembers together with another client: what one of them learns of whois.iana.org, the other knows. Whoever replays
     * a transcript that did not begin at IANA shares what the recorded client knew.
     */
    public Whois share(Whois other) {
        return withCache(other.cache());
    }

    Whois withCache(ServerCache kept) {
        return with(start.withCache(kept));
    }

    /**
     * Follows at most so many referrals in one lookup, 3 by default; with 0 the first server's answer is the last.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Whois follow(int referrals) {
        return with(policy.withMaxHops(referrals));
    }

    /** Follows referrals to other ports than 43 too. */
    public Whois followAnyPort() {
        return with(policy.withAnyPort());
    }

    /**
     * Follows referrals to loopback, link-local, private, shared, benchmark and multicast addresses too, and to names
     * without a dot: whoever can write an answer can then make this program connect to what only it can reach.
     */
    public Whois followPrivate() {
        return with(policy.withPrivateAddresses());
    }

    /** What the answers are taken for first; by default and failing that UTF-8, and at last ISO-8859-1. */
    public Whois charset(Charset expected) {
        return new Whois(settings(), start, policy, Optional.of(expected));
    }

    ReferralPolicy policy() {
        return policy;
    }

    Optional<Charset> charset() {
        return charset;
    }

    ServerCache cache() {
        return start.cache();
    }

    FirstServer.Choice start(WhoisQuery query) {
        return start.choose(query, settings());
    }

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static WhoisFriend friend() {
        return Friend.INSTANCE;
    }

    /**
     * Asks, and follows the referrals, within this time, whatever the timeout says. What a server says is data, {@code no
     * match} and {@code try again later} too: see {@link Registration#state()}.
     *
     * @throws WireException if the first server gives no whole answer, or the caller interrupts. A failure further down
     *     the chain loses nothing of what was said before: {@link Registration#end()} tells of it
     */
    @Override
    public Registration lookup(WhoisQuery query, Duration total) throws WireException {
        return Engine.get().lookup(this, query, Deadline.after("timeout", total));
    }
}
