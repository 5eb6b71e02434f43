package protocols.whois;

import java.time.Duration;
import java.util.Optional;
import protocols.Client;
import protocols.Protocol;
import protocols.Settings;
import protocols.Text;
import protocols.Tls;
import protocols.WireException;
import protocols.http.Http;
import protocols.http.Url;
import protocols.net.Deadline;
import protocols.spi.Engine;

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
 * answer may have; a lookup follows 5 redirects from one question. A watcher sees each connection as the first.
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

    /** Begins at the service that IANA's registries name, which are loaded when they are needed. */
    public static Rdap iana() {
        return by(Bootstrap.iana());
    }

    /** Begins at the service that these registries name. */
    public static Rdap by(Bootstrap registries) {
        Url base = registries.base();
        return new Rdap(settings(base), base, Optional.of(registries), ReferralPolicy.DEFAULT);
    }

    /**
     * Begins at this service, whatever is asked for.
     *
     * @param base its base URL, with or without the slash at its end
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} URL
     */
    public static Rdap at(String base) {
        Url url = ServiceRegistry.base(base)
                .orElseThrow(() -> new IllegalArgumentException("not a URL: " + Text.printable(base)));
        return new Rdap(settings(url), url, Optional.empty(), ReferralPolicy.DEFAULT);
    }

    private static Settings settings(Url base) {
        return Settings.of(Protocol.HTTP, base.host())
                .to(base.host(), base.port(), base.isSecure() ? Tls.IMPLICIT : Tls.NONE);
    }

    /** Another way through the network may lead to other services: what was learned on this one is not believed there. */
    @Override
    protected Rdap with(Settings settings) {
        Url moved = Http.at(base)
                .port(settings.port())
                .tls(settings.tls())
                .request()
                .url();
        boolean same = settings.sameWayAs(settings()) && moved.equals(base);
        Optional<Bootstrap> there = same ? bootstrap : bootstrap.map(b -> b.movedTo(moved));
        return new Rdap(settings, moved, there, policy);
    }

    /**
     * Which redirects and which links to a registrar are followed; {@link ReferralPolicy#DEFAULT} by default. {@link
     * ReferralPolicy#anyPort()} is here about other ports than 80 and 443.
     */
    public Rdap follow(ReferralPolicy which) {
        return new Rdap(settings(), base, bootstrap, which);
    }

    /** Which redirects and links are followed. */
    public ReferralPolicy policy() {
        return policy;
    }

    /** The service that is asked first; with a bootstrap, where its registries are. */
    public Url base() {
        return base;
    }

    /** The registries that name the service, unless it was named by the caller. */
    public Optional<Bootstrap> bootstrap() {
        return bootstrap;
    }

    /** What a query is asked for by, relative to the base URL of a service (RFC 9082 section 3.1). */
    public static String path(WhoisQuery query) {
        return switch (query.kind()) {
            case DOMAIN, TOP_LEVEL_DOMAIN -> "domain/" + query.text();
            case IPV4, IPV6, CIDR -> "ip/" + query.text();
            case AS_NUMBER -> "autnum/" + query.text().substring(2);
            case HANDLE -> "entity/" + Url.encode(query.text());
        };
    }

    /**
     * Asks, and follows the links, within a deadline, whatever the timeout says. What a service says is data, that it has
     * no such object and that it will not answer now too: see {@link RdapReply}.
     *
     * @throws WireException.Unsupported if no service is known for it
     * @throws WireException if no service gives a whole answer, or the caller interrupts. A failure of the registrar's
     *     service loses nothing of what the registry said: {@link Registration#end()} and {@link
     *     Registration#failures()} tell of it
     */
    @Override
    public Registration lookup(WhoisQuery query, Deadline deadline) throws WireException {
        return Engine.get().lookup(this, query, deadline);
    }

    @Override
    public Duration timeout() {
        return settings().timeout();
    }

    @Override
    public String toString() {
        return "RDAP " + base;
    }
}
