package protocols.whois;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Client;
import protocols.Protocol;
import protocols.Text;
import protocols.Tls;
import protocols.WireException;
import protocols.http.Url;
import protocols.net.Deadline;
import protocols.spi.Engine;
import protocols.spi.Settings;

/**
 * Asks RDAP services (RFC 9082, RFC 9083), which answer the questions of WHOIS over HTTPS and in JSON:
 *
 * <pre>
 * Rdap rdap = Rdap.iana();                                         // keep it: it keeps what it learned of the services
 * Registration found = rdap.lookup("example.org");
 * Registration sure = rdap.orElse(Whois.iana()).lookup("example.org");
 * </pre>
 *
 * <p>A domain is asked of its registry, and then of the registrar that the registry links to. {@link #timeout(Duration)}
 * is the total for the whole lookup, bootstrap and redirects included; {@link protocols.Limits#reply()} the most that one
 * answer may have; a lookup follows 5 redirects from one question. An observer sees each connection as the first.
 */
public final class Rdap extends Client<Rdap> implements RegistrationService {

    private final Url base;
    private final Optional<Bootstrap> bootstrap;
    private final ReferralPolicy policy;

    private Rdap(Settings settings, Url base, Optional<Bootstrap> bootstrap, ReferralPolicy policy) {
        super(settings);
        this.base = base;
        this.bootstrap = bootstrap;
        this.policy = policy;
    }

    /**
     * Begins at the service that IANA's registries name, which are loaded when they are needed, each once a day: see {@link
     * #remember}.
     */
    public static Rdap iana() {
        return at(Url.parse(Bootstrap.IANA)).registries(Bootstrap.IANA);
    }

    /**
     * Begins at this service, whatever is asked for.
     *
     * @param base its base URL, with or without the slash at its end
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} URL
     */
    public static Rdap at(String base) {
        return at(folder(base));
    }

    private static Rdap at(Url base) {
        Settings settings = to(base, Settings.of(Protocol.HTTP, base.host()));
        return new Rdap(settings, base, Optional.empty(), ReferralPolicy.DEFAULT);
    }

    private static Url folder(String text) {
        return ServiceRegistry.base(text)
                .orElseThrow(() -> new IllegalArgumentException("not a URL: " + Text.printable(text)));
    }

    private static Settings to(Url base, Settings settings) {
        return settings.to(base.host(), base.port(), base.isSecure() ? Tls.IMPLICIT : Tls.NONE);
    }

    /** Another way through the network may lead to other services: what was learned on this one is not believed there. */
    @Override
    protected Rdap with(Settings settings) {
        if (settings.tls() == Tls.UPGRADE) {
            throw new IllegalArgumentException("HTTP does not begin TLS on an open connection: use an https URL");
        }
        String host = base.host().indexOf(':') < 0 ? base.host() : "[" + base.host() + "]";
        String scheme = settings.tls() == Tls.IMPLICIT ? "https" : "http";
        Url moved = Url.parse(scheme + "://" + host + ":" + settings.port() + base.target());
        boolean same = settings.sameWayAs(settings()) && moved.equals(base);
        Optional<Bootstrap> there = same ? bootstrap : bootstrap.map(b -> b.movedTo(moved));
        return new Rdap(settings, moved, there, policy);
    }

    @Override
    protected List<Object> ownSettings() {
        return List.of(base, bootstrap, policy);
    }

    private Rdap with(ReferralPolicy other) {
        return new Rdap(settings(), base, bootstrap, other);
    }

    /**
     * Begins at the service that copies of IANA's registries name, which stand under their own names in a folder: {@code
     * dns.json}, {@code ipv4.json}, {@code ipv6.json}, {@code asn.json} (RFC 9224), and {@code object-tags.json} (RFC 8521)
     * for handles. Nothing is loaded yet.
     *
     * @param folder its URL, with or without the slash at its end
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} URL
     */
    public Rdap registries(String folder) {
        Url place = folder(folder);
        return new Rdap(to(place, settings()), place, Optional.of(Bootstrap.at(place)), policy);
    }

    /**
     * How long a registry serves before it is loaded again: a day by default; zero loads it for each lookup, and more than
     * a year counts as a year. Where it cannot be loaded again, the old one serves on. Nothing is loaded yet in the new
     * value. Without effect after {@link #at}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Rdap remember(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time to remember: " + time);
        }
        return new Rdap(settings(), base, bootstrap.map(b -> b.keepFor(time)), policy);
    }

    /**
     * Follows at most so many links to a service that knows more, 3 by default; with 0 the answer of the first is the last.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Rdap follow(int links) {
        return with(policy.withMaxHops(links));
    }

    /** Follows redirects and links to other ports than 80 and 443 too. */
    public Rdap followAnyPort() {
        return with(policy.withAnyPort());
    }

    /**
     * Follows redirects and links to loopback, link-local, private, shared, benchmark and multicast addresses too, and to
     * names without a dot: whoever can write an answer can then make this program connect to what only it can reach.
     */
    public Rdap followPrivate() {
        return with(policy.withPrivateAddresses());
    }

    ReferralPolicy policy() {
        return policy;
    }

    /** The service that is asked first; with a bootstrap, where its registries are. */
    Url base() {
        return base;
    }

    Optional<Bootstrap> bootstrap() {
        return bootstrap;
    }

    /**
     * Asks, and follows the links, within this time, whatever the timeout says. What a service says is data, that it has
     * no such object and that it will not answer now too.
     *
     * <p>The status of HTTP decides where there is no object: 404 is {@link Registration.State#AVAILABLE}, because the
     * service was chosen as the one that must know (RFC 7480 section 5.3), unless its body shows that it does not know
     * RDAP; 429, and 503 with {@code Retry-After}, are {@link Registration.State#RATE_LIMITED}; every other status from 400
     * on is {@link Registration.State#REFUSED}.
     *
     * @throws WireException.Unsupported if no service is known for it
     * @throws WireException if no service gives a whole answer, or the caller interrupts. A failure of the registrar's
     *     service loses nothing of what the registry said: {@link Registration#end()} and {@link
     *     Registration#failures()} tell of it
     */
    @Override
    public Registration lookup(WhoisQuery query, Duration total) throws WireException {
        return Engine.get().lookup(this, query, Deadline.after("timeout", total));
    }

    @Override
    public String toString() {
        return "RDAP " + base;
    }
}
