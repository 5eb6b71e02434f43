package protocols.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.internal.dns.Answers.HOST;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.RecordType;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;

@Timeout(60)
class CoalescedTest {

    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger asked = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore go = new Semaphore(0);
    private final Coalesced coalesced = new Coalesced(Answers.each(this::serve));

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Answers when the test says so; the thread that asks can be interrupted. */
    private Outcome serve(Question question, Deadline deadline) throws WireException {
        int number = asked.incrementAndGet();
        begun.release();
        try {
            if (!go.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return DnsFriend.get().timedOut(question, deadline, List.of());
            }
        } catch (InterruptedException e) {
            throw new WireException.Cancelled("interrupted", e);
        }
        return Answers.address(question, "192.0.2." + number);
    }

    private Future<Outcome> ask(Question question, int seconds) {
        return threads.submit(() -> coalesced.lookup(question, Answers.seconds(seconds)));
    }

    private static Outcome get(Future<Outcome> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    /** Until that many threads wait for another's outcome. */
    private void awaitFollowers(int count) {
        while (coalesced.followers() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void equalQuestionsAreAskedOnce() throws Exception {
        List<Future<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(ask(Question.of(Name.of(i % 2 == 0 ? "host.example" : "HOST.example"), RecordType.A), 30));
        }
        awaitFollowers(THREADS - 1);
        go.release(THREADS);
        Outcome first = get(all.get(0));
        for (Future<Outcome> one : all) {
            assertThat(get(one)).isSameAs(first);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatHasLandedIsAskedAgain() throws Exception {
        go.release(2);
        assertThat(get(ask(HOST, 30))).isNotEqualTo(get(ask(HOST, 30)));
        assertThat(asked).hasValue(2);
    }

    @Test
    void differentQuestionsGoSideBySide() throws Exception {
        Future<Outcome> one = ask(HOST, 30);
        Future<Outcome> other = ask(Question.of(HOST.name(), RecordType.AAAA), 30);
        assertThat(begun.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
        go.release(2);
        get(one);
        get(other);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoFollowsHasADeadlineOfItsOwn() throws Exception {
        Future<Outcome> leader = ask(HOST, 30);
        begun.acquire();
        assertThat(coalesced.lookup(HOST, Deadline.after("timeout", Duration.ofMillis(20))))
                .isInstanceOf(Outcome.TimedOut.class);
        go.release();
        assertThat(get(leader)).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void anImpatientLeaderIsReplaced() throws Exception {
        Future<Outcome> leader =
                threads.submit(() -> coalesced.lookup(HOST, Deadline.after("timeout", Duration.ofMillis(200))));
        begun.acquire();
        Future<Outcome> follower = ask(HOST, 30);
        assertThat(get(leader)).isInstanceOf(Outcome.TimedOut.class);
        begun.acquire();
        go.release();
        assertThat(get(follower)).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void anInterruptedLeaderIsReplaced() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Thread leader = new Thread(() -> {
            try {
                coalesced.lookup(HOST, Answers.seconds(30));
            } catch (WireException e) {
                ended.countDown();
            }
        });
        leader.start();
        begun.acquire();
        Future<Outcome> follower = ask(HOST, 30);
        awaitFollowers(1);
        leader.interrupt();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        begun.acquire();
        go.release();
        assertThat(get(follower)).isInstanceOf(Outcome.Answer.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aFailureIsSharedToo() throws Exception {
        CountDownLatch fail = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        Coalesced failing = new Coalesced(Answers.each((question, deadline) -> {
            tries.incrementAndGet();
            try {
                fail.await();
            } catch (InterruptedException e) {
                throw new WireException.Cancelled("interrupted", e);
            }
            throw new WireException.Hangup("gone");
        }));
        Future<Outcome> one = threads.submit(() -> failing.lookup(HOST, Answers.seconds(30)));
        Future<Outcome> other = threads.submit(() -> failing.lookup(HOST, Answers.seconds(30)));
        while (failing.followers() < 1) {
            Thread.onSpinWait();
        }
        fail.countDown();
        for (Future<Outcome> each : List.of(one, other)) {
            assertThatThrownBy(() -> get(each))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(WireException.Hangup.class);
        }
        assertThat(tries).hasValue(1);
    }

    @Test
    void manyThreadsAndNamesLeaveNothingBehind() throws Exception {
        AtomicInteger served = new AtomicInteger();
        Coalesced quick = new Coalesced(Answers.each((question, deadline) -> {
            served.incrementAndGet();
            return Answers.address(question, "192.0.2.1");
        }));
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            all.add(threads.submit(() -> {
                for (int i = 0; i < 2_000; i++) {
                    Question question = Question.of(Name.of("host" + i % 7 + ".example"), RecordType.A);
                    assertThat(quick.lookup(question, Answers.seconds(30)).question())
                            .isEqualTo(question);
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        assertThat(served.get()).isBetween(1, THREADS * 2_000);
        assertThat(quick.flights()).isZero();
        assertThat(quick.followers()).isZero();
    }

    @Test
    void equalQuestionsOfOneThreadAreOneToo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Coalesced both = new Coalesced((questions, deadline) -> {
            asked.addAndGet(questions.size());
            return questions.stream()
                    .map(question -> Answers.address(question, "192.0.2.1"))
                    .toList();
        });
        List<Outcome> outcomes = both.lookupAll(List.of(HOST, HOST), Answers.seconds(30));
        assertThat(outcomes).hasSize(2).allMatch(Outcome.Answer.class::isInstance);
        assertThat(asked).hasValue(1);
    }

    @Test
    void threadsThatAskTheSameInAnotherOrderDoNotWaitForEachOther() throws Exception {
        Coalesced quick = new Coalesced((questions, deadline) -> questions.stream()
                .map(question -> Answers.address(question, "192.0.2.1"))
                .toList());
        List<Question> questions = List.of(HOST, Question.of(HOST.name(), RecordType.AAAA));
        List<Question> reversed = List.of(questions.get(1), questions.get(0));
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<Question> mine = thread % 2 == 0 ? questions : reversed;
            all.add(threads.submit(() -> {
                for (int i = 0; i < 1000; i++) {
                    assertThat(quick.lookupAll(mine, Answers.seconds(30)))
                            .extracting(Outcome::question)
                            .isEqualTo(mine);
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get(30, TimeUnit.SECONDS);
        }
    }
}
