package protocols.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.Dovecot;
import protocols.peers.MailStore;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;

/** The textbook session against Dovecot, in the clear and over TLS, and recordings of it played back. */
@RequiresServer(RealServer.DOVECOT)
class DovecotPop3Test {

    @TempDir
    static Path folder;

    private Dovecot dovecot;

    @BeforeEach
    void start() throws IOException {
        dovecot = Dovecot.start();
        for (int i = 1; i <= 5; i++) {
            dovecot.deliver("alice", message(i));
        }
    }

    @AfterEach
    void stop() {
        dovecot.close();
    }

    private Pop3 at(Tls tls) throws IOException {
        return Pop3.at(dovecot.host())
                .port(tls == Tls.IMPLICIT ? dovecot.pop3sPort() : dovecot.pop3Port())
                .tls(tls)
                .trust(Trust.pem(TestCa.shared().writeTo(folder)))
                .timeout(Duration.ofSeconds(10));
    }

    private Maildrop drop(Tls tls) throws IOException {
        return at(tls).connect().login("alice", MailStore.PASSWORD);
    }

    /** Lines that begin with dots, a dot alone, Latin-1, and a size of its own for each. */
    private static byte[] message(int i) {
        return ("From: alice@example.org\r\nSubject: message " + i + "\r\n\r\n.\r\n..\r\n.x caf\u00e9\r\n"
                        + "line\r\n".repeat(i * i * 300))
                .getBytes(ISO_8859_1);
    }

    /** Everything but deletion for good. */
    private static List<Object> session(Pop3 pop3) throws IOException {
        List<Object> learned = new ArrayList<>();
        try (Maildrop drop = pop3.connect().login("alice", MailStore.PASSWORD)) {
            learned.add(drop.stat());
            learned.add(drop.list());
            learned.add(drop.list(2));
            learned.add(drop.uidl());
            learned.add(drop.uidl(3));
            learned.add(drop.headers(2).subject());
            learned.add(new String(drop.top(1, 2), ISO_8859_1));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            drop.retrieve(4, out);
            learned.add(out.toString(ISO_8859_1));
            drop.retrieveAll(
                    List.of(1, 2, 3, 4, 5),
                    message -> learned.add(new String(message.bytes().readAllBytes(), ISO_8859_1)));
            learned.add(drop.messages());
            drop.delete(1);
            drop.reset();
            drop.noop();
            drop.quit();
        }
        return learned;
    }

    @ParameterizedTest
    @EnumSource(Tls.class)
    void theTextbookSessionTellsWhatLiesInTheMaildrop(Tls tls) throws IOException {
        List<Object> learned = session(at(tls));
        int octets = IntStream.rangeClosed(1, 5).map(i -> message(i).length).sum();
        assertThat(learned.get(0)).isEqualTo(DropStat.of(5, octets));
        assertThat(learned.get(2)).isEqualTo(DropMessage.of(2, message(2).length));
        assertThat(learned.get(5).toString()).contains("message 2");
        assertThat(learned.get(6).toString()).endsWith("\r\n\r\n.\r\n..\r\n");
        assertThat(learned.get(7)).isEqualTo(new String(message(4), ISO_8859_1));
        assertThat(learned.subList(8, 13))
                .isEqualTo(IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> new String(message(i), ISO_8859_1))
                        .toList());
        assertThat((DropMessages) learned.get(13)).hasSize(5).allSatisfy(message -> assertThat(message)
                .isEqualTo(DropMessage.of(message.number(), message(message.number()).length)
                        .uid(((Map<?, ?>) learned.get(3)).get(message.number()).toString())));
        assertThat(dovecot.store().messages("alice")).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(Tls.class)
    void aRecordingReplaysWithTheSameResultsAndHoldsNoPassword(Tls tls) throws IOException {
        List<Transcript> recorded = new ArrayList<>();
        Pop3 recording = at(tls).keep(Transcript.Keep.EVERYTHING);
        try (Maildrop drop = recording.connect().login("alice", MailStore.PASSWORD)) {
            drop.retrieveAll(List.of(2, 1), message -> message.bytes().readAllBytes());
            drop.quit();
            recorded.add(drop.transcript());
        }
        Transcript parsed = Transcript.parse(recorded.get(0).toString());
        List<String> replayed = new ArrayList<>();
        try (Maildrop drop = at(tls).via(parsed.replay()).connect().login("alice", "another")) {
            drop.retrieveAll(
                    List.of(2, 1),
                    message -> replayed.add(new String(message.bytes().readAllBytes(), ISO_8859_1)));
            drop.quit();
        }
        assertThat(replayed).containsExactly(new String(message(2), ISO_8859_1), new String(message(1), ISO_8859_1));
        String plain = "\0alice\0" + MailStore.PASSWORD;
        assertThat(parsed.toString())
                .doesNotContain(MailStore.PASSWORD)
                .doesNotContain(Base64.getEncoder().encodeToString(MailStore.PASSWORD.getBytes(UTF_8)))
                .doesNotContain(Base64.getEncoder().encodeToString(plain.getBytes(UTF_8)));
    }

    @Test
    void aBatchOfManyMessagesTakesFewRoundTrips() throws IOException {
        for (int i = 6; i <= 100; i++) {
            dovecot.deliver("alice", "Subject: small\r\n\r\n.\r\n".getBytes(UTF_8));
        }
        List<Integer> numbers = IntStream.rangeClosed(1, 100).boxed().toList();
        try (Maildrop drop = drop(Tls.NONE)) {
            long before = drop.stats().roundTrips();
            List<Integer> got = new ArrayList<>();
            assertThat(drop.retrieveAll(numbers, message -> got.add(message.number()))
                            .isComplete())
                    .isTrue();
            assertThat(got).isEqualTo(numbers);
            assertThat(drop.stats().roundTrips() - before).isLessThanOrEqualTo(6);
            drop.quit();
        }
    }

    @Test
    void whatIsMarkedGoesWithQuitAlone() throws IOException {
        try (Maildrop drop = drop(Tls.NONE)) {
            drop.delete(1);
        }
        assertThat(dovecot.store().messages("alice")).hasSize(5);
        try (Maildrop drop = drop(Tls.NONE)) {
            drop.delete(2);
            drop.reset();
            assertThat(drop.deleteAll(List.of(1, 1, 5)).refused()).containsOnlyKeys(1);
            drop.quit();
        }
        assertThat(dovecot.store().messages("alice")).containsExactly(message(2), message(3), message(4));
    }

    @Test
    void aWrongPasswordIsRefusedWithItsResponseCode() throws IOException {
        Pop3Connection connection = at(Tls.UPGRADE).connect();
        assertThatThrownBy(() -> connection.login("alice", "wrong-one"))
                .isInstanceOfSatisfying(
                        WireException.Refused.class,
                        e -> assertThat(e.reply().responseCode()).isEqualTo("AUTH"));
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aServerThatWantsTlsFirstLogsInAfterStls() throws IOException {
        try (Dovecot strict = Dovecot.start(Dovecot.Option.TLS_BEFORE_LOGIN)) {
            Pop3 pop3 = Pop3.at(strict.host())
                    .port(strict.pop3Port())
                    .trust(Trust.pem(TestCa.shared().writeTo(folder)));
            try (Maildrop drop = pop3.tls(Tls.UPGRADE).connect().login("bob", MailStore.PASSWORD)) {
                assertThat(drop.stat().messages()).isZero();
                drop.quit();
            }
            Pop3Connection clear = pop3.tls(Tls.NONE).connect();
            assertThatThrownBy(() -> clear.login("bob", MailStore.PASSWORD))
                    .isInstanceOf(WireException.Unsupported.class);
            assertThat(clear.transcript().said(Transcript.Side.CLIENT)).containsExactly("CAPA");
        }
    }
}
