package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsCacheTest {

    private static final String SOA = "example.org. 600 SOA ns.example.org. root.example.org. 1 2 3 4 100";
    private static final Question HOST = Outcomes.question("host.example.org", RecordType.A);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final DnsCache cache = cache(CacheRules.DEFAULT);

    private DnsCache cache(CacheRules rules) {
        return DnsCache.of(rules, () -> now);
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private static Outcome host(int ttl) {
        return Outcomes.answer(RecordType.A, "host.example.org. " + ttl + " A 192.0.2.1");
    }

    private static List<Long> ttls(DnsCache cache) {
        return cache.find(HOST).orElseThrow().records().stream()
                .map(one -> one.ttl().toSeconds())
                .toList();
    }

    @Test
    void anAnswerIsKeptForItsTimeAndCountsDown() {
        cache.keep(host(60));
        pass(20);
        Outcome found = cache.find(HOST).orElseThrow();
        assertThat(found.records()).containsExactly(DnsRecord.parse("host.example.org. 40 A 192.0.2.1"));
        assertThat(found.attempts()).hasToString("[cache 0 ms: NOERROR, 40 s left]");
        pass(39);
        assertThat(cache.find(HOST)).isPresent();
        pass(1);
        assertThat(cache.find(HOST)).isEmpty();
    }

    @Test
    void namesCompareWithoutRegardToCase() {
        cache.keep(host(60));
        assertThat(cache.find(Outcomes.question("HOST.Example.ORG", RecordType.A)))
                .isPresent();
        assertThat(cache.find(Outcomes.question("host.example.org", RecordType.AAAA)))
                .isEmpty();
        assertThat(cache.find(new Question(HOST.name(), HOST.type(), RecordClass.CH)))
                .isEmpty();
    }

    @Test
    void aChainIsKeptWholeForItsShortestTime() {
        Question alias = Outcomes.question("www.example.org", RecordType.A);
        cache.keep(Outcomes.answer(
                alias,
                DnsRecord.parse("www.example.org. 30 CNAME host.example.org."),
                DnsRecord.parse("host.example.org. 300 A 192.0.2.1")));
        pass(10);
        assertThat(cache.find(alias).orElseThrow().records())
                .containsExactly(
                        DnsRecord.parse("www.example.org. 20 CNAME host.example.org."),
                        DnsRecord.parse("host.example.org. 290 A 192.0.2.1"));
        assertThat(cache.find(HOST))
                .as("what stands in the chain was not asked for")
                .isEmpty();
        pass(20);
        assertThat(cache.find(alias)).isEmpty();
    }

    @Test
    void recordsThatWereNotAskedForAreNotKept() {
        cache.keep(Outcomes.answer(
                HOST,
                DnsRecord.parse("host.example.org. 60 A 192.0.2.1"),
                DnsRecord.parse("bank.example. 60 A 192.0.2.66")));
        assertThat(cache.find(HOST).orElseThrow().response().orElseThrow().section(DnsSection.ANSWER))
                .hasSize(1);
    }

    @Test
    void zeroIsNotKept() {
        cache.keep(host(0));
        assertThat(cache.statistics().entries()).isZero();
    }

    @Test
    void timesHaveBounds() {
        DnsCache bounded = cache(CacheRules.DEFAULT.ttl(Duration.ofSeconds(10), Duration.ofSeconds(100)));
        bounded.keep(host(0));
        assertThat(ttls(bounded)).containsExactly(10L);
        bounded.keep(host(100_000));
        assertThat(ttls(bounded)).containsExactly(100L);
    }

    /** RFC 2308 section 5: the lesser of the TTL and the minimum of the SOA record. */
    @Test
    void thatSomethingDoesNotExistIsKept() {
        cache.keep(Outcomes.noData(HOST, SOA));
        assertThat(cache.find(HOST).orElseThrow()).isInstanceOf(Outcome.NoData.class);
        assertThat(cache.find(Outcomes.question("host.example.org", RecordType.MX)))
                .isEmpty();
        pass(99);
        assertThat(cache.find(HOST).orElseThrow().response().flatMap(Message::negativeTtl))
                .contains(Duration.ofSeconds(1));
        pass(1);
        assertThat(cache.find(HOST)).isEmpty();
    }

    @Test
    void aNameThatDoesNotExistHasNoTypeAtAll() {
        cache.keep(Outcomes.negative(HOST, Rcode.NXDOMAIN, SOA));
        assertThat(cache.find(Outcomes.question("host.example.org", RecordType.MX))
                        .orElseThrow())
                .isInstanceOf(Outcome.NxDomain.class);
        cache.keep(host(60));
        assertThat(cache.find(Outcomes.question("host.example.org", RecordType.MX)))
                .as("now it exists")
                .isEmpty();
        assertThat(cache.find(HOST).orElseThrow()).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void withoutTheSoaOfItsZoneNothingNegativeIsKept() {
        cache.keep(Outcomes.noData(HOST));
        cache.keep(Outcomes.negative(HOST, Rcode.NXDOMAIN, SOA.replaceFirst("example.org", "example.net")));
        assertThat(cache.statistics().entries()).isZero();
    }

    @Test
    void theTimeOfNegativeAnswersHasABound() {
        DnsCache bounded = cache(CacheRules.DEFAULT.maxNegativeTtl(Duration.ofSeconds(7)));
        bounded.keep(Outcomes.noData(HOST, SOA));
        pass(7);
        assertThat(bounded.find(HOST)).isEmpty();
    }

    @Test
    void servfailIsKeptShortlyAndOtherErrorsNever() {
        cache.keep(Outcomes.of(HOST, Rcode.REFUSED));
        cache.keep(Outcomes.timedOut(HOST));
        assertThat(cache.find(HOST)).isEmpty();
        cache.keep(Outcomes.of(HOST, Rcode.SERVFAIL));
        assertThat(cache.find(HOST).orElseThrow()).isInstanceOf(Outcome.ServerError.class);
        pass(5);
        assertThat(cache.find(HOST)).isEmpty();
        DnsCache none = cache(CacheRules.DEFAULT.failureTtl(Duration.ZERO));
        none.keep(Outcomes.of(HOST, Rcode.SERVFAIL));
        assertThat(none.find(HOST)).isEmpty();
    }

    @Test
    void anAnswerEndsAFailure() {
        cache.keep(Outcomes.of(HOST, Rcode.SERVFAIL));
        cache.keep(host(2));
        pass(2);
        assertThat(cache.find(HOST)).isEmpty();
    }

    @Test
    void whatIsPastItsTimeIsGivenOnlyWhereThatIsAllowed() {
        cache.keep(host(60));
        pass(60);
        assertThat(cache.findStale(HOST)).isEmpty();

        DnsCache lenient = cache(CacheRules.DEFAULT.stale(Duration.ofHours(1)));
        lenient.keep(host(60));
        pass(60 + 3599);
        Outcome stale = lenient.findStale(HOST).orElseThrow();
        assertThat(stale.records()).containsExactly(DnsRecord.parse("host.example.org. 30 A 192.0.2.1"));
        assertThat(stale.attempts()).hasToString("[cache 0 ms: NOERROR, stale]");
        pass(1);
        assertThat(lenient.findStale(HOST)).isEmpty();
        assertThat(lenient.statistics().stale()).isEqualTo(1);
    }

    @Test
    void theLeastRecentlyUsedMakesRoom() {
        DnsCache small = cache(CacheRules.DEFAULT.entries(2));
        small.keep(Outcomes.answer(RecordType.A, "a.example. 60 A 192.0.2.1"));
        small.keep(Outcomes.answer(RecordType.A, "b.example. 60 A 192.0.2.1"));
        small.find(Outcomes.question("a.example", RecordType.A));
        small.keep(Outcomes.answer(RecordType.A, "c.example. 60 A 192.0.2.1"));
        assertThat(small.find(Outcomes.question("a.example", RecordType.A))).isPresent();
        assertThat(small.find(Outcomes.question("b.example", RecordType.A))).isEmpty();
        assertThat(small.find(Outcomes.question("c.example", RecordType.A))).isPresent();
        assertThat(small.statistics().evicted()).isEqualTo(1);
        assertThat(small.statistics().entries()).isEqualTo(2);
    }

    @Test
    void bytesAreBoundedToo() {
        DnsCache small = cache(CacheRules.DEFAULT.bytes(1000));
        for (int i = 0; i < 100; i++) {
            small.keep(Outcomes.answer(RecordType.A, "a" + i + ".example. 60 A 192.0.2.1"));
            assertThat(small.statistics().bytes()).isBetween(250L, 1000L);
        }
        small.keep(Outcomes.answer(RecordType.TXT, "big.example. 60 TXT " + "x".repeat(250)));
        assertThat(small.find(Outcomes.question("big.example", RecordType.TXT))).isPresent();
        DnsCache tiny = cache(CacheRules.DEFAULT.bytes(100));
        tiny.keep(host(60));
        assertThat(tiny.statistics().entries()).isZero();
        assertThat(tiny.statistics().bytes()).isZero();
    }

    @Test
    void whatIsForgottenIsGone() {
        cache.keep(host(60));
        cache.keep(Outcomes.answer(RecordType.MX, "host.example.org. 60 MX 1 mx.example.org."));
        cache.forget(HOST.name());
        assertThat(cache.statistics().entries()).isZero();
        assertThat(cache.statistics().bytes()).isZero();
        cache.keep(host(60));
        cache.clear();
        assertThat(cache.find(HOST)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackKeepsNothingAlive() {
        cache.keep(host(60));
        pass(-1);
        assertThat(cache.find(HOST)).isEmpty();
        assertThat(cache.findStale(HOST)).isEmpty();
    }

    @Test
    void hitsAndMissesAreCounted() {
        cache.find(HOST);
        cache.keep(host(60));
        cache.find(HOST);
        cache.find(HOST);
        assertThat(cache.statistics().hits()).isEqualTo(2);
        assertThat(cache.statistics().misses()).isEqualTo(1);
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        CacheRules rules = CacheRules.DEFAULT;
        assertThatThrownBy(() -> rules.entries(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.stale(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.failureTtl(Duration.ofMinutes(5).plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.ttl(Duration.ofDays(2), Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
