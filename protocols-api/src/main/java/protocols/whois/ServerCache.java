package protocols.whois;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import protocols.whois.WhoisQuery.Kind;
import protocols.whois.WhoisText.Entry;

/**
 * What whois.iana.org said about who knows what: it is asked once for each top-level domain, block of addresses and
 * block of AS numbers, not once for each lookup. What any other server says is not kept here. Safe for use by several
 * threads.
 */
final class ServerCache {

    private final int most;
    private final Duration timeToLive;
    private final InstantSource clock;
    private final Map<Scope, Known> known = new LinkedHashMap<>();

    /** What a server knows: a top-level domain, or a range of addresses or AS numbers. */
    private record Scope(Optional<String> suffix, Optional<IpRange> range) {

        boolean holds(WhoisQuery query) {
            return suffix.isPresent()
                    ? query.kind() == Kind.DOMAIN && query.text().endsWith("." + suffix.get())
                    : range.isPresent()
                            && query.range().filter(range.get()::contains).isPresent();
        }
    }

    private record Known(WhoisServer server, Instant until) {}

    private ServerCache(int most, Duration timeToLive, InstantSource clock) {
        this.most = most;
        this.timeToLive = timeToLive;
        this.clock = clock;
    }

    /**
     * An empty cache.
     *
     * @param most how many referrals it keeps; the oldest goes first. 0 keeps none
     * @param timeToLive how long each is believed
     * @throws IllegalArgumentException for a negative number
     */
    static ServerCache of(int most, Duration timeToLive) {
        return of(most, timeToLive, InstantSource.system());
    }

    /** As above, by another clock. */
    static ServerCache of(int most, Duration timeToLive, InstantSource clock) {
        if (most < 0 || timeToLive.isNegative()) {
            throw new IllegalArgumentException("a cache of " + most + " for " + timeToLive);
        }
        return new ServerCache(most, timeToLive, clock);
    }

    /** An empty cache of the same size and patience. */
    ServerCache fresh() {
        return new ServerCache(most, timeToLive, clock);
    }

    /** Who was said to know this, if it is known and was said lately. */
    synchronized Optional<WhoisServer> find(WhoisQuery query) {
        Instant now = clock.instant();
        known.values().removeIf(k -> !now.isBefore(k.until()));
        return known.entrySet().stream()
                .filter(e -> e.getKey().holds(query))
                .map(e -> e.getValue().server())
                .reduce((earlier, later) -> later);
    }

    /** Keeps what an answer of whois.iana.org refers to, if it says of what and that holds what was asked for. */
    void learn(WhoisQuery query, String answer, WhoisServer server) {
        for (Entry entry : WhoisText.read(answer).entries()) {
            Optional<Scope> scope = scope(entry).filter(s -> s.holds(query));
            if (scope.isPresent()) {
                keep(scope.get(), server);
                return;
            }
        }
    }

    /** Forgets who knows this: the server no longer answers. */
    synchronized void forget(WhoisQuery query) {
        known.keySet().removeIf(scope -> scope.holds(query));
    }

    private synchronized void keep(Scope scope, WhoisServer server) {
        known.remove(scope);
        known.put(scope, new Known(server, clock.instant().plus(timeToLive)));
        Iterator<Scope> oldest = known.keySet().iterator();
        while (known.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    private static Optional<Scope> scope(Entry entry) {
        return switch (entry.key()) {
            case "domain" ->
                HostName.toAscii(entry.value()).map(name -> new Scope(Optional.of(name), Optional.empty()));
            case "inetnum", "inet6num", "netrange" ->
                IpRange.parse(entry.value()).map(range -> new Scope(Optional.empty(), Optional.of(range)));
            case "asblock", "asnumber", "autnum" ->
                IpRange.ofNumbers(entry.value()).map(range -> new Scope(Optional.empty(), Optional.of(range)));
            default -> Optional.empty();
        };
    }

    /** How many referrals it holds, those that are too old included. */
    @Override
    public synchronized String toString() {
        return known.size() + " servers";
    }
}
