package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Attempt;
import protocols.WireException;
import protocols.peers.MessageServer;
import protocols.peers.ScriptedDatagrams;
import protocols.peers.ScriptedDatagrams.Datagram;
import protocols.peers.SharedKey;
import protocols.peers.TsigSigner;

/** What somebody between client and server may do to signed messages (RFC 8945 sections 5.3 and 5.4). */
@Timeout(60)
class TsigFaultsTest {

    private static final SharedKey KEY = new SharedKey("both.key.", "hmac-sha256", "YSBzZWNyZXQgb2YgYm90aCBzaWRlcw==");
    private static final SharedKey WRONG = new SharedKey("both.key.", "hmac-sha256", "YW5vdGhlciBzZWNyZXQ=");
    private static final SharedKey OTHER = new SharedKey("else.key.", "hmac-sha256", KEY.secret());
    private static final DnsRecord SOA =
            DnsRecord.parse("example.org. 300 IN SOA ns.example.org. admin.example.org. 7 3600 600 86400 300");
    private static final DnsRecord A = DnsRecord.parse("www.example.org. 300 IN A 192.0.2.1");
    private static final DnsRecord FORGED = DnsRecord.parse("www.example.org. 300 IN A 192.0.2.66");
    private static final Message QUERY =
            Message.query(Name.of("www.example.org"), RecordType.A).build();

    private final List<DnsRecord> records = new ArrayList<>();

    private static Dns dns(int udp, int tcp) {
        return Dns.at("192.0.2.53")
                .timeout(Duration.ofSeconds(20))
                .key(TsigKey.parse(KEY.text()))
                .via(Detour.of(udp, tcp));
    }

    private static byte[] reply(byte[] request, DnsRecord... answer) {
        try {
            return Message.decode(request).reply().withoutEdns().answer(answer).encode();
        } catch (WireException.Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] signed(byte[] request, SharedKey key, DnsRecord... answer) {
        return TsigSigner.answering(request, key).sign(reply(request, answer));
    }

    /** Says one thing to the one message of each connection. */
    private interface Says {
        byte[] to(byte[] request) throws IOException;
    }

    private static MessageServer server(Says says) throws IOException {
        return new MessageServer(
                connection -> connection.say(says.to(connection.next().orElseThrow())));
    }

    private static Message exchange(MessageServer server) throws Exception {
        try (DnsSession session = dns(9, server.port()).overTcp().connect()) {
            return session.exchange(QUERY);
        }
    }

    @Test
    void overUdpWhatIsNotSignedIsThrownAwayAndTheTrueReplyWaitedFor() throws Exception {
        try (ScriptedDatagrams udp = ScriptedDatagrams.answering(request -> List.of(
                        Datagram.of(reply(request, FORGED)),
                        Datagram.of(signed(request, WRONG, FORGED)),
                        Datagram.of(signed(request, OTHER, FORGED)),
                        Datagram.of(signed(request, KEY, A)).after(Duration.ofMillis(50))));
                DnsSession session = dns(udp.port(), 9).connect()) {
            assertThat(session.exchange(QUERY).section(DnsSection.ANSWER)).containsExactly(A);
            assertThat(session.transcript().toString())
                    .contains(
                            "discarded: NOERROR, not signed with the key both.key.",
                            "discarded: the signature is wrong",
                            "discarded: signed with another key than both.key. with hmac-sha256");
            assertThat(udp.received()).hasSize(1);
        }
    }

    @Test
    void whereOnlyOthersReplyAConnectionTells() throws Exception {
        try (ScriptedDatagrams udp =
                        ScriptedDatagrams.answering(request -> List.of(Datagram.of(signed(request, WRONG, FORGED))));
                MessageServer tcp = server(request -> signed(request, KEY, A));
                DnsSession session = dns(udp.port(), tcp.port()).connect()) {
            assertThat(session.exchange(QUERY).section(DnsSection.ANSWER)).containsExactly(A);
        }
        try (ScriptedDatagrams udp =
                        ScriptedDatagrams.answering(request -> List.of(Datagram.of(reply(request, FORGED))));
                MessageServer tcp = server(request -> reply(request, FORGED));
                DnsSession session = dns(udp.port(), tcp.port()).connect()) {
            assertThatThrownBy(() -> session.exchange(QUERY))
                    .isInstanceOfSatisfying(WireException.Insecure.class, e -> assertThat(e.attempts())
                            .extracting(Attempt::transport)
                            .containsExactly("UDP", "TCP"))
                    .hasMessageContaining("NOERROR, not signed with the key both.key.");
        }
    }

    @Test
    void overTcpAReplyThatIsNotTheServersIsAnError() throws Exception {
        long now = Instant.now().getEpochSecond();
        Says[] wrong = {
            request -> reply(request, FORGED),
            request -> signed(request, WRONG, FORGED),
            request -> signed(request, OTHER, A),
            request -> TsigSigner.answering(request, KEY).sign(reply(request, A), now - 400),
            request -> TsigSigner.answering(request, KEY).sign(reply(request, A), now + 400),
            request -> TsigSigner.answering(reply(request, A, A, A), KEY).sign(reply(request, A)),
        };
        for (Says says : wrong) {
            try (MessageServer server = server(says)) {
                assertThatThrownBy(() -> exchange(server)).isInstanceOf(WireException.Insecure.class);
            }
        }
    }

    @Test
    void aReplyOfBeforeIsNotTakenForOneOfNow() throws Exception {
        AtomicReference<byte[]> before = new AtomicReference<>();
        try (MessageServer server = server(request -> {
            if (before.get() == null) {
                before.set(signed(request, KEY, A));
            }
            byte[] again = before.get().clone();
            again[0] = request[0];
            again[1] = request[1];
            return again;
        })) {
            try (DnsSession session = dns(9, server.port()).overTcp().connect()) {
                assertThat(session.exchange(QUERY).section(DnsSection.ANSWER)).containsExactly(A);
                assertThatThrownBy(() -> session.exchange(QUERY))
                        .isInstanceOf(WireException.Insecure.class)
                        .hasMessageContaining("not of the answer to this message");
            }
        }
    }

    @Test
    void whatIsSentIsSignedBehindWhatTheCallerSaid() throws Exception {
        AtomicReference<byte[]> sent = new AtomicReference<>();
        try (MessageServer server = server(request -> {
            sent.set(request);
            return signed(request, KEY, A);
        })) {
            exchange(server);
            byte[] plain = TsigSigner.unsigned(sent.get(), KEY);
            byte[] asked = QUERY.toBytes();
            asked[1] = 1;
            assertThat(plain).isEqualTo(asked);
        }
    }

    private long transfer(MessageServer server) throws IOException {
        try (DnsSession session = dns(9, server.port()).connect()) {
            return session.transfer("example.org", records::add);
        }
    }

    /** A zone in as many messages as records, of which some are signed. */
    private static MessageServer stream(String signed) throws IOException {
        return new MessageServer(connection -> {
            byte[] request = connection.next().orElseThrow();
            TsigSigner signer = TsigSigner.answering(request, KEY);
            byte[] plain = TsigSigner.unsigned(request, KEY);
            for (int i = 0; i < signed.length(); i++) {
                boolean end = i == 0 || i == signed.length() - 1;
                byte[] message = reply(plain, end ? SOA : A);
                switch (signed.charAt(i)) {
                    case 's' -> connection.say(signer.sign(message));
                    case 'f' -> {
                        signer.leave(message);
                        connection.say(reply(plain, FORGED));
                    }
                    case 'x' -> {
                        byte[] broken = signer.sign(message);
                        broken[broken.length - 10] ^= 1;
                        connection.say(broken);
                    }
                    default -> connection.say(signer.leave(message));
                }
            }
            // The client closes when it has had enough.
            connection.next();
        });
    }

    @Test
    void upToNinetyNineMessagesOfAStreamNeedNoSignature() throws Exception {
        for (String signed : List.of("ss", "s-s", "s--s-s", "s" + "-".repeat(99) + "s" + "-".repeat(99) + "s")) {
            records.clear();
            try (MessageServer server = stream(signed)) {
                assertThat(transfer(server)).isEqualTo(signed.length() - 1);
            }
            assertThat(records).hasSize(signed.length() - 1).doesNotContain(FORGED);
        }
    }

    @Test
    void nothingOfAStreamIsHandedOutThatIsNotSignedInTheEnd() throws Exception {
        String[][] wrong = {
            {"-s", "0", "not signed with the key"},
            {"s" + "-".repeat(100) + "s", "1", "more than 99 messages"},
            {"ss-", "2", "the last message of the transfer is not signed"},
            {"s--ss--", "5", "the last message of the transfer is not signed"},
            {"s-f-ss", "1", "the signature is wrong"},
            {"s-xss", "1", "the signature is wrong"},
            {"x-ss", "0", "the signature is wrong"},
        };
        for (String[] one : wrong) {
            records.clear();
            try (MessageServer server = stream(one[0])) {
                assertThatThrownBy(() -> transfer(server))
                        .as(one[0])
                        .isInstanceOf(WireException.Insecure.class)
                        .hasMessageContaining(one[2]);
            }
            assertThat(records).as(one[0]).hasSize(Integer.parseInt(one[1])).doesNotContain(FORGED);
        }
    }

    @Test
    void aRefusalInTheMiddleOfAStreamHasToBeSigned() throws Exception {
        try (MessageServer server = new MessageServer(connection -> {
            byte[] request = connection.next().orElseThrow();
            TsigSigner signer = TsigSigner.answering(request, KEY);
            byte[] plain = TsigSigner.unsigned(request, KEY);
            connection.say(signer.sign(reply(plain, SOA)));
            byte[] refusal = reply(plain);
            refusal[3] |= 5;
            connection.say(refusal);
            connection.next();
        })) {
            assertThatThrownBy(() -> transfer(server)).isInstanceOf(WireException.Insecure.class);
        }
    }

    @Test
    void anUpdateWhoseReplyIsNotBelievedHasAnUnknownOutcome() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        Update update = Update.of("example.org").add(A);
        Says[] wrong = {request -> reply(request), request -> signed(request, WRONG)};
        for (Says says : wrong) {
            heard.set(0);
            try (MessageServer server = server(request -> {
                        heard.incrementAndGet();
                        return says.to(request);
                    });
                    DnsSession session = dns(9, server.port()).connect()) {
                assertThatThrownBy(() -> session.update(update))
                        .isInstanceOf(WireException.OutcomeUnknown.class)
                        .hasCauseInstanceOf(WireException.Insecure.class)
                        .hasMessageContaining("UPDATE example.org. IN SOA");
                assertThat(heard).hasValue(1);
            }
        }
    }
}
