package protocols.whois;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Batch;
import protocols.Client;
import protocols.Protocol;
import protocols.Receiver;
import protocols.Replay;
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
 *
 * <p>Registries shut out who asks too often. So no server is asked faster than its {@link #pace}, by one thread or by many;
 * {@link #lookupAll} does many lookups in that way.
 */
public final class Whois extends Client<Whois> implements RegistrationService {

    private final FirstServer start;
    private final ReferralPolicy policy;
    private final Optional<Charset> charset;
    private final Pace pace;

    private Whois(Settings settings, FirstServer start, Manner manner) {
        super(settings);
        this.start = start;
        this.policy = manner.policy;
        this.charset = manner.charset;
        this.pace = manner.pace;
    }

    /** How servers are asked and followed, wherever a lookup begins. */
    private record Manner(ReferralPolicy policy, Optional<Charset> charset, Pace pace) {
        static Manner normal() {
            return new Manner(ReferralPolicy.DEFAULT, Optional.empty(), Pace.normal());
        }
    }

    /**
     * Begins where everything is known to begin: at whois.iana.org, but with a handle that names its registry
     * ({@code AB123-RIPE}) at that registry. What IANA refers to is remembered for a day, in this value and the ones made
     * from it: see {@link #remember}.
     */
    public static Whois iana() {
        return new Whois(Settings.of(Protocol.WHOIS, WhoisServer.IANA.host()), FirstServer.anywhere(), Manner.normal());
    }

    /**
     * Begins at this server, whatever is asked for.
     *
     * @param host a name or an address
     * @throws IllegalArgumentException if it cannot be one
     */
    public static Whois at(String host) {
        return new Whois(Settings.of(Protocol.WHOIS, WhoisServer.of(host).host()), FirstServer.here(), Manner.normal());
    }

    /** Another way through the network may lead to other servers: what was learned on this one is not believed there. */
    @Override
    protected Whois with(Settings settings) {
        boolean same = settings.sameWayAs(settings());
        FirstServer there = same ? start : start.withCache(start.cache().fresh());
        Manner fresh = new Manner(policy, charset, same ? pace : pace.fresh());
        return new Whois(settings, there, fresh);
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(start, policy, charset, pace);
    }

    private Whois with(FirstServer other) {
        return new Whois(settings(), other, new Manner(policy, charset, pace));
    }

    private Whois with(ReferralPolicy other) {
        return new Whois(settings(), start, new Manner(other, charset, pace));
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
        return new Whois(settings(), start, new Manner(policy, Optional.of(expected), pace));
    }

    /**
     * Asks one server so many times at once, and then one time in each gap; by default 5 times, then once in 3 seconds, and
     * servers on loopback and in replays as often as one likes. What a lookup waits for its turn counts in its timeout, and
     * if the turn comes too late for that, the lookup times out at once and the server is not asked. Turns are counted for
     * each host and port, in this value and the ones made from it; the new value begins to count, and any server has its
     * pace then. An interrupt ends a wait.
     *
     * @param atOnce from 1 on
     * @param gap up to a day; zero for no limit
     * @throws IllegalArgumentException if one of them is out of range
     */
    public Whois pace(int atOnce, Duration gap) {
        return withPace(Pace.of(atOnce, gap));
    }

    Whois withPace(Pace other) {
        return new Whois(settings(), start, new Manner(policy, charset, other));
    }

    Pace pace() {
        return pace;
    }

    /** The next turn at the server; at once in a replay, which nobody minds. */
    Pace.Turn turn(WhoisServer server, long most) {
        return settings().via() instanceof Replay ? new Pace.Turn(0, 0) : pace.turn(server, most);
    }

    /** Leaves a server alone for that time, as it asked to be. */
    void hold(WhoisServer server, Duration time) {
        if (!(settings().via() instanceof Replay)) {
            pace.hold(server, time);
        }
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

    /**
     * Looks many up, one after the other on this thread, at the {@linkplain #pace pace} of each server: while one server is
     * not to be asked, those of other servers are done. Who is rate limited and says when to come again is left alone until
     * then. Each lookup has the {@link #timeout(Duration)} for itself; waiting for a turn at its first server is not part of
     * it, so that all of it takes as long as the servers want; an interrupt ends it.
     *
     * @param queries each as in {@link #lookup(String)}
     * @return the registrations in the order asked, whatever their state; refused are those of which no server gave an
     *     answer, and what cannot be asked for ({@link WireException.Unsupported})
     * @throws WireException.Cancelled if the caller interrupts; {@link WireException#batch()} is what was done by then
     */
    public Batch<String, Registration> lookupAll(List<String> queries) throws WireException {
        return Lookups.all(this, queries);
    }

    /**
     * The same for any number: each is handed on when it is done, which need not be in the order asked. At most 100 queries
     * are read ahead.
     *
     * @throws IOException what the receiver throws, as it is
     */
    public void lookupAll(Iterable<String> queries, Receiver<Batch.Fate<String, Registration>> receiver)
            throws IOException {
        Lookups.each(this, queries, receiver);
    }
}
