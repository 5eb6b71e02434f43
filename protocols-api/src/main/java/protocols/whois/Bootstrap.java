package protocols.whois;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import protocols.WireException;
import protocols.http.Url;
import protocols.spi.WhoisFriend.Loader;

/**
 * Which RDAP service answers for what: the registries that IANA keeps (RFC 9224), or a copy of them. Each is loaded when
 * it is needed for the first time, and again once it is older than {@link #keepFor}; if that fails, the old one serves on.
 *
 * <p>Keep it, or the client that holds it: it is its own cache. Any number of threads may use it.
 */
final class Bootstrap {

    /** Where IANA publishes the registries. */
    static final String IANA = "https://data.iana.org/rdap/";

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private final Url base;
    private final Duration keepFor;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private Bootstrap(Url base, Duration keepFor) {
        this.base = base;
        this.keepFor = keepFor;
    }

    /** A registry, and the moment when it was loaded on the clock of {@link System#nanoTime()}. */
    private record Kept(ServiceRegistry registry, long loaded) {}

    /** The registries in a folder, each kept for a day. */
    static Bootstrap at(Url base) {
        return new Bootstrap(base, DAY);
    }

    /** The same place, with nothing kept yet; more than a year counts as a year. */
    Bootstrap keepFor(Duration time) {
        return new Bootstrap(base, time.compareTo(YEAR) > 0 ? YEAR : time);
    }

    /** The same elsewhere, with nothing kept yet. */
    Bootstrap movedTo(Url place) {
        return new Bootstrap(place, keepFor);
    }

    /**
     * The base URLs of the services that answer for a query, the best first; none if nobody does. Of a name, that is the
     * longest match of whole labels, of addresses and AS numbers the smallest block. A top-level domain itself is in no
     * registry: the service that is named for it knows the names below it.
     *
     * @throws WireException as the loader does where nothing is kept; {@link WireException.Malformed} if what it loads
     *     is no registry
     */
    List<Url> services(WhoisQuery query, Loader loader) throws WireException {
        if (query.kind() == WhoisQuery.Kind.TOP_LEVEL_DOMAIN) {
            return List.of();
        }
        String file = file(query);
        Kept known = kept.get(file);
        if (known != null && System.nanoTime() - known.loaded < keepFor.toNanos()) {
            return known.registry.services(query);
        }
        try {
            ServiceRegistry registry = ServiceRegistry.read(loader.load(base.resolve(file)));
            kept.put(file, new Kept(registry, System.nanoTime()));
            return registry.services(query);
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            if (known == null) {
                throw e;
            }
            return known.registry.services(query);
        }
    }

    private static String file(WhoisQuery query) {
        return switch (query.kind()) {
            case DOMAIN, TOP_LEVEL_DOMAIN -> "dns.json";
            case IPV4 -> "ipv4.json";
            case IPV6 -> "ipv6.json";
            case CIDR -> query.text().indexOf(':') < 0 ? "ipv4.json" : "ipv6.json";
            case AS_NUMBER -> "asn.json";
            case HANDLE -> "object-tags.json";
        };
    }

    /** The place of the registries. */
    @Override
    public String toString() {
        return base.toString();
    }
}
