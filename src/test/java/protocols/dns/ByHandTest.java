package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Attempt;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.Gap;
import protocols.peers.MessageServer;
import protocols.peers.ScriptedDatagrams;
import protocols.peers.ScriptedDatagrams.Datagram;

/** Messages of the caller's making, and what servers may do to them. */
@Timeout(60)
class ByHandTest {

    private static final DnsRecord A = DnsRecord.parse("www.example.org. 300 IN A 192.0.2.1");
    private static final Name WWW = Name.of("www.example.org");
    private static final Message QUERY = Message.query(WWW, RecordType.A).build();
    private static final Update UPDATE = Update.of("example.org").add(A);

    private static Dns dns(int udp, int tcp) {
        return Dns.at("192.0.2.53")
                .timeout(Duration.ofSeconds(20))
                .retry(Duration.ofMillis(200))
                .via(Detour.of(udp, tcp));
    }

    private static MessageBuilder reply(byte[] request) {
        try {
            return Message.decode(request).reply();
        } catch (WireException.Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageServer server(AtomicInteger heard) throws IOException {
        return new MessageServer(connection -> {
            byte[] request = connection.next().orElseThrow();
            heard.incrementAndGet();
            connection.say(reply(request).answer(A).encode());
        });
    }

    @Test
    void theMessageGoesOutAsItIsButForAnIdOfZero() throws Exception {
        Message odd = Message.query(new Question(Name.of("WwW.example.org"), RecordType.of(65_000), RecordClass.CH))
                .opcode(new Opcode(13))
                .set(DnsFlag.CD, DnsFlag.AD)
                .edns(new Edns(4096, 3, true, List.of(EdnsOption.Nsid.ASK)))
                .additional(A)
                .build();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(request ->
                        List.of(Datagram.of(reply(request).rcode(Rcode.BADVERS).encode())));
                DnsSession session = dns(udp.port(), 9).connect()) {
            assertThat(session.exchange(odd).rcode()).isEqualTo(Rcode.BADVERS);
            byte[] expected = odd.toBytes();
            expected[1] = 1;
            assertThat(udp.received()).containsExactly(expected);
        }
    }

    @Test
    void whatIsNotTheReplyIsThrownAway() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(request -> List.of(
                        Datagram.of(new byte[] {1, 2, 3}),
                        Datagram.of(reply(request).id(77).encode()),
                        Datagram.of(request),
                        Datagram.of(reply(request).opcode(Opcode.NOTIFY).encode()),
                        Datagram.of(Message.query(Name.of("example.net"), RecordType.A)
                                .build()
                                .reply()
                                .id(1)
                                .encode()),
                        Datagram.of(reply(request).answer(A).encode()).fromAnotherPort(),
                        Datagram.of(reply(request).rcode(Rcode.SERVFAIL).encode())));
                DnsSession session = dns(udp.port(), 9).connect()) {
            assertThat(session.exchange(QUERY).rcode()).isEqualTo(Rcode.SERVFAIL);
            assertThat(session.transcript().toString().split("# discarded", -1)).hasSize(6);
            assertThat(udp.received()).hasSize(1);
        }
    }

    @Test
    void silenceOverUdpIsAskedAgainWithTheSameBytes() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(request -> heard.incrementAndGet() < 3
                        ? List.of()
                        : List.of(Datagram.of(reply(request).encode())));
                DnsSession session = dns(udp.port(), 9).connect()) {
            assertThat(session.notify(Name.of("example.org")).opcode()).isEqualTo(Opcode.NOTIFY);
            assertThat(udp.received())
                    .hasSize(3)
                    .allMatch(one -> Arrays.equals(one, udp.received().get(0)));
            Message notice = Message.decode(udp.received().get(0));
            assertThat(notice.has(DnsFlag.AA)).isTrue();
            assertThat(notice.question()).contains(Question.of(Name.of("example.org"), RecordType.SOA));
        }
    }

    @Test
    void aTruncatedReplyAndALongMessageGoOverTcp() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(request ->
                        List.of(Datagram.of(reply(request).set(DnsFlag.TC).encode())));
                MessageServer tcp = server(heard);
                DnsSession session = dns(udp.port(), tcp.port()).connect()) {
            assertThat(session.exchange(QUERY).section(DnsSection.ANSWER)).containsExactly(A);
            assertThat(udp.received()).hasSize(1);
            Message wide = Message.query(WWW, RecordType.A).padTo(1300).build();
            assertThat(session.exchange(wide).section(DnsSection.ANSWER)).containsExactly(A);
            assertThat(udp.received()).hasSize(1);
            assertThat(heard).hasValue(2);
        }
    }

    @Test
    void whereNobodyRepliesTheAttemptsAreTold() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(request -> List.of());
                DnsSession session = dns(udp.port(), 9).attempts(2).connect()) {
            assertThatThrownBy(() -> session.exchange(QUERY))
                    .isInstanceOfSatisfying(WireException.TimedOut.class, e -> assertThat(e.attempts())
                            .extracting(one -> one.target() + " " + one.transport() + " " + one.result())
                            .containsExactly("192.0.2.53:53 UDP timed out", "192.0.2.53:53 UDP timed out"))
                    .hasMessageContaining("192.0.2.53:53: exchange www.example.org. IN A");
        }
    }

    @Test
    void aReplyOverTcpToAnotherMessageIsMalformed() throws Exception {
        try (MessageServer tcp = new MessageServer(connection -> connection.say(
                        reply(connection.next().orElseThrow()).id(9).encode()));
                DnsSession session = dns(9, tcp.port()).overTcp().connect()) {
            assertThatThrownBy(() -> session.exchange(QUERY)).isInstanceOf(WireException.Malformed.class);
        }
    }

    @Test
    void aResponseIsNothingToSend() throws Exception {
        try (DnsSession session = dns(9, 9).connect()) {
            assertThatThrownBy(() -> session.exchange(QUERY.reply().build()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void theNextServerIsAskedWhereTheFirstIsGone() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (ScriptedDatagrams silent = ScriptedDatagrams.answering(request -> List.of());
                ScriptedDatagrams udp = ScriptedDatagrams.answering(
                        request -> List.of(Datagram.of(reply(request).encode())));
                MessageServer tcp = server(heard);
                DnsSession session = Dns.at("192.0.2.53")
                        .or("192.0.2.54")
                        .retry(Duration.ofMillis(200))
                        .via(new Detour(Map.of(
                                "192.0.2.53 UDP", silent.port(),
                                "192.0.2.54 UDP", udp.port(),
                                "192.0.2.53 TCP", 9,
                                "192.0.2.54 TCP", tcp.port())))
                        .connect()) {
            assertThat(session.exchange(QUERY).rcode()).isEqualTo(Rcode.NOERROR);
            assertThat(session.update(UPDATE).isDone()).isTrue();
            assertThat(heard).hasValue(1);
        }
    }

    @Test
    void anUpdateGoesOverAStreamAndOnce() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(request -> List.of());
                MessageServer lost = new MessageServer(connection -> {
                    heard.addAndGet(connection.next().isPresent() ? 1 : 0);
                });
                MessageServer second = server(heard);
                DnsSession session = Dns.at("192.0.2.53")
                        .or("192.0.2.54")
                        .via(new Detour(Map.of(
                                "192.0.2.53 UDP", udp.port(),
                                "192.0.2.54 UDP", udp.port(),
                                "192.0.2.53 TCP", lost.port(),
                                "192.0.2.54 TCP", second.port())))
                        .connect()) {
            for (int i = 1; i <= 2; i++) {
                boolean byHand = i == 2;
                assertThatThrownBy(() -> {
                            if (byHand) {
                                session.exchange(UPDATE.message());
                            } else {
                                session.update(UPDATE);
                            }
                        })
                        .isInstanceOfSatisfying(WireException.OutcomeUnknown.class, e -> assertThat(e.attempts())
                                .extracting(Attempt::transport)
                                .containsExactly("TCP"))
                        .hasCauseInstanceOf(WireException.Hangup.class)
                        .hasMessageContaining("UPDATE example.org. IN SOA");
                assertThat(heard).hasValue(i);
                Gap.pass(Duration.ofMillis(20));
            }
            assertThat(udp.received()).isEmpty();
            assertThat(second.connections()).isZero();
        }
    }

    @Test
    void anUpdateThatIsNotAnsweredInTimeHasAnUnknownOutcome() throws Exception {
        try (MessageServer silent = new MessageServer(connection -> {
                    connection.next();
                    connection.next();
                });
                DnsSession session =
                        dns(9, silent.port()).timeout(Duration.ofMillis(500)).connect()) {
            assertThatThrownBy(() -> session.update(UPDATE))
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasCauseInstanceOf(WireException.TimedOut.class);
        }
    }

    @Test
    void anUpdateThatWasNeverSentFailed() throws Exception {
        // Nobody listens on port 9.
        try (DnsSession session = dns(9, 9).connect()) {
            assertThatThrownBy(() -> session.update(UPDATE)).isInstanceOf(WireException.Unreachable.class);
        }
    }

    @Test
    @SuppressWarnings("try") // Closing in the middle is what is tested.
    void closingEndsAnExchangeAtOnce() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(request -> List.of());
                DnsSession session =
                        dns(udp.port(), 9).retry(Duration.ofSeconds(20)).connect()) {
            Future<Message> reply = threads.submit(() -> session.exchange(QUERY));
            while (udp.received().isEmpty()) {
                Gap.pass(Duration.ofMillis(5));
            }
            session.close();
            assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(WireException.Cancelled.class);
            assertThatThrownBy(() -> session.exchange(QUERY)).isInstanceOf(IllegalStateException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRecordingReplays() throws Exception {
        Dns dns = dns(0, 0).keep(Transcript.Keep.EVERYTHING).key(TsigKey.parse("hmac-sha256:a:AAAA"));
        Transcript recorded;
        // Not signed, so that a connection has to tell.
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(
                        request -> List.of(Datagram.of(reply(request).encode())));
                MessageServer tcp = server(new AtomicInteger());
                DnsSession session = dns.via(Detour.of(udp.port(), tcp.port())).connect()) {
            assertThatThrownBy(() -> session.exchange(QUERY)).isInstanceOf(WireException.Insecure.class);
            recorded = Transcript.parse(session.transcript().toString());
        }
        try (DnsSession session = dns.via(recorded.replay()).connect()) {
            assertThatThrownBy(() -> session.exchange(QUERY)).isInstanceOf(WireException.Insecure.class);
        }
    }
}
