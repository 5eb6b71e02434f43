package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Attempt;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.peers.Scripted;
import protocols.peers.ScriptedDatagrams;
import protocols.peers.ScriptedDatagrams.Datagram;
import protocols.spi.CoreFriend;
import protocols.spi.RecordedConnector;

/** What servers, strangers and callers do to many lookups at once. */
@Timeout(60)
class BulkFaultsTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private static Dns dns(ScriptedDatagrams udp) {
        return Dns.at("127.0.0.1")
                .port(udp.port())
                .timeout(Duration.ofSeconds(20))
                .retry(SHORT)
                .attempts(6);
    }

    private static Stream<Question> questions(int count) {
        return IntStream.range(0, count).mapToObj(BulkFaultsTest::question);
    }

    private static Question question(int number) {
        return Question.of(Name.of("host" + number + ".example.org"), RecordType.A);
    }

    private static Message read(byte[] query) {
        try {
            return Message.decode(query);
        } catch (WireException.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static MessageBuilder answer(byte[] query) {
        Message asked = read(query);
        Name name = asked.question().orElseThrow().name();
        return asked.reply().answer(DnsRecord.parse(name + " 300 IN A 192.0.2.1"));
    }

    private static Datagram genuine(byte[] query) {
        return Datagram.of(answer(query).encode());
    }

    private static String name(byte[] query) {
        return read(query).question().orElseThrow().name().toString();
    }

    private static List<Outcome> all(Dns dns, Stream<Question> questions, int window) throws WireException {
        try (DnsSession session = dns.connect();
                Stream<Outcome> outcomes = session.resolveAll(questions, window)) {
            return outcomes.toList();
        }
    }

    private static List<String> why(Outcome outcome) {
        return outcome.attempts().stream().map(Attempt::result).toList();
    }

    private static void assertAnswered(Collection<Outcome> outcomes, int count) {
        assertThat(outcomes).hasSize(count).allMatch(one -> one instanceof Outcome.Answer);
        assertThat(outcomes.stream().map(Outcome::question).distinct()).hasSize(count);
    }

    @Test
    void whatIsLostIsSentAgain() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query ->
                name(query).hashCode() % 3 == 0 && seen.add(name(query)) ? List.of() : List.of(genuine(query)))) {
            List<Outcome> outcomes = all(dns(udp), questions(300), 50);
            assertAnswered(outcomes, 300);
            assertThat(outcomes.stream().filter(one -> why(one).contains("timed out")))
                    .hasSizeGreaterThanOrEqualTo(seen.size());
        }
    }

    @Test
    void anAnswerThatIsLateStillCounts() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(
                query -> seen.add(name(query)) ? List.of(genuine(query).after(SHORT.multipliedBy(2))) : List.of())) {
            assertAnswered(all(dns(udp), questions(20), 8), 20);
        }
    }

    @Test
    void duplicatesAndGarbageHarmNobody() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> {
            byte[] garbage = {query[0], query[1], 1, 2, 3};
            return List.of(
                    Datagram.of(new byte[0]), Datagram.of(garbage), genuine(query), genuine(query), genuine(query));
        })) {
            List<Outcome> outcomes = all(dns(udp), questions(200), 20);
            assertAnswered(outcomes, 200);
            assertThat(outcomes).allMatch(one -> why(one).get(0).startsWith("NOERROR, discarded"));
        }
    }

    @Test
    void aForgedAnswerMovesItsQuestionToTcpAndNoOther() throws Exception {
        String tcpPart =
                "C: " + Framed.query(2, question(3)) + "\nS: " + Framed.answer(2, question(3)) + "\n* closed\n";
        try (Scripted tcp = Scripted.play(tcpPart);
                ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> {
                    boolean aimedAt = name(query).startsWith("host3.");
                    byte[] wrong = answer(query).encode();
                    wrong[1] ^= 1;
                    return aimedAt ? List.of(Datagram.of(wrong)) : List.of(genuine(query));
                })) {
            Dns dns = Dns.at("192.0.2.53").via(new Counting(Detour.of(udp.port(), tcp.port())));
            List<Outcome> outcomes = all(dns, questions(6), 2);
            assertAnswered(outcomes, 6);
            for (Outcome outcome : outcomes) {
                boolean aimedAt = outcome.question().equals(question(3));
                assertThat(why(outcome))
                        .isEqualTo(aimedAt ? List.of("forged, discarded 1", "NOERROR") : List.of("NOERROR"));
            }
        }
    }

    @Test
    void aSilentServerIsFollowedByTheNextAndNobodyAtTheEnd() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of())) {
            List<Outcome> outcomes = all(dns(udp).attempts(2), questions(5), 3);
            assertThat(outcomes).hasSize(5).allMatch(one -> one instanceof Outcome.TimedOut);
            assertThat(outcomes).allMatch(one -> why(one).equals(List.of("timed out", "timed out")));
        }
    }

    @Test
    void anEdnsHaterIsAskedWithoutEdns() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> {
            MessageBuilder reply = answer(query).withoutEdns();
            boolean edns = read(query).edns().isPresent();
            return List.of(Datagram.of((edns ? reply.rcode(Rcode.NOTIMP) : reply).encode()));
        })) {
            List<Outcome> outcomes = all(dns(udp), questions(50), 10);
            assertAnswered(outcomes, 50);
            assertThat(outcomes).anyMatch(one -> why(one).equals(List.of("NOTIMP", "NOERROR")));
            assertThat(outcomes).anyMatch(one -> why(one).equals(List.of("NOERROR")));
        }
    }

    @Test
    void whatFailsIsAnOutcomeToo() throws Exception {
        int port;
        try (ScriptedDatagrams gone = ScriptedDatagrams.answering(query -> List.of())) {
            port = gone.port();
        }
        List<Outcome> outcomes = all(Dns.at("127.0.0.1").port(port), questions(30), 10);
        assertThat(outcomes).hasSize(30).allMatch(one -> one instanceof Outcome.Failed);
        assertThatThrownBy(outcomes.get(0)::orThrow).isInstanceOf(WireException.Unreachable.class);
    }

    @Test
    void questionsWithoutEndThatAllFailAreTakenOneWindowAtATime() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        Connector nowhere = (endpoint, deadline) -> {
            throw new WireException.Unreachable("nobody there", List.of());
        };
        try (DnsSession session = Dns.at("192.0.2.53").via(nowhere).connect();
                Stream<Outcome> outcomes =
                        session.resolveAll(Stream.generate(() -> question(taken.getAndIncrement())), 10)) {
            assertThat(outcomes.limit(25).toList()).hasSize(25).allMatch(one -> one instanceof Outcome.Failed);
            assertThat(taken.get()).isBetween(25, 25 + 2 * 10);
        }
    }

    @Test
    void nothingAskedIsNothingAnswered() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(genuine(query)))) {
            assertThat(all(dns(udp), Stream.empty(), 10)).isEmpty();
            assertThat(udp.received()).isEmpty();
        }
    }

    @Test
    void ofQuestionsWithoutEndNoMoreThanTheWindowIsTakenAhead() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(genuine(query)));
                DnsSession session = dns(udp).connect()) {
            AtomicInteger taken = new AtomicInteger();
            AtomicInteger closed = new AtomicInteger();
            Stream<Question> endless =
                    Stream.generate(() -> question(taken.getAndIncrement())).onClose(closed::incrementAndGet);
            try (Stream<Outcome> outcomes = session.resolveAll(endless, 10)) {
                assertThat(outcomes.limit(100).toList()).hasSize(100);
            }
            assertThat(taken.get()).isBetween(100, 100 + 2 * 10);
            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void closingInTheMiddleLeavesNoDescriptor() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(genuine(query)));
                DnsSession session = dns(udp).connect()) {
            closeInTheMiddle(session);
            long before = descriptors();
            Set<Thread> threads = Thread.getAllStackTraces().keySet();
            for (int i = 0; i < 50; i++) {
                closeInTheMiddle(session);
            }
            assertThat(descriptors()).isLessThan(before + 50);
            assertThat(Thread.getAllStackTraces().keySet()).hasSizeLessThanOrEqualTo(threads.size() + 2);
            assertThat(session.lookup(question(1))).isInstanceOf(Outcome.Answer.class);
        }
    }

    private static void closeInTheMiddle(DnsSession session) {
        try (Stream<Outcome> outcomes = session.resolveAll(questions(1000), 200)) {
            Iterator<Outcome> some = outcomes.iterator();
            for (int i = 0; i < 50; i++) {
                some.next();
            }
        }
    }

    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    @Test
    void anInterruptFreesTheCaller() throws Exception {
        freed(Thread::interrupt, (session, outcomes) -> {});
    }

    @Test
    void closingTheStreamFreesTheCaller() throws Exception {
        freed(thread -> {}, (session, outcomes) -> outcomes.close());
    }

    @Test
    void closingTheSessionFreesTheCaller() throws Exception {
        freed(thread -> {}, (session, outcomes) -> session.close());
    }

    private interface End {
        void of(DnsSession session, Stream<Outcome> outcomes);
    }

    private static void freed(Consumer<Thread> toThread, End end) throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Throwable> freed = new CompletableFuture<>();
        Function<byte[], List<Datagram>> silence = query -> {
            asked.complete(null);
            return List.of();
        };
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(silence);
                DnsSession session = dns(udp).retry(Duration.ofSeconds(60))
                        .timeout(Duration.ofSeconds(60))
                        .connect();
                Stream<Outcome> outcomes = session.resolveAll(questions(100), 10)) {
            Thread thread = new Thread(() -> {
                try {
                    outcomes.forEach(outcome -> {});
                    freed.completeExceptionally(new AssertionError("no exception"));
                } catch (RuntimeException e) {
                    freed.complete(e);
                }
            });
            thread.start();
            asked.join();
            toThread.accept(thread);
            end.of(session, outcomes);
            assertThat(freed.join())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(WireException.Cancelled.class);
            thread.join();
        }
    }

    @Test
    void aWindowHasLimits() throws Exception {
        try (DnsSession session = Dns.at("192.0.2.53").connect()) {
            for (int window : new int[] {-1, 0, 10_001}) {
                assertThatThrownBy(() -> session.resolveAll(Stream.empty(), window))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    /** Ids that a dialogue over TCP can know, and that differ for datagrams. */
    private record Counting(Detour detour) implements Connector, RecordedConnector {
        @Override
        public Wire open(Endpoint endpoint, Deadline deadline) throws java.io.IOException {
            return detour.open(endpoint, deadline);
        }

        @Override
        public byte[] draw(int count) {
            if (count == 2) {
                return new byte[] {0, 2};
            }
            byte[] numbers = new byte[count];
            for (int i = 0; i + 1 < count; i += 2) {
                numbers[i] = (byte) (i >> 8);
                numbers[i + 1] = (byte) i;
            }
            return numbers;
        }
    }

    /** Messages as they stand in a dialogue over TCP. */
    private static final class Framed {
        static String query(int id, Question question) {
            return text(message(id, question));
        }

        static String answer(int id, Question question) {
            return text(BulkFaultsTest.answer(message(id, question)).encode());
        }

        private static byte[] message(int id, Question question) {
            return Message.query(question)
                    .id(id)
                    .edns(Edns.DEFAULT.with(EdnsOption.KeepAlive.ASK))
                    .encode();
        }

        private static String text(byte[] message) {
            byte[] framed = new byte[message.length + 2];
            framed[0] = (byte) (message.length >> 8);
            framed[1] = (byte) message.length;
            System.arraycopy(message, 0, framed, 2, message.length);
            return CoreFriend.get().escape(framed, 0, framed.length);
        }
    }
}
