package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Batch;
import protocols.WireException;
import protocols.dns.EdnsOption.KeepAlive;
import protocols.peers.MessageServer;
import protocols.peers.MessageServer.Connection;

/** Several lookups at once on one connection (RFC 7766 sections 6.2.1 and 7). */
@Timeout(60)
class SharedStreamTest {

    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static DnsSession session(MessageServer server) throws WireException {
        return Dns.at("127.0.0.1")
                .port(server.port())
                .overTcp()
                .timeout(PATIENCE)
                .connect();
    }

    private Future<Outcome> lookup(DnsSession session, String name) {
        return threads.submit(() -> session.lookup(name, RecordType.A));
    }

    private static Outcome result(Future<Outcome> lookup) throws Exception {
        return lookup.get(30, TimeUnit.SECONDS);
    }

    /** Each name {@code hN} has the address 192.0.2.N, so that a mixed-up answer shows. */
    private static byte[] answer(byte[] query) throws IOException {
        Message message = Message.decode(query);
        Name name = message.question().orElseThrow().name();
        String number = name.labels().get(0).substring(1);
        return message.reply()
                .answer(DnsRecord.parse(name + " 60 IN A 192.0.2." + number))
                .encode();
    }

    private static void isAnswered(Outcome outcome, int number) {
        assertThat(outcome.data(Rdata.A.class))
                .extracting(one -> one.address().getHostAddress())
                .containsExactly("192.0.2." + number);
    }

    private static List<byte[]> take(Connection connection, int count) throws IOException {
        List<byte[]> queries = new ArrayList<>();
        while (queries.size() < count) {
            Optional<byte[]> next = connection.next();
            if (next.isEmpty()) {
                throw new IOException("the client closed after " + queries.size() + " of " + count + " queries");
            }
            queries.add(next.get());
        }
        return queries;
    }

    private static boolean asksFor(byte[] query, String name) throws IOException {
        return Message.decode(query).question().orElseThrow().name().equals(Name.of(name));
    }

    private static void serveOn(Connection connection) throws IOException {
        Optional<byte[]> next = connection.next();
        while (next.isPresent()) {
            connection.say(answer(next.get()));
            next = connection.next();
        }
    }

    @Test
    void questionsOfManyThreadsAreUnderWayTogetherAndAnsweredInAnyOrder() throws Exception {
        try (MessageServer server = new MessageServer(connection -> {
                    List<byte[]> queries = take(connection, THREADS);
                    Collections.reverse(queries);
                    for (byte[] query : queries) {
                        connection.say(answer(query));
                    }
                    serveOn(connection);
                });
                DnsSession session = session(server)) {
            List<Future<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(lookup(session, "h" + i + ".example"));
            }
            for (int i = 0; i < THREADS; i++) {
                isAnswered(result(all.get(i)), i);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void everyThreadGetsItsOwnAnswers() throws Exception {
        try (MessageServer server = new MessageServer(SharedStreamTest::serveOn);
                DnsSession session = session(server)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        int number = (first * 31 + i) % 250;
                        isAnswered(session.lookup("h" + number + ".t" + first + ".example", RecordType.A), number);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void severalQuestionsOfOneThreadAreSentBeforeTheFirstAnswer() throws Exception {
        try (MessageServer server = new MessageServer(connection -> {
                    List<byte[]> queries = take(connection, 3);
                    Collections.reverse(queries);
                    for (byte[] query : queries) {
                        connection.say(answer(query));
                    }
                    serveOn(connection);
                });
                DnsSession session = session(server)) {
            List<Question> questions = List.of(question("h1.example"), question("h2.example"), question("h3.example"));
            Batch<Question, Outcome> outcomes = session.lookupAll(questions, 3);
            for (int i = 0; i < 3; i++) {
                isAnswered(outcomes.get(questions.get(i)).orElseThrow(), i + 1);
            }
        }
    }

    @Test
    void manyQuestionsAreUnderWayTogether() throws Exception {
        int together = 32;
        try (MessageServer server = new MessageServer(connection -> {
                    List<byte[]> queries = take(connection, together);
                    Collections.reverse(queries);
                    for (byte[] query : queries) {
                        connection.say(answer(query));
                    }
                    serveOn(connection);
                });
                DnsSession session = session(server);
                Stream<Outcome> outcomes = session.resolveAll(
                        IntStream.range(0, 200).mapToObj(number -> question("h" + number + ".example")), 100)) {
            List<Outcome> all = outcomes.toList();
            assertThat(all).hasSize(200);
            for (Outcome one : all) {
                String label = one.question().name().labels().get(0);
                isAnswered(one, Integer.parseInt(label.substring(1)));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static Question question(String name) {
        return Question.of(Name.of(name), RecordType.A);
    }

    @Test
    void whoGivesUpLeavesTheConnectionToWhoReceives() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gaveUp = new CountDownLatch(1);
        try (MessageServer server = new MessageServer(connection -> {
                    byte[] first = take(connection, 1).get(0);
                    asked.countDown();
                    await(gaveUp);
                    connection.say(answer(first));
                    serveOn(connection);
                });
                DnsSession session = session(server)) {
            Future<Outcome> patient = lookup(session, "h1.example");
            await(asked);
            assertThat(session.lookup(question("h2.example"), Duration.ofMillis(100)))
                    .isInstanceOf(Outcome.TimedOut.class);
            gaveUp.countDown();
            isAnswered(result(patient), 1);
            assertThat(server.connections()).isEqualTo(1);
            isAnswered(session.lookup("h3.example", RecordType.A), 3);
        }
    }

    @Test
    void whoReceivesAndGivesUpHandsThatOn() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gaveUp = new CountDownLatch(1);
        try (MessageServer server = new MessageServer(connection -> {
                    asked.countDown();
                    await(gaveUp);
                    serveOn(connection);
                });
                DnsSession session = session(server)) {
            Future<Outcome> impatient =
                    threads.submit(() -> session.lookup(question("h1.example"), Duration.ofMillis(500)));
            await(asked);
            Future<Outcome> patient = lookup(session, "h2.example");
            assertThat(result(impatient)).isInstanceOf(Outcome.TimedOut.class);
            gaveUp.countDown();
            isAnswered(result(patient), 2);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("nothing happened for 30 s");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void whatTheServerLeavesUnansweredIsAskedAgainOnAnotherConnection() throws Exception {
        try (MessageServer server = new MessageServer(connection -> {
                    if (connection.number() > 1) {
                        serveOn(connection);
                        return;
                    }
                    // RFC 7766 section 6.2.4: a server may close between answers.
                    List<byte[]> queries = take(connection, THREADS);
                    connection.say(answer(queries.get(0)));
                });
                DnsSession session = session(server)) {
            List<Future<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(lookup(session, "h" + i + ".example"));
            }
            for (int i = 0; i < THREADS; i++) {
                isAnswered(result(all.get(i)), i);
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatOnlyClosesIsNotAskedForEver() throws Exception {
        try (MessageServer server = new MessageServer(connection -> take(connection, 1));
                DnsSession session = session(server)) {
            assertThatThrownBy(() -> session.lookup("h1.example", RecordType.A))
                    .isInstanceOf(WireException.Hangup.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatWantsNoConnectionKeptIsHeard() throws Exception {
        try (MessageServer server = new MessageServer(connection -> {
                    Message query = Message.decode(take(connection, 1).get(0));
                    assertThat(query.edns().orElseThrow().option(KeepAlive.class))
                            .contains(KeepAlive.ASK);
                    Edns close = Edns.DEFAULT.with(new KeepAlive(Optional.of(Duration.ZERO)));
                    connection.say(query.reply()
                            .edns(close)
                            .answer(DnsRecord.parse("h1.example. 60 IN A 192.0.2.1"))
                            .encode());
                    closed(connection);
                });
                DnsSession session = session(server)) {
            isAnswered(session.lookup("h1.example", RecordType.A), 1);
            isAnswered(session.lookup("h1.example", RecordType.A), 1);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static void closed(Connection connection) throws IOException {
        if (connection.next().isPresent()) {
            throw new IOException("the client asks on");
        }
    }

    @Test
    void anInterruptOfOneLookupCostsTheOthersNoAnswer() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch both = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (MessageServer server = new MessageServer(connection -> {
                    if (connection.number() > 1) {
                        serveOn(connection);
                        return;
                    }
                    take(connection, 1);
                    first.countDown();
                    byte[] second = take(connection, 1).get(0);
                    both.countDown();
                    await(interrupted);
                    // Nobody hears this if the one that was interrupted received for both.
                    connection.say(answer(second));
                });
                DnsSession session = session(server)) {
            Future<Outcome> one = lookup(session, "h1.example");
            await(first);
            Future<Outcome> other = lookup(session, "h2.example");
            await(both);
            one.cancel(true);
            interrupted.countDown();
            isAnswered(result(other), 2);
            isAnswered(result(lookup(session, "h3.example")), 3);
        }
    }

    @Test
    void anAnswerThatIsNoneConcernsItsQuestionAlone() throws Exception {
        try (MessageServer server = new MessageServer(connection -> {
                    List<byte[]> queries = take(connection, 2);
                    for (byte[] query : queries) {
                        byte[] answer = answer(query);
                        if (asksFor(query, "h1.example")) {
                            // A record more than there is.
                            answer[7] = 9;
                        }
                        connection.say(answer);
                    }
                    serveOn(connection);
                });
                DnsSession session = session(server)) {
            Future<Outcome> broken = lookup(session, "h1.example");
            Future<Outcome> sound = lookup(session, "h2.example");
            assertThat(result(broken)).isInstanceOf(Outcome.Malformed.class);
            isAnswered(result(sound), 2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatComesTwiceConcernsNoOtherQuestion() throws Exception {
        try (MessageServer server = new MessageServer(connection -> {
                    List<byte[]> queries = take(connection, 3);
                    connection.say(answer(queries.get(0)));
                    for (byte[] query : queries) {
                        connection.say(answer(query));
                    }
                    serveOn(connection);
                });
                DnsSession session = session(server)) {
            allAreAnswered(session, 3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Of two that wait nobody can say whose it was to be; the next question goes out elsewhere. */
    @Test
    void anAnswerToNobodyIsNotTakenForAnybodys() throws Exception {
        try (MessageServer server = new MessageServer(connection -> {
                    List<byte[]> queries = take(connection, 2);
                    byte[] stray = answer(queries.get(0));
                    stray[0] ^= 1;
                    stray[1] ^= 1;
                    connection.say(stray);
                    for (byte[] query : queries) {
                        connection.say(answer(query));
                    }
                    take(connection, 2);
                });
                DnsSession session = session(server)) {
            allAreAnswered(session, 2);
            assertThat(server.connections()).isEqualTo(1);
            allAreAnswered(session, 2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private void allAreAnswered(DnsSession session, int count) throws Exception {
        List<Future<Outcome>> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            all.add(lookup(session, "h" + i + ".example"));
        }
        for (int i = 1; i <= count; i++) {
            isAnswered(result(all.get(i - 1)), i);
        }
    }

    @Test
    void eachQuestionOfALostConnectionSaysWhatItWas() throws Exception {
        try (MessageServer server = new MessageServer(connection -> take(connection, 3));
                DnsSession session = session(server)) {
            List<Future<Outcome>> all = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                all.add(lookup(session, "h" + i + ".example"));
            }
            for (int i = 1; i <= 3; i++) {
                Future<Outcome> lookup = all.get(i - 1);
                String name = "h" + i + ".example";
                assertThatThrownBy(() -> result(lookup))
                        .cause()
                        .isInstanceOfSatisfying(WireException.Hangup.class, fault -> {
                            WireException.Where where = fault.where().orElseThrow();
                            assertThat(where.doing()).contains(name);
                            assertThat(where.peer()).isEqualTo("127.0.0.1:" + server.port());
                        });
            }
        }
    }

    @Test
    void anAnswerInPiecesIsPutTogetherWhoeverReceivesIt() throws Exception {
        try (MessageServer server = new MessageServer(connection -> {
                    for (byte[] query : take(connection, THREADS)) {
                        connection.drip(answer(query));
                    }
                });
                DnsSession session = session(server)) {
            List<Future<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(lookup(session, "h" + i + ".example"));
            }
            for (int i = 0; i < THREADS; i++) {
                isAnswered(result(all.get(i)), i);
            }
        }
    }

    @Test
    @SuppressWarnings("try") // Closing in the middle is what is looked at.
    void closingFreesAllThatWait() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        try (MessageServer server = new MessageServer(connection -> {
                    take(connection, THREADS);
                    all.countDown();
                    connection.next();
                });
                DnsSession session = session(server)) {
            List<Future<Outcome>> lookups = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                lookups.add(lookup(session, "h" + i + ".example"));
            }
            await(all);
            session.close();
            for (Future<Outcome> one : lookups) {
                assertThatThrownBy(() -> result(one))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(WireException.Cancelled.class);
            }
        }
    }

    /** Something that a session is asked for. */
    private interface Use {
        void of(DnsSession session) throws IOException;
    }

    @Test
    void closingFreesWhoConnectsForALookup() throws Exception {
        closingFreesWhoConnects(session -> session.lookup("h1.example", RecordType.A));
    }

    @Test
    void closingFreesWhoConnectsForAZone() throws Exception {
        closingFreesWhoConnects(session -> session.transfer("example.", record -> {}));
    }

    @SuppressWarnings("try") // Closing in the middle is what is looked at.
    private void closingFreesWhoConnects(Use use) throws Exception {
        List<AutoCloseable> held = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) {
                SocketChannel filler = SocketChannel.open();
                held.add(filler);
                filler.configureBlocking(false);
                filler.connect(full.getLocalSocketAddress());
            }
            Dns dns = Dns.at("127.0.0.1").port(full.getLocalPort()).overTcp().timeout(PATIENCE);
            try (DnsSession session = dns.connect()) {
                CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
                CompletableFuture<Thread> started = new CompletableFuture<>();
                Future<?> waiting = threads.submit(() -> {
                    started.complete(Thread.currentThread());
                    try {
                        use.of(session);
                    } finally {
                        interrupted.complete(Thread.currentThread().isInterrupted());
                    }
                    return null;
                });
                Thread thread = started.get(30, TimeUnit.SECONDS);
                while (!waiting.isDone() && !connects(thread)) {
                    Thread.onSpinWait();
                }
                session.close();
                assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(WireException.Cancelled.class);
                assertThat(interrupted.get()).as("interrupted afterwards").isFalse();
            }
        } finally {
            for (AutoCloseable one : held) {
                one.close();
            }
        }
    }

    private static boolean connects(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("connect")
                        && frame.getClassName().equals("sun.nio.ch.SocketChannelImpl"));
    }
}
