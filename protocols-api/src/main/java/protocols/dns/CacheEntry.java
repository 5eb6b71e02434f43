package protocols.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.dns.Outcome.Answer;
import protocols.dns.Outcome.ServerError;

/**
 * An outcome that is kept: the records that the question reaches, and the SOA record where something does not exist.
 *
 * @param answer the chain of records, each with a TTL that the rules allow
 * @param authority the SOA record, or nothing
 * @param authentic whether the servers said that it is authentic (RFC 4035 section 3.2.3)
 * @param stored when it came
 * @param ttl how long it is fresh, in whole seconds
 * @param weight in bytes, as on the wire, and the message if names stand in it, and something for the rest
 */
record CacheEntry(
        Rcode rcode,
        List<DnsRecord> answer,
        Optional<DnsRecord> authority,
        boolean authentic,
        Instant stored,
        Duration ttl,
        int weight) {

    /** What an outcome costs beside its bytes. */
    private static final int OVERHEAD = 256;

    /** The TTL of what is past its time (RFC 8767 section 4). */
    private static final Duration STALE_TTL = Duration.ofSeconds(30);

    /** What is kept of an outcome; empty if it may not be kept at all. */
    static Optional<CacheEntry> of(Outcome outcome, CacheRules rules, Instant now) {
        if (outcome instanceof ServerError error) {
            boolean kept =
                    error.rcode().equals(Rcode.SERVFAIL) && !rules.failureTtl().isZero();
            return kept
                    ? Optional.of(new CacheEntry(
                            Rcode.SERVFAIL, List.of(), Optional.empty(), false, now, rules.failureTtl(), OVERHEAD))
                    : Optional.empty();
        }
        return outcome.response().flatMap(message -> of(outcome, message, rules, now));
    }

    private static Optional<CacheEntry> of(Outcome outcome, Message message, CacheRules rules, Instant now) {
        if (message.section(DnsSection.ANSWER).stream().anyMatch(CacheEntry::isOpaque)) {
            // Its bytes may point into this message, and mean something else in another.
            return Optional.empty();
        }
        AnswerChain chain = AnswerChain.of(outcome.question(), message.section(DnsSection.ANSWER));
        Optional<DnsRecord> soa = Optional.empty();
        if (!(outcome instanceof Answer)) {
            soa = soa(chain.end(), message, rules);
            if (soa.isEmpty()) {
                // RFC 2308 section 5: without an SOA record it is not to be kept.
                return Optional.empty();
            }
        }
        List<DnsRecord> records = chain.records().stream()
                .map(one -> withTtl(one, clamp(one.ttl(), rules)))
                .toList();
        Duration least = soa.map(DnsRecord::ttl).orElse(rules.maxTtl());
        for (DnsRecord one : records) {
            least = one.ttl().compareTo(least) < 0 ? one.ttl() : least;
        }
        least = Duration.ofSeconds(least.toSeconds());
        if (least.isZero()) {
            return Optional.empty();
        }
        int weight = weight(records, soa) + (message.length() <= Name.KEPT_MESSAGE ? message.length() : 0);
        return Optional.of(new CacheEntry(message.rcode(), records, soa, message.has(DnsFlag.AD), now, least, weight));
    }

    private static boolean isOpaque(DnsRecord record) {
        return record.data() instanceof GenericRdata.Opaque;
    }

    /** The SOA record of the zone in which the name would be, with the TTL of RFC 2308 section 5. */
    private static Optional<DnsRecord> soa(Name end, Message message, CacheRules rules) {
        for (DnsRecord one : message.section(DnsSection.AUTHORITY)) {
            if (one.data() instanceof Rdata.Soa soa && end.isSubdomainOf(one.name())) {
                Duration ttl = one.ttl().compareTo(soa.minimum()) < 0 ? one.ttl() : soa.minimum();
                Duration most = rules.maxNegativeTtl();
                return Optional.of(withTtl(one, ttl.compareTo(most) < 0 ? ttl : most));
            }
        }
        return Optional.empty();
    }

    private static Duration clamp(Duration ttl, CacheRules rules) {
        Duration least = ttl.compareTo(rules.minTtl()) < 0 ? rules.minTtl() : ttl;
        return least.compareTo(rules.maxTtl()) > 0 ? rules.maxTtl() : least;
    }

    private static DnsRecord withTtl(DnsRecord record, Duration ttl) {
        return new DnsRecord(record.name(), record.recordClass(), Duration.ofSeconds(ttl.toSeconds()), record.data());
    }

    private static int weight(List<DnsRecord> answer, Optional<DnsRecord> authority) {
        int weight = OVERHEAD + authority.map(CacheEntry::length).orElse(0);
        for (DnsRecord one : answer) {
            weight += length(one);
        }
        return weight;
    }

    private static int length(DnsRecord record) {
        return record.name().length() + 10 + record.data().toBytes().length;
    }

    /** Whether nothing of the name exists at all, whatever the type (RFC 2308 section 5). */
    boolean isWholeName() {
        return rcode.equals(Rcode.NXDOMAIN) && answer.isEmpty();
    }

    /** How long ago its time was over; negative while it is fresh. A clock that was set back makes it old. */
    Duration overdue(Instant now) {
        Duration age = Duration.between(stored, now);
        return age.isNegative() ? Duration.ofDays(3650) : age.minus(ttl);
    }

    /** The outcome as it is now: TTLs counted down. */
    Outcome at(Instant now, Question question) {
        Duration age = Duration.ofSeconds(Duration.between(stored, now).toSeconds());
        return outcome(question, age, rcode + ", " + ttl.minus(age).toSeconds() + " s left");
    }

    /** The outcome past its time. */
    Outcome stale(Question question) {
        return outcome(question, Duration.ofSeconds(-1), rcode + ", stale");
    }

    // A negative age stands for what is past its time.
    private Outcome outcome(Question question, Duration age, String why) {
        MessageBuilder message =
                Message.query(question).withoutEdns().rcode(rcode).set(DnsFlag.QR, DnsFlag.RA);
        if (authentic) {
            message.set(DnsFlag.AD);
        }
        for (DnsRecord one : answer) {
            message.answer(aged(one, age));
        }
        authority.ifPresent(one -> message.authority(aged(one, age)));
        return Outcome.of(question, message.build(), List.of(Attempt.of("cache", "", Duration.ZERO, why)));
    }

    private static DnsRecord aged(DnsRecord record, Duration age) {
        return withTtl(record, age.isNegative() ? STALE_TTL : record.ttl().minus(age));
    }
}
