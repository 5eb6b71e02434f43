package protocols.dns;

import java.time.Duration;
import java.util.Objects;

/** What a {@link DnsCache} keeps, and for how long. */
public final class CacheRules {

    private static final Duration LONGEST_FAILURE = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(365);

    /** The defaults. */
    public static final CacheRules DEFAULT = new CacheRules(
            10_000,
            16L << 20,
            Duration.ZERO,
            Duration.ofDays(1),
            Duration.ofHours(3),
            Duration.ofSeconds(5),
            Duration.ZERO);

    private final int entries;
    private final long bytes;
    private final Duration minTtl;
    private final Duration maxTtl;
    private final Duration maxNegativeTtl;
    private final Duration failureTtl;
    private final Duration stale;

    private CacheRules(
            int entries,
            long bytes,
            Duration minTtl,
            Duration maxTtl,
            Duration maxNegativeTtl,
            Duration failureTtl,
            Duration stale) {
        if (entries < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "a cache of " + entries + " entries and " + bytes + " bytes holds nothing");
        }
        check("minTtl", minTtl, LONGEST);
        check("maxTtl", maxTtl, LONGEST);
        check("maxNegativeTtl", maxNegativeTtl, LONGEST);
        check("failureTtl", failureTtl, LONGEST_FAILURE);
        check("stale", stale, LONGEST);
        if (minTtl.compareTo(maxTtl) > 0) {
            throw new IllegalArgumentException("minTtl " + minTtl + " is over maxTtl " + maxTtl);
        }
        this.entries = entries;
        this.bytes = bytes;
        this.minTtl = minTtl;
        this.maxTtl = maxTtl;
        this.maxNegativeTtl = maxNegativeTtl;
        this.failureTtl = failureTtl;
        this.stale = stale;
    }

    /** The most outcomes; 10,000 by default. */
    public int entries() {
        return entries;
    }

    /**
     * The most bytes: of the records as on the wire, of a short message in which their names stand, and 256 more for each
     * outcome; 16 MiB by default.
     */
    public long bytes() {
        return bytes;
    }

    /** For how long an answer is kept at least, whatever its records say; zero by default. */
    public Duration minTtl() {
        return minTtl;
    }

    /** For how long an answer is kept at most; one day by default. */
    public Duration maxTtl() {
        return maxTtl;
    }

    /** For how long it is kept at most that something does not exist; 3 hours by default, as RFC 2308 section 5 suggests. */
    public Duration maxNegativeTtl() {
        return maxNegativeTtl;
    }

    /**
     * For how long it is kept that the servers failed with SERVFAIL; 5 seconds by default, 5 minutes at most (RFC 9520 section
     * 3.2).
     */
    public Duration failureTtl() {
        return failureTtl;
    }

    /**
     * For how long after its time an answer may still be given, if the servers fail (RFC 8767); zero, which is never, by
     * default.
     */
    public Duration stale() {
        return stale;
    }

    private static void check(String what, Duration time, Duration most) {
        if (time.isNegative() || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " is not within 0 to " + most + ": " + time);
        }
    }

    /** With another number of outcomes. */
    public CacheRules entries(int most) {
        return new CacheRules(most, bytes, minTtl, maxTtl, maxNegativeTtl, failureTtl, stale);
    }

    /** With another number of bytes. */
    public CacheRules bytes(long most) {
        return new CacheRules(entries, most, minTtl, maxTtl, maxNegativeTtl, failureTtl, stale);
    }

    /** With other bounds for the time of an answer. */
    public CacheRules ttl(Duration least, Duration most) {
        return new CacheRules(entries, bytes, least, most, maxNegativeTtl, failureTtl, stale);
    }

    /** With another bound for the time of what does not exist. */
    public CacheRules maxNegativeTtl(Duration most) {
        return new CacheRules(entries, bytes, minTtl, maxTtl, most, failureTtl, stale);
    }

    /** With another time for failures; zero keeps none. */
    public CacheRules failureTtl(Duration time) {
        return new CacheRules(entries, bytes, minTtl, maxTtl, maxNegativeTtl, time, stale);
    }

    /** With stale answers where the servers fail, for so long after their time. */
    public CacheRules stale(Duration time) {
        return new CacheRules(entries, bytes, minTtl, maxTtl, maxNegativeTtl, failureTtl, time);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheRules that
                && entries == that.entries
                && bytes == that.bytes
                && minTtl.equals(that.minTtl)
                && maxTtl.equals(that.maxTtl)
                && maxNegativeTtl.equals(that.maxNegativeTtl)
                && failureTtl.equals(that.failureTtl)
                && stale.equals(that.stale);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entries, bytes, minTtl, maxTtl, maxNegativeTtl, failureTtl, stale);
    }

    /** All of them in one line. */
    @Override
    public String toString() {
        return "entries " + entries + ", bytes " + bytes + ", ttl " + minTtl + " to " + maxTtl + ", negative "
                + maxNegativeTtl + ", failures " + failureTtl + ", stale " + stale;
    }
}
