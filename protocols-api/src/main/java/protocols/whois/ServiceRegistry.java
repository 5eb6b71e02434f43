package protocols.whois;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import protocols.WireException;
import protocols.http.Url;
import protocols.json.Json;
import protocols.json.JsonReader;

/**
 * One of IANA's registries of RDAP services (RFC 9224): which base URLs answer for which domains, addresses, AS numbers
 * or tags of handles.
 */
final class ServiceRegistry {

    private final Map<String, List<Url>> byName = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    private ServiceRegistry() {}

    /** A block of addresses or of AS numbers, and who answers for it. */
    private record Block(IpRange range, List<Url> urls) {}

    /**
     * Reads a registry; entries and URLs that are not understood are passed over (RFC 9224 section 3).
     *
     * @throws WireException.Malformed if it is not JSON, or has no services
     */
    static ServiceRegistry read(byte[] text) throws WireException {
        Json json = JsonReader.read(text);
        if (!(json.member("services") instanceof Json.Array services)) {
            throw new WireException.Malformed("a registry of RDAP services (RFC 9224)", "");
        }
        ServiceRegistry registry = new ServiceRegistry();
        for (Json service : services.values()) {
            List<Json> parts = service.elements();
            // The registry of tags has the contact of the service in front (RFC 8521 section 3).
            int first = parts.size() == 3 ? 1 : 0;
            List<Url> urls = urls(service.element(first + 1));
            service.element(first).elements().forEach(entry -> entry.text()
                    .ifPresent(name -> registry.put(name, urls)));
        }
        return registry;
    }

    /** Those of https; the others only if there are none (RFC 9224 section 3). */
    private static List<Url> urls(Json list) {
        List<Url> secure = new ArrayList<>();
        List<Url> clear = new ArrayList<>();
        for (Json entry : list.elements()) {
            entry.text().flatMap(ServiceRegistry::base).ifPresent(url -> (url.isSecure() ? secure : clear).add(url));
        }
        return List.copyOf(secure.isEmpty() ? clear : secure);
    }

    /** A base URL ends with a slash, and must be read so where somebody forgot it. */
    static Optional<Url> base(String text) {
        try {
            Url url = Url.parse(text);
            return Optional.of(url.target().endsWith("/") ? url : Url.parse(url + "/"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void put(String entry, List<Url> urls) {
        if (urls.isEmpty()) {
            return;
        }
        Optional<IpRange> range =
                IpRange.parse(entry).or(() -> AsRange.parse(entry).map(AsRange::range));
        if (range.isPresent()) {
            blocks.add(new Block(range.get(), urls));
        } else {
            byName.putIfAbsent(entry.toLowerCase(Locale.ROOT), urls);
        }
    }

    /** The base URLs that answer for a query, the best first; none if nobody does. */
    List<Url> services(WhoisQuery query) {
        return switch (query.kind()) {
            case DOMAIN -> ofDomain(query.text());
            case TOP_LEVEL_DOMAIN -> List.of();
            case IPV4, IPV6, CIDR -> query.range().map(this::ofBlock).orElse(List.of());
            case AS_NUMBER ->
                AsRange.parse(query.text().substring(2))
                        .map(number -> ofBlock(number.range()))
                        .orElse(List.of());
            case HANDLE -> byName.getOrDefault(tag(query.text()), List.of());
        };
    }

    /** The longest match of whole labels (section 4). */
    private List<Url> ofDomain(String name) {
        String rest = name;
        while (!rest.isEmpty()) {
            List<Url> found = byName.get(rest);
            if (found != null) {
                return found;
            }
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return List.of();
    }

    /** The smallest block that holds it (sections 5.1, 5.2 and 5.3). */
    private List<Url> ofBlock(IpRange wanted) {
        Optional<Block> best = Optional.empty();
        for (Block block : blocks) {
            boolean closer = best.isEmpty()
                    || block.range.size().compareTo(best.get().range.size()) < 0;
            if (closer && block.range.contains(wanted)) {
                best = Optional.of(block);
            }
        }
        return best.map(Block::urls).orElse(List.of());
    }

    /** What stands behind the last hyphen (RFC 8521 section 2). */
    static String tag(String handle) {
        return handle.substring(handle.lastIndexOf('-') + 1).toLowerCase(Locale.ROOT);
    }
}
