package protocols.whois;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import protocols.spi.Settings;
import protocols.whois.WhoisQuery.Kind;

/** How the first server of a lookup is chosen. */
final class FirstServer {

    private static final int KEPT = 1_000;

    private final boolean anywhere;
    private final Map<WhoisQuery, WhoisServer> overrides;
    private final ServerCache cache;

    private FirstServer(boolean anywhere, Map<WhoisQuery, WhoisServer> overrides, ServerCache cache) {
        this.anywhere = anywhere;
        this.overrides = Map.copyOf(overrides);
        this.cache = cache;
    }

    /** Why a lookup begins at a server. */
    enum Why {
        /** The caller named it for everything: {@link Whois#at}. */
        NAMED,
        /** The caller named it for this part: {@link Whois#server}. */
        OVERRIDE,
        /** The suffix stands in the small table of those that IANA cannot refer for; {@link Choice} says of what day. */
        TABLE,
        /** The handle ends with the name of its registry. */
        HANDLE,
        /** whois.iana.org referred to it before: {@link Whois#remember}. */
        CACHE,
        /** whois.iana.org knows who knows. */
        ROOT
    }

    /**
     * A server, and why a lookup begins there.
     *
     * @param server who is asked first
     * @param why what decided it
     */
    record Choice(WhoisServer server, Why why) {

        /** One line: {@code whois.ripe.net (handle)}; a table says how old it is. */
        @Override
        public String toString() {
            String reason = why.name().toLowerCase(Locale.ROOT);
            return server + " (" + (why == Why.TABLE ? reason + " of " + KnownServers.AS_OF : reason) + ")";
        }
    }

    static FirstServer anywhere() {
        return new FirstServer(true, Map.of(), ServerCache.of(KEPT, Duration.ofDays(1)));
    }

    static FirstServer here() {
        return new FirstServer(false, Map.of(), ServerCache.of(0, Duration.ZERO));
    }

    FirstServer with(WhoisQuery what, WhoisServer server) {
        if (what.kind() == Kind.HANDLE) {
            throw new IllegalArgumentException("neither suffix, addresses nor AS: " + what);
        }
        Map<WhoisQuery, WhoisServer> more = new LinkedHashMap<>(overrides);
        more.put(what, server);
        return new FirstServer(anywhere, more, cache);
    }

    /** Believes each referral for that time; nothing is kept yet. */
    FirstServer remember(Duration time) {
        return withCache(ServerCache.of(KEPT, time));
    }

    FirstServer withCache(ServerCache kept) {
        return new FirstServer(anywhere, overrides, kept);
    }

    ServerCache cache() {
        return cache;
    }

    Choice choose(WhoisQuery query, Settings settings) {
        WhoisServer named = WhoisServer.of(settings.host(), settings.port());
        if (!anywhere) {
            return new Choice(named, Why.NAMED);
        }
        return override(query)
                .map(server -> new Choice(server, Why.OVERRIDE))
                .or(() -> table(query).map(server -> new Choice(server, Why.TABLE)))
                .or(() -> handle(query).map(server -> new Choice(server, Why.HANDLE)))
                .or(() -> cache.find(query).map(server -> new Choice(server, Why.CACHE)))
                .orElse(new Choice(named, Why.ROOT));
    }

    private Optional<WhoisServer> override(WhoisQuery query) {
        return overrides.entrySet().stream()
                .filter(e -> holds(e.getKey(), query))
                .min(Comparator.comparing((Map.Entry<WhoisQuery, WhoisServer> e) -> breadth(e.getKey())))
                .map(Map.Entry::getValue);
    }

    private static boolean holds(WhoisQuery part, WhoisQuery query) {
        if (part.range().isPresent()) {
            return query.range().filter(part.range().get()::contains).isPresent();
        }
        return query.kind() == Kind.DOMAIN
                && (query.text().equals(part.text()) || query.text().endsWith("." + part.text()));
    }

    /** The longest suffix is the narrowest. */
    private static BigInteger breadth(WhoisQuery part) {
        return part.range()
                .map(IpRange::size)
                .orElse(BigInteger.valueOf(-part.text().length()));
    }

    private static Optional<WhoisServer> table(WhoisQuery query) {
        return query.kind() == Kind.DOMAIN ? KnownServers.of(query.text()) : Optional.empty();
    }

    private static Optional<WhoisServer> handle(WhoisQuery query) {
        return query.kind() == Kind.HANDLE ? QueryForms.registryOf(query.text()) : Optional.empty();
    }
}
