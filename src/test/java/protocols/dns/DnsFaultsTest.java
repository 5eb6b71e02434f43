package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Attempt;
import protocols.Fault;
import protocols.Script;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.EdnsOption.KeepAlive;
import protocols.peers.Scripted;
import protocols.peers.ScriptedDatagrams;
import protocols.peers.ScriptedDatagrams.Datagram;
import protocols.spi.CoreFriend;

/** What servers and strangers do to a lookup, over real sockets. */
@Timeout(30)
class DnsFaultsTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Dns DNS =
            Dns.at("192.0.2.53").retry(Duration.ofSeconds(5)).timeout(Duration.ofSeconds(10));

    private static MessageBuilder answer(byte[] query) {
        try {
            return Message.decode(query).reply().answer(DnsRecord.parse("example.org. 300 IN A 192.0.2.1"));
        } catch (WireException.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static List<Datagram> genuine(byte[] query) {
        return List.of(Datagram.of(answer(query).encode()));
    }

    /** TCP: the query has the second id that is drawn. */
    private static String overTcp(int queryId, UnaryOperator<MessageBuilder> change) {
        Message query = Message.query(Name.of("example.org"), RecordType.A)
                .id(queryId)
                .edns(Edns.DEFAULT.with(KeepAlive.ASK))
                .build();
        byte[] response = change.apply(answer(query.toBytes())).encode();
        return "C: " + framed(query.toBytes()) + "\nS: " + framed(response) + "\n* closed\n";
    }

    private static String framed(byte[] message) {
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return CoreFriend.get().escape(framed, 0, framed.length);
    }

    private static Outcome lookup(ScriptedDatagrams udp, Dns dns) throws WireException {
        return dns.via(Detour.of(udp.port(), 9)).lookup("example.org", RecordType.A);
    }

    private static List<String> why(Outcome outcome) {
        return outcome.attempts().stream().map(Attempt::result).toList();
    }

    @Test
    void aDroppedDatagramIsSentAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedDatagrams udp =
                ScriptedDatagrams.answering(query -> asked.incrementAndGet() == 1 ? List.of() : genuine(query))) {
            Outcome outcome = lookup(udp, DNS.retry(SHORT));
            assertThat(why(outcome)).containsExactly("timed out", "NOERROR");
            assertThat(udp.received().get(1)).isEqualTo(udp.received().get(0));
        }
    }

    @Test
    void anAnswerThatIsLateStillCounts() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> asked.incrementAndGet() > 1
                ? List.of()
                : List.of(genuine(query).get(0).after(SHORT.multipliedBy(2))))) {
            assertThat(lookup(udp, DNS.retry(SHORT).attempts(5))).isInstanceOf(Outcome.Answer.class);
        }
    }

    @Test
    void aSilentServerEndsWithTheTimeout() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of())) {
            long began = System.nanoTime();
            Outcome outcome = lookup(udp, DNS.timeout(SHORT.multipliedBy(2)));
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(SHORT.multipliedBy(2), Duration.ofSeconds(5));
            assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
            assertThat(outcome.summary()).isEqualTo("timed out: example.org. IN A, timeout 0.8s");
        }
    }

    @Test
    void aDatagramFromAnotherPortIsNotHeard() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(
                Datagram.of(answer(query).rcode(Rcode.NXDOMAIN).encode()).fromAnotherPort(),
                genuine(query).get(0).after(SHORT)))) {
            assertThat(why(lookup(udp, DNS))).containsExactly("NOERROR");
        }
    }

    @Test
    void aForgeryMovesTheQuestionToTcp() throws Exception {
        try (Scripted tcp = Scripted.play(overTcp(2, same -> same));
                ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(
                        Datagram.of(answer(query).id(4711).encode()),
                        genuine(query).get(0).after(SHORT)))) {
            Outcome outcome = DNS.via(Detour.of(udp.port(), tcp.port())).lookup("example.org", RecordType.A);
            assertThat(outcome).isInstanceOf(Outcome.Answer.class);
            assertThat(why(outcome)).containsExactly("forged, discarded 1", "NOERROR");
        }
    }

    @Test
    void anAnswerToAnotherQuestionMovesItToTcp() throws Exception {
        Message other = Message.query(Name.of("example.net"), RecordType.A).build();
        try (Scripted tcp = Scripted.play(overTcp(2, same -> same));
                ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(
                        Datagram.of(other.reply().id(id(query)).encode()),
                        genuine(query).get(0)))) {
            Outcome outcome = DNS.via(Detour.of(udp.port(), tcp.port())).lookup("example.org", RecordType.A);
            assertThat(why(outcome)).containsExactly("forged, discarded 1", "NOERROR");
        }
    }

    @Test
    void anAnswerThatComesTwiceIsTakenForALateOneTheNextTime() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(
                query -> List.of(genuine(query).get(0), genuine(query).get(0)))) {
            try (DnsSession session = DNS.via(Detour.of(udp.port(), 9)).connect()) {
                assertThat(why(session.lookup("example.org", RecordType.A))).containsExactly("NOERROR");
                assertThat(why(session.lookup("example.org", RecordType.A))).containsExactly("NOERROR, discarded 1");
            }
        }
    }

    @Test
    void garbageIsWaitedOut() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(
                Datagram.of(new byte[] {1, 2, 3}),
                Datagram.of(new byte[] {0}),
                genuine(query).get(0)))) {
            assertThat(why(lookup(udp, DNS))).containsExactly("NOERROR, discarded 2");
        }
    }

    @Test
    void theCaseOfTheNameIsRandomOnTheWireAndTheCallersInTheAnswer() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(DnsFaultsTest::genuine)) {
            Outcome outcome = lookup(udp, DNS);
            String asked = Message.decode(udp.received().get(0))
                    .questions()
                    .get(0)
                    .name()
                    .toString();
            assertThat(asked).isNotEqualTo("example.org.").isEqualToIgnoringCase("example.org.");
            assertThat(outcome.records())
                    .extracting(one -> one.name().toString())
                    .containsExactly("example.org.");
            assertThat(lookup(udp, DNS.mixedCase(false))).isInstanceOf(Outcome.Answer.class);
            assertThat(Message.decode(udp.received().get(1)).questions().get(0).name())
                    .hasToString("example.org.");
        }
    }

    /** Once it may be a forger who guessed the id; a server that does it twice is like that. */
    @Test
    void whereTheCaseIsNotKeptTcpDecidesAndItIsMixedNoMore() throws Exception {
        String twice = overTcp(2, same -> same).replace("* closed\n", "") + overTcp(4, same -> same);
        try (Scripted tcp = Scripted.play(twice);
                ScriptedDatagrams udp = ScriptedDatagrams.answering(
                        query -> List.of(Datagram.of(lowerCase(answer(query).encode()))));
                DnsSession session = DNS.via(Detour.of(udp.port(), tcp.port())).connect()) {
            for (int i = 0; i < 2; i++) {
                Outcome outcome = session.lookup("example.org", RecordType.A);
                assertThat(why(outcome)).containsExactly("case not kept", "NOERROR");
            }
            assertThat(why(session.lookup("example.org", RecordType.A))).containsExactly("NOERROR");
        }
    }

    private static byte[] lowerCase(byte[] message) {
        for (int i = 12; i < 12 + "?example?org".length(); i++) {
            message[i] |= message[i] >= 'A' ? 0x20 : 0;
        }
        return message;
    }

    @Test
    void aCookieIsRememberedAndSentBack() throws Exception {
        Octets given = Octets.of("servercookie");
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> List.of(Datagram.of(answer(query)
                        .option(new Cookie(cookie(query).client(), given))
                        .encode())));
                DnsSession session = DNS.via(Detour.of(udp.port(), 9)).connect()) {
            assertThat(why(session.lookup("example.org", RecordType.A))).containsExactly("NOERROR");
            assertThat(why(session.lookup("example.org", RecordType.A))).containsExactly("NOERROR");
            assertThat(cookie(udp.received().get(0)).server().length()).isZero();
            assertThat(cookie(udp.received().get(1)).server()).isEqualTo(given);
            assertThat(cookie(udp.received().get(1)).client())
                    .isEqualTo(cookie(udp.received().get(0)).client());
        }
    }

    @Test
    void aWrongCookieIsAForgeryAndSoIsAMissingOneFromWhoHasGivenOneBefore() throws Exception {
        Octets stranger = Octets.of("stranger");
        AtomicInteger asked = new AtomicInteger();
        try (Scripted tcp =
                        Scripted.play(overTcp(2, same -> same).replace("* closed\n", "") + overTcp(5, same -> same));
                ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> switch (asked.incrementAndGet()) {
                    case 1 ->
                        List.of(Datagram.of(answer(query)
                                .option(new Cookie(stranger, stranger))
                                .encode()));
                    case 2 ->
                        List.of(Datagram.of(answer(query)
                                .option(new Cookie(cookie(query).client(), stranger))
                                .encode()));
                    default -> genuine(query);
                });
                DnsSession session = DNS.via(Detour.of(udp.port(), tcp.port())).connect()) {
            assertThat(why(session.lookup("example.org", RecordType.A)))
                    .containsExactly("cookie not kept, discarded 1", "NOERROR");
            assertThat(why(session.lookup("example.org", RecordType.A))).containsExactly("NOERROR");
            assertThat(why(session.lookup("example.org", RecordType.A)))
                    .containsExactly("cookie not kept, discarded 1", "NOERROR");
        }
    }

    @Test
    void aServerThatWantsItsCookieGetsItOnceThenTcp() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Scripted tcp = Scripted.play(overTcp(5, same -> same));
                ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> {
                    MessageBuilder reply = answer(query)
                            .option(new Cookie(cookie(query).client(), Octets.of("cookie " + asked.incrementAndGet())));
                    return List.of(Datagram.of((asked.get() == 2 ? reply : reply.rcode(Rcode.BADCOOKIE)).encode()));
                });
                DnsSession session = DNS.via(Detour.of(udp.port(), tcp.port())).connect()) {
            assertThat(why(session.lookup("example.org", RecordType.A))).containsExactly("BADCOOKIE", "NOERROR");
            assertThat(cookie(udp.received().get(1)).server()).isEqualTo(Octets.of("cookie 1"));
            assertThat(why(session.lookup("example.org", RecordType.A)))
                    .containsExactly("BADCOOKIE", "BADCOOKIE", "NOERROR");
        }
    }

    private static Cookie cookie(byte[] query) {
        try {
            return Message.decode(query)
                    .edns()
                    .orElseThrow()
                    .option(Cookie.class)
                    .orElseThrow();
        } catch (WireException.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static int id(byte[] query) {
        return (query[0] & 0xff) << 8 | (query[1] & 0xff);
    }

    @Test
    void aTruncatedAnswerLeadsToTcpInPieces() throws Exception {
        try (Scripted tcp = Scripted.play(Scripted.of(overTcp(2, same -> same)).pieces(Script.Pieces.BYTES));
                ScriptedDatagrams udp = ScriptedDatagrams.answering(query ->
                        List.of(Datagram.of(answer(query).set(DnsFlag.TC).encode())))) {
            Outcome outcome = DNS.via(Detour.of(udp.port(), tcp.port())).lookup("example.org", RecordType.A);
            assertThat(outcome.orThrow().addresses()).hasSize(1);
            assertThat(why(outcome)).containsExactly("truncated", "NOERROR");
        }
    }

    @Test
    void aConnectionCutInTheLengthOrInTheMessageIsNoAnswer() throws Exception {
        Script plan = Scripted.of(overTcp(1, same -> same));
        for (int cut : new int[] {0, 1, 2, 20}) {
            try (Scripted tcp = Scripted.play(plan.fault(Fault.cut().after(cut)))) {
                Dns dns = DNS.overTcp().via(Detour.of(9, tcp.port()));
                assertThatThrownBy(() -> dns.lookup("example.org", RecordType.A))
                        .isInstanceOf(WireException.Hangup.class);
            }
            try (Scripted tcp = Scripted.play(plan.fault(Fault.reset().after(cut)))) {
                Dns dns = DNS.overTcp().via(Detour.of(9, tcp.port()));
                assertThatThrownBy(() -> dns.lookup("example.org", RecordType.A))
                        .isInstanceOf(WireException.Hangup.class);
            }
        }
    }

    @Test
    void aStalledConnectionEndsWithTheTimeout() throws Exception {
        try (Scripted tcp = Scripted.play(
                Scripted.of(overTcp(1, same -> same)).fault(Fault.stall().after(20)))) {
            Dns dns = DNS.overTcp().timeout(SHORT).via(Detour.of(9, tcp.port()));
            assertThat(dns.lookup("example.org", RecordType.A)).isInstanceOf(Outcome.TimedOut.class);
        }
    }

    @Test
    void theNextServerAnswersForOneThatFailsOrIsSilent() throws Exception {
        try (ScriptedDatagrams good = ScriptedDatagrams.answering(DnsFaultsTest::genuine);
                ScriptedDatagrams silent = ScriptedDatagrams.answering(query -> List.of());
                ScriptedDatagrams failing = ScriptedDatagrams.answering(query ->
                        List.of(Datagram.of(answer(query).rcode(Rcode.SERVFAIL).encode())))) {
            Detour detour = new Detour(Map.of(
                    "192.0.2.53 UDP", silent.port(), "192.0.2.54 UDP", failing.port(), "192.0.2.55 UDP", good.port()));
            Dns dns = DNS.or("192.0.2.54").or("192.0.2.55").retry(SHORT).keep(Transcript.Keep.EVERYTHING);
            try (DnsSession session = dns.via(detour).connect()) {
                Outcome outcome = session.lookup("example.org", RecordType.A);
                assertThat(why(outcome)).containsExactly("timed out", "SERVFAIL", "NOERROR");
                assertReplays(dns, session.transcript(), outcome);
            }
        }
    }

    private static void assertReplays(Dns dns, Transcript recorded, Outcome outcome) throws WireException {
        Transcript parsed = Transcript.parse(recorded.toString());
        Outcome again = dns.via(parsed.replay()).lookup(outcome.question());
        assertThat(again.response()).isEqualTo(outcome.response());
        assertThat(again.summary()).isEqualTo(outcome.summary());
        assertThat(why(again)).isEqualTo(why(outcome));
    }

    @Test
    void anEdnsHaterIsAskedWithoutEdns() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> {
            MessageBuilder reply = answer(query).withoutEdns();
            boolean edns = query.length > 12 + 17;
            return List.of(Datagram.of((edns ? reply.rcode(Rcode.NOTIMP) : reply).encode()));
        })) {
            assertThat(why(lookup(udp, DNS))).containsExactly("NOTIMP", "NOERROR");
        }
    }

    @Test
    void whatIsNotThereIsUnreachableAtOnce() throws Exception {
        int port;
        try (ScriptedDatagrams gone = ScriptedDatagrams.answering(query -> List.of())) {
            port = gone.port();
        }
        Dns dns = DNS.via(Detour.of(port, 9));
        assertThatThrownBy(() -> dns.lookup("example.org", RecordType.A))
                .isInstanceOf(WireException.Unreachable.class)
                .satisfies(e ->
                        assertThat(((WireException) e).transcript().toString()).contains("# query example.org. IN A"));
    }

    @Test
    void anInterruptFreesTheCallerAtOnce() throws Exception {
        freed(Thread::interrupt, session -> {});
    }

    @Test
    void closingFreesTheCallerAtOnce() throws Exception {
        freed(thread -> {}, DnsSession::close);
    }

    private static void freed(
            java.util.function.Consumer<Thread> toThread, java.util.function.Consumer<DnsSession> toSession)
            throws IOException, InterruptedException {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(query -> {
            asked.complete(null);
            return List.of();
        })) {
            DnsSession session = DNS.via(Detour.of(udp.port(), 9)).connect();
            CompletableFuture<Long> freedAt = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    session.lookup("example.org", RecordType.A);
                    freedAt.completeExceptionally(new AssertionError("no exception"));
                } catch (WireException.Cancelled e) {
                    freedAt.complete(System.nanoTime());
                } catch (WireException | RuntimeException e) {
                    freedAt.completeExceptionally(e);
                }
            });
            thread.start();
            asked.join();
            long began = System.nanoTime();
            toThread.accept(thread);
            toSession.accept(session);
            assertThat(Duration.ofNanos(freedAt.join() - began)).isLessThan(Duration.ofSeconds(4));
            thread.join();
        }
    }
}
