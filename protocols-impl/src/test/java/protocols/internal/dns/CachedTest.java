package protocols.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.internal.dns.Answers.HOST;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import protocols.WireException;
import protocols.dns.CacheRules;
import protocols.dns.DnsCache;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.Rcode;
import protocols.net.Deadline;

class CachedTest {

    private Instant now = Instant.EPOCH;
    private int asked;
    private final Deque<Callable<Outcome>> script = new ArrayDeque<>();
    private final DnsCache cache = DnsCache.of(CacheRules.DEFAULT.stale(Duration.ofHours(1)), () -> now);
    private final Source cached = new Cached(cache, Answers.each(this::serve));

    private Outcome serve(Question question, Deadline deadline) throws WireException {
        asked++;
        try {
            return script.remove().call();
        } catch (WireException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Outcome lookup() throws WireException {
        return cached.lookup(HOST, Answers.seconds(10));
    }

    private void answerOnce() throws WireException {
        script.add(() -> Answers.address(HOST, "192.0.2.1"));
        lookup();
    }

    @Test
    void aKeptAnswerAsksNobody() throws Exception {
        answerOnce();
        assertThat(lookup().records()).hasSize(1);
        assertThat(asked).isEqualTo(1);
        now = now.plusSeconds(60);
        script.add(() -> Answers.address(HOST, "192.0.2.2"));
        assertThat(lookup().records().get(0).data().toPresentation()).isEqualTo("192.0.2.2");
    }

    @Test
    void aStaleAnswerIsBetterThanAFailure() throws Exception {
        answerOnce();
        now = now.plusSeconds(100);
        script.add(() -> Answers.timedOut(HOST));
        assertThat(lookup()).isInstanceOf(Outcome.Answer.class);
        script.add(() -> Answers.error(HOST, Rcode.REFUSED));
        assertThat(lookup()).isInstanceOf(Outcome.Answer.class);
        script.add(() -> {
            throw new WireException.Hangup("gone");
        });
        assertThat(lookup()).isInstanceOf(Outcome.Answer.class);
        script.add(() -> Answers.error(HOST, Rcode.SERVFAIL));
        assertThat(lookup()).isInstanceOf(Outcome.Answer.class);
        assertThat(lookup()).as("while the failure is kept").isInstanceOf(Outcome.Answer.class);
        assertThat(asked).isEqualTo(5);
    }

    @Test
    void noDomainIsNoFailure() throws Exception {
        answerOnce();
        now = now.plusSeconds(100);
        script.add(() -> Answers.error(HOST, Rcode.NXDOMAIN));
        assertThat(lookup()).isInstanceOf(Outcome.NxDomain.class);
    }

    @Test
    void withoutAStaleAnswerTheFailureIsSaid() {
        script.add(() -> {
            throw new WireException.Hangup("gone");
        });
        assertThatThrownBy(this::lookup).isInstanceOf(WireException.Hangup.class);
    }

    @Test
    void whoWasInterruptedGetsNoAnswer() throws Exception {
        answerOnce();
        now = now.plusSeconds(100);
        script.add(() -> {
            throw new WireException.Cancelled("interrupted");
        });
        assertThatThrownBy(this::lookup).isInstanceOf(WireException.Cancelled.class);
    }
}
