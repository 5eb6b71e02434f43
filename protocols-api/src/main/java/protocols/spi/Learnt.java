package protocols.spi;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a client and those made of it learn of their peers, beyond the session in which they do: kept in memory for 10
 * minutes, for 64 peers at most. Part of no client's value: two clients are equal whatever they have learnt.
 */
public final class Learnt {

    private static final int MOST = 64;
    private static final long KEPT = Duration.ofMinutes(10).toNanos();

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(Object what, long since) {}

    /** What is known of a peer; fresh if that is nothing, or too old. */
    public synchronized <T> T of(String peer, Class<T> kind, Supplier<T> fresh) {
        long now = System.nanoTime();
        Entry known = entries.get(peer);
        if (known != null && now - known.since() < KEPT && kind.isInstance(known.what())) {
            return kind.cast(known.what());
        }
        T made = fresh.get();
        entries.remove(peer);
        if (entries.size() == MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        entries.put(peer, new Entry(made, now));
        return made;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Learnt;
    }

    @Override
    public int hashCode() {
        return Learnt.class.hashCode();
    }

    @Override
    public String toString() {
        return "";
    }
}
