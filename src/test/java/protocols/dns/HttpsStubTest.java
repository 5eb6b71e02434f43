package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Attempt;
import protocols.Observer;
import protocols.Transcript;
import protocols.WireException;
import protocols.net.Connector;

/** What stands around the servers of a session, and several threads, where the server is asked over HTTPS. */
@Timeout(120)
class HttpsStubTest {

    private static final String TYPE = "application/dns-message";
    private static final int CONNECTIONS = 8;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, CountDownLatch> arrived = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/dns-query", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
        threads.shutdownNow();
    }

    /** A name below {@code no} does not exist; another has the address that its number says. */
    private void answer(HttpExchange exchange) throws IOException {
        Message query = Message.decode(exchange.getRequestBody().readAllBytes());
        String name = query.question().orElseThrow().name().toString();
        asked.add(name);
        arrived(name).countDown();
        await(name);
        byte[] body = reply(query, name);
        exchange.getResponseHeaders().add("Content-Type", TYPE);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] reply(Message query, String name) throws IOException {
        return name.contains("no.")
                ? query.reply().rcode(Rcode.NXDOMAIN).encode()
                : query.reply()
                        .answer(DnsRecord.parse(name + " 60 IN A 192.0.2." + number(name)))
                        .encode();
    }

    private static String number(String name) {
        return name.substring(1, name.indexOf('.'));
    }

    private void await(String name) throws IOException {
        CountDownLatch latch = held.get(name);
        try {
            if (latch != null && !latch.await(60, TimeUnit.SECONDS)) {
                throw new IOException("nobody let " + name + " go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CountDownLatch arrived(String name) {
        return arrived.computeIfAbsent(name, any -> new CountDownLatch(1));
    }

    private CountDownLatch hold(String name) {
        return held.computeIfAbsent(name, any -> new CountDownLatch(1));
    }

    private void untilAsked(String name) throws InterruptedException {
        assertThat(arrived(name).await(30, TimeUnit.SECONDS)).as(name).isTrue();
    }

    private Dns dns() {
        return Dns.atUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/dns-query")
                .timeout(Duration.ofSeconds(60));
    }

    private static void requireAddress(Outcome outcome, String last) {
        assertThat(outcome.data(Rdata.A.class))
                .extracting(one -> one.address().getHostAddress())
                .containsExactly("192.0.2." + last);
    }

    @Test
    void theCacheAnswersTheSecondTime() throws Exception {
        DnsCache cache = DnsCache.of(CacheRules.DEFAULT);
        try (DnsSession session = dns().cache(cache).connect()) {
            requireAddress(session.lookup("h1.example", RecordType.A), "1");
            Outcome again = session.lookup("H1.example", RecordType.A);
            requireAddress(again, "1");
            assertThat(again.attempts()).extracting(Attempt::transport).containsExactly("");
        }
        requireAddress(dns().cache(cache).lookup("h1.example", RecordType.A), "1");
        assertThat(asked).containsExactly("h1.example.");
    }

    @Test
    void theHostsFileAnswersWithoutAConnection() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "192.0.2.7 h7.example\n");
        Connector nowhere = (endpoint, deadline) -> {
            throw new AssertionError("connects to " + endpoint);
        };
        try (DnsSession session = dns().hosts(hosts).via(nowhere).connect()) {
            requireAddress(session.lookup("h7.example", RecordType.A), "7");
            assertThat(session.addresses("h7.example").source()).isEqualTo(HostAddresses.Source.HOSTS);
        }
    }

    @Test
    void theSearchListOfTheCallerCounts() throws Exception {
        try (DnsSession session =
                dns().searchList(SearchList.of("no.example", "b.example")).connect()) {
            assertThat(session.search("h5", RecordType.A).orThrow().addresses()).hasSize(1);
        }
        assertThat(asked).containsExactly("h5.no.example.", "h5.b.example.");
    }

    @Test
    void aStaleAnswerIsBetterThanAFailure() throws Exception {
        Instant[] now = {Instant.EPOCH};
        DnsCache cache = DnsCache.of(CacheRules.DEFAULT.stale(Duration.ofHours(1)), () -> now[0]);
        try (DnsSession session = dns().cache(cache).connect()) {
            requireAddress(session.lookup("h1.example", RecordType.A), "1");
            now[0] = now[0].plusSeconds(100);
            status = 503;
            Outcome stale = session.lookup("h1.example", RecordType.A);
            requireAddress(stale, "1");
            assertThat(stale.attempts()).extracting(Attempt::transport).containsExactly("HTTPS", "");
            server.stop(0);
            now[0] = now[0].plusSeconds(100);
            requireAddress(session.lookup("h1.example", RecordType.A), "1");
        }
    }

    /** A thread that looks a name up. */
    private record Asking(Thread thread, Future<Outcome> outcome) {}

    private Asking ask(DnsSession session, String name) throws Exception {
        Thread[] thread = new Thread[1];
        CountDownLatch runs = new CountDownLatch(1);
        Future<Outcome> outcome = threads.submit(() -> {
            thread[0] = Thread.currentThread();
            runs.countDown();
            return session.lookup(name, RecordType.A);
        });
        assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
        return new Asking(thread[0], outcome);
    }

    private static Outcome get(Asking one) throws Exception {
        return one.outcome().get(30, TimeUnit.SECONDS);
    }

    private static void requireCancelled(Asking one) {
        assertThatThrownBy(() -> get(one)).hasCauseInstanceOf(WireException.Cancelled.class);
    }

    /** Until it waits for the outcome that another thread asked for. */
    private static void untilItFollows(Asking one) {
        while (Stream.of(one.thread().getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals("timedGet"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void equalQuestionsOfTwoThreadsAreAskedOnce() throws Exception {
        CountDownLatch h1 = hold("h1.example.");
        try (DnsSession session = dns().connect()) {
            Asking first = ask(session, "h1.example");
            untilAsked("h1.example.");
            Asking second = ask(session, "h1.example");
            untilItFollows(second);
            h1.countDown();
            requireAddress(get(first), "1");
            requireAddress(get(second), "1");
        }
        assertThat(asked).containsExactly("h1.example.");
    }

    @Test
    void aSlowAnswerHoldsUpNoOther() throws Exception {
        CountDownLatch slow = hold("h1.example.");
        try (DnsSession session = dns().connect()) {
            Asking first = ask(session, "h1.example");
            untilAsked("h1.example.");
            requireAddress(session.lookup("h2.example", RecordType.A), "2");
            slow.countDown();
            requireAddress(get(first), "1");
        }
    }

    @Test
    void beyondSoManyConnectionsALookupWaitsWithinItsTime() throws Exception {
        try (DnsSession session = dns().connect()) {
            List<Asking> all = new ArrayList<>();
            for (int i = 1; i <= CONNECTIONS; i++) {
                hold("h" + i + ".example.");
                all.add(ask(session, "h" + i + ".example"));
                untilAsked("h" + i + ".example.");
            }
            Question ninth = Question.of(Name.of("h9.example"), RecordType.A);
            Outcome late = session.lookup(ninth, Duration.ofMillis(100));
            assertThat(late).isInstanceOf(Outcome.TimedOut.class);
            assertThat(late.attempts()).isEmpty();
            Asking waits = ask(session, "h10.example");
            hold("h3.example.").countDown();
            requireAddress(get(all.get(2)), "3");
            requireAddress(get(waits), "10");
            held.values().forEach(CountDownLatch::countDown);
            for (int i = 0; i < CONNECTIONS; i++) {
                requireAddress(get(all.get(i)), Integer.toString(i + 1));
            }
            assertThat(asked).doesNotContain("h9.example.");
            assertThat(session.transcript().toString().split(" connected ", -1)).hasSize(CONNECTIONS + 1);
        }
    }

    @Test
    void closingFreesWhoeverWaitsAndEndsTheSession() throws Exception {
        DnsSession session = dns().connect();
        List<Asking> all = new ArrayList<>();
        for (int i = 1; i <= CONNECTIONS; i++) {
            hold("h" + i + ".example.");
            all.add(ask(session, "h" + i + ".example"));
            untilAsked("h" + i + ".example.");
        }
        all.add(ask(session, "h9.example"));
        session.close();
        for (Asking one : all.subList(0, CONNECTIONS)) {
            requireCancelled(one);
        }
        // The ninth may come to ask before the session closes, or after.
        assertThatThrownBy(() -> get(all.get(CONNECTIONS)))
                .cause()
                .isInstanceOfAny(WireException.Cancelled.class, IllegalStateException.class);
        assertThat(session.isOpen()).isFalse();
        assertThat(asked).hasSize(CONNECTIONS);
        assertThatThrownBy(() -> session.lookup("h1.example", RecordType.A)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.resolveAll(Stream.of(), 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInterruptFreesTheCallerAndLeavesTheSession() throws Exception {
        hold("h1.example.");
        try (DnsSession session = dns().connect()) {
            Asking first = ask(session, "h1.example");
            untilAsked("h1.example.");
            first.thread().interrupt();
            requireCancelled(first);
            assertThat(session.isOpen()).isTrue();
            requireAddress(session.lookup("h2.example", RecordType.A), "2");
        }
    }

    @Test
    void aTimeThatIsGivenCountsWhateverTheTimeoutSays() throws Exception {
        try (DnsSession session = dns().timeout(Duration.ofNanos(1)).connect()) {
            Question question = Question.of(Name.of("h1.example"), RecordType.A);
            requireAddress(session.lookup(question, Duration.ofSeconds(60)), "1");
            assertThat(session.lookup(question)).isInstanceOf(Outcome.TimedOut.class);
        }
    }

    @Test
    void manyQuestionsHaveAWindowAsOverDatagrams() throws Exception {
        try (DnsSession session = dns().connect()) {
            assertThatThrownBy(() -> session.resolveAll(Stream.of(), 10_001))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> session.resolveAll(Stream.of(), 0)).isInstanceOf(IllegalArgumentException.class);
            Stream<Question> questions =
                    Stream.of("h1.example", "no.example").map(name -> Question.of(Name.of(name), RecordType.A));
            try (Stream<Outcome> all = session.resolveAll(questions, 10_000)) {
                assertThat(all.map(Outcome::getClass)).containsExactly(Outcome.Answer.class, Outcome.NxDomain.class);
            }
        }
    }

    private static void close(DnsSession session) {
        session.close();
    }

    @Test
    void closingEndsManyQuestions() throws Exception {
        try (DnsSession session = dns().connect()) {
            Stream<Question> endless = Stream.generate(() -> Question.of(Name.of("h1.example"), RecordType.A));
            assertThatThrownBy(() -> {
                        try (Stream<Outcome> all = session.resolveAll(endless, 1)) {
                            all.forEach(outcome -> close(session));
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(WireException.Cancelled.class);
        }
    }

    @Test
    void aConnectionThatDidNotComeAboutIsInTheTranscript() throws Exception {
        InetSocketAddress address = server.getAddress();
        server.stop(0);
        ConcurrentLinkedQueue<Transcript.Entry> watched = new ConcurrentLinkedQueue<>();
        Dns secure = Dns.atUrl("https://127.0.0.1:" + address.getPort() + "/dns-query");
        try (DnsSession session = secure.observe(collecting(watched)).connect()) {
            assertThat(session.transcript()).isEqualTo(Transcript.EMPTY);
            assertThatThrownBy(() -> session.lookup("h1.example", RecordType.A))
                    .isInstanceOf(WireException.Unreachable.class);
            assertThat(session.transcript().toString()).isEqualTo("* closed by peer\n");
            assertThat(watched).hasSize(1);
        }
    }

    private static Observer collecting(Queue<Transcript.Entry> entries) {
        return new Observer() {
            @Override
            public void line(Transcript.Entry entry) {
                entries.add(entry);
            }
        };
    }

    /** What HTTP does for it are steps of a lookup. */
    @Test
    void anObserverIsToldOfLookupsAndConnectionsOnceEach() throws Exception {
        List<String> events = new ArrayList<>();
        Observer observer = new Observer() {
            @Override
            public void connected(Connected connection) {
                events.add("connected " + connection.channel());
            }

            @Override
            public void finished(Finished operation) {
                events.add(operation.protocol() + " " + operation.what() + " " + operation.outcome() + " "
                        + operation.cost().roundTrips());
            }

            @Override
            public void closed(Transcript.Closed end) {
                events.add("closed " + end.channel());
            }
        };
        try (DnsSession session = dns().observe(observer).connect()) {
            session.lookup("h1.example", RecordType.A);
            session.lookup("h2.example", RecordType.A);
        }
        assertThat(events).containsExactly("connected 1", "DNS lookup ok 1", "DNS lookup ok 1", "closed 1");
    }

    @Test
    void oneTranscriptHasEveryConnection() throws Exception {
        CountDownLatch slow = hold("h1.example.");
        ConcurrentLinkedQueue<Transcript.Entry> watched = new ConcurrentLinkedQueue<>();
        try (DnsSession session = dns().observe(collecting(watched)).connect()) {
            Asking first = ask(session, "h1.example");
            untilAsked("h1.example.");
            session.lookup("h2.example", RecordType.A);
            slow.countDown();
            get(first);
            assertThat(session.transcript().toString()).contains("* connected", "*2 connected", "S: ", "S2: ");
            assertThat(watched).hasSameSizeAs(session.transcript().entries());
            assertThat(session.stats().roundTrips()).isEqualTo(2);
            assertThat(session.stats().sent()).isGreaterThan(2 * 128);
        }
    }
}
