package protocols.dns;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import protocols.dns.Outcome.ServerError;

/**
 * Outcomes that are kept for as long as their records say, to be shared by sessions that ask the same servers: see
 * {@link Dns#cache(DnsCache)}. What was used least recently makes room for what is new.
 *
 * <p>An answer is kept whole under its question, CNAME records included, for the least TTL of its records; that something
 * does not exist for the time of RFC 2308 section 5, and not at all without an SOA record; a SERVFAIL for a few seconds
 * (RFC 9520). No other error is kept, and never anything truncated. TTLs are counted down. For use by several threads at
 * once; nothing here waits.
 */
public final class DnsCache {

    private final CacheRules rules;
    private final InstantSource clock;
    private final Map<CacheKey, CacheEntry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    private long hits;
    private long misses;
    private long stale;
    private long evicted;

    private DnsCache(CacheRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** An empty cache; {@link CacheRules#DEFAULT} has the rules that fit most. */
    public static DnsCache of(CacheRules rules) {
        return of(rules, InstantSource.system());
    }

    /** An empty cache with another clock. */
    public static DnsCache of(CacheRules rules, InstantSource clock) {
        return new DnsCache(rules, clock);
    }

    /** What it keeps, and for how long. */
    public CacheRules rules() {
        return rules;
    }

    /** The outcome of a question, if a fresh one is kept. */
    Optional<Outcome> find(Question question) {
        Optional<CacheEntry> found;
        Instant now = clock.instant();
        synchronized (entries) {
            found = fresh(CacheKey.of(question), now)
                    .or(() -> fresh(CacheKey.wholeName(question), now))
                    .or(() -> fresh(CacheKey.failure(question), now));
            if (found.isPresent()) {
                hits++;
            } else {
                misses++;
            }
        }
        return found.map(entry -> entry.at(now, question));
    }

    /**
     * An outcome that is past its time, but not longer than {@link CacheRules#stale()}: for when the servers failed (RFC
     * 8767).
     */
    Optional<Outcome> findStale(Question question) {
        Optional<CacheEntry> found;
        Instant now = clock.instant();
        synchronized (entries) {
            found = usable(CacheKey.of(question), now).or(() -> usable(CacheKey.wholeName(question), now));
            if (found.isPresent()) {
                stale++;
            }
        }
        return found.map(entry -> entry.overdue(now).isNegative() ? entry.at(now, question) : entry.stale(question));
    }

    /** Keeps an outcome, if it is one that may be kept. */
    void keep(Outcome outcome) {
        Question question = outcome.question();
        Optional<CacheEntry> entry = CacheEntry.of(outcome, rules, clock.instant());
        if (entry.isEmpty()) {
            return;
        }
        synchronized (entries) {
            if (outcome instanceof ServerError) {
                put(CacheKey.failure(question), entry.get());
                return;
            }
            remove(CacheKey.failure(question));
            CacheKey ofType = CacheKey.of(question);
            CacheKey ofName = CacheKey.wholeName(question);
            boolean nothing = entry.get().isWholeName();
            remove(nothing ? ofType : ofName);
            put(nothing ? ofName : ofType, entry.get());
        }
    }

    /** Forgets all that is kept of a name, in time linear in the size of the cache. */
    public void forget(Name name) {
        synchronized (entries) {
            List<CacheKey> gone = new ArrayList<>();
            for (CacheKey key : entries.keySet()) {
                if (key.name().equals(name)) {
                    gone.add(key);
                }
            }
            gone.forEach(this::remove);
        }
    }

    /** Forgets everything; the counts go on. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
            bytes = 0;
        }
    }

    /** What happened so far. */
    public Statistics statistics() {
        synchronized (entries) {
            return new Statistics(hits, misses, stale, evicted, entries.size(), bytes);
        }
    }

    private Optional<CacheEntry> fresh(CacheKey key, Instant now) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.overdue(now).isNegative());
    }

    private Optional<CacheEntry> usable(CacheKey key, Instant now) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.overdue(now).compareTo(rules.stale()) < 0);
    }

    private void put(CacheKey key, CacheEntry entry) {
        remove(key);
        if (entry.weight() > rules.bytes()) {
            return;
        }
        entries.put(key, entry);
        bytes += entry.weight();
        Iterator<CacheEntry> oldest = entries.values().iterator();
        while (entries.size() > rules.entries() || bytes > rules.bytes()) {
            bytes -= oldest.next().weight();
            oldest.remove();
            evicted++;
        }
    }

    private void remove(CacheKey key) {
        CacheEntry gone = entries.remove(key);
        if (gone != null) {
            bytes -= gone.weight();
        }
    }

    /** What happened so far. */
    public static final class Statistics {

        private final long hits;
        private final long misses;
        private final long stale;
        private final long evicted;
        private final int entries;
        private final long bytes;

        Statistics(long hits, long misses, long stale, long evicted, int entries, long bytes) {
            this.hits = hits;
            this.misses = misses;
            this.stale = stale;
            this.evicted = evicted;
            this.entries = entries;
            this.bytes = bytes;
        }

        /** Questions that were answered from what was kept. */
        public long hits() {
            return hits;
        }

        /** Questions that were not. */
        public long misses() {
            return misses;
        }

        /** Questions that were answered with what was past its time, because the servers failed. */
        public long stale() {
            return stale;
        }

        /** Outcomes that made room for others. */
        public long evicted() {
            return evicted;
        }

        /** Outcomes that are kept now, fresh or not. */
        public int entries() {
            return entries;
        }

        /** What they take, as {@link CacheRules#bytes()} counts. */
        public long bytes() {
            return bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Statistics that
                    && hits == that.hits
                    && misses == that.misses
                    && stale == that.stale
                    && evicted == that.evicted
                    && entries == that.entries
                    && bytes == that.bytes;
        }

        @Override
        public int hashCode() {
            return Objects.hash(hits, misses, stale, evicted, entries, bytes);
        }

        /** All of it in one line. */
        @Override
        public String toString() {
            return "hits " + hits + ", misses " + misses + ", stale " + stale + ", evicted " + evicted + ", entries "
                    + entries + ", bytes " + bytes;
        }
    }
}
