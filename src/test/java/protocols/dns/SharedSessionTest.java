package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;
import protocols.peers.ScriptedDatagrams;
import protocols.peers.ScriptedDatagrams.Datagram;

/** One session for many threads, over a real socket. */
@Timeout(60)
class SharedSessionTest {

    private static final int THREADS = 8;
    private static final int LOOKUPS = 50;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static Dns at(ScriptedDatagrams server) {
        Duration patience = Duration.ofSeconds(30);
        return Dns.at("127.0.0.1").port(server.port()).timeout(patience).retry(patience);
    }

    /** Each name has an address of its own, so that a mixed-up answer shows. */
    private static List<Datagram> answer(byte[] query) {
        try {
            Message message = Message.decode(query);
            Name name = message.question().orElseThrow().name();
            String number = name.labels().get(0).substring(1);
            DnsRecord record = DnsRecord.parse(name + " 60 IN A 192.0.2." + number);
            return List.of(Datagram.of(message.reply().answer(record).encode()));
        } catch (WireException.Malformed e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyThreadGetsItsOwnAnswers() throws Exception {
        DnsCache cache = DnsCache.of(CacheRules.DEFAULT.entries(5));
        try (ScriptedDatagrams server = ScriptedDatagrams.answering(SharedSessionTest::answer);
                DnsSession session = at(server).cache(cache).connect()) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < LOOKUPS; i++) {
                        String number = Integer.toString((first + i) % 20);
                        Outcome outcome = session.lookup("h" + number + ".example", RecordType.A);
                        assertThat(outcome.data(Rdata.A.class))
                                .extracting(one -> one.address().getHostAddress())
                                .containsExactly("192.0.2." + number);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            DnsCache.Statistics statistics = cache.statistics();
            assertThat(statistics.entries()).isEqualTo(5);
            assertThat(statistics.misses()).isEqualTo(server.received().size());
            assertThat(statistics.hits() + statistics.misses()).isLessThanOrEqualTo((long) THREADS * LOOKUPS);
        }
    }

    /** A thread that waits for an outcome. */
    private record Waiting(Thread thread, CompletableFuture<Throwable> end) {

        static Waiting in(DnsSession session, String name) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    end.complete(new AssertionError(session.lookup(name, RecordType.A)));
                } catch (WireException | RuntimeException e) {
                    end.complete(e);
                }
            });
            thread.start();
            return new Waiting(thread, end);
        }

        /** Until it waits for another thread's outcome. */
        Waiting following() {
            while (thread.getState() != Thread.State.TIMED_WAITING || !isIn(CompletableFuture.class)) {
                Thread.onSpinWait();
            }
            return this;
        }

        private boolean isIn(Class<?> type) {
            return Stream.of(thread.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().equals(type.getName()));
        }

        Throwable result() throws Exception {
            return end.get(30, TimeUnit.SECONDS);
        }
    }

    private static ScriptedDatagrams silent(CountDownLatch asked) throws IOException {
        return ScriptedDatagrams.answering(query -> {
            asked.countDown();
            return List.of();
        });
    }

    @Test
    @SuppressWarnings("try") // Closing in the middle is what is looked at.
    void closingFreesWhoAsksAndWhoWaitsForTheSame() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedDatagrams server = silent(asked);
                DnsSession session = at(server).connect()) {
            Waiting first = Waiting.in(session, "h1.example");
            asked.await();
            Waiting same = Waiting.in(session, "h1.example").following();
            session.close();
            assertThat(first.result()).isInstanceOf(WireException.Cancelled.class);
            assertThat(same.result()).isInstanceOf(WireException.Cancelled.class);
            assertThatThrownBy(() -> session.lookup("h1.example", RecordType.A))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anInterruptFreesTheOneThatItIsFor() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedDatagrams server = silent(asked);
                DnsSession session = at(server).connect()) {
            Waiting first = Waiting.in(session, "h1.example");
            asked.await();
            Waiting same = Waiting.in(session, "h1.example").following();
            same.thread().interrupt();
            assertThat(same.result()).isInstanceOf(WireException.Cancelled.class);
            assertThat(first.end()).isNotDone();
            first.thread().interrupt();
            assertThat(first.result()).isInstanceOf(WireException.Cancelled.class);
        }
    }

    @Test
    void eachQuestionHasItsOwnTime() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedDatagrams server = silent(asked);
                DnsSession session = at(server).connect()) {
            Waiting first = Waiting.in(session, "h1.example");
            asked.await();
            for (String name : List.of("h1.example", "h2.example")) {
                Question question = Question.of(Name.of(name), RecordType.A);
                assertThat(session.lookup(question, Duration.ofMillis(50))).isInstanceOf(Outcome.TimedOut.class);
            }
            assertThat(first.end()).isNotDone();
        }
    }
}
