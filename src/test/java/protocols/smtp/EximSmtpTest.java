package protocols.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.mail.Address;
import protocols.mail.MailMessage;
import protocols.peers.Exim;
import protocols.peers.MailStore;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;

@RequiresServer(RealServer.EXIM)
class EximSmtpTest {

    private static final String MESSAGE =
            """
            From: Carol <carol@example.net>
            To: alice@example.org
            Subject: dots
            Message-ID: <1@example.net>
            Date: Mon, 23 Nov 2026 10:00:00 +0000

            .
            ..
            .hidden
            From the start
            the end
            """
                    .replace("\n", "\r\n");

    private Exim exim;

    @BeforeEach
    void start() throws IOException {
        exim = Exim.start();
    }

    @AfterEach
    void stop() {
        exim.close();
    }

    private static Smtp at(int port) {
        return Smtp.at("localhost").port(port).trust(Trust.of(TestCa.shared().trusting()));
    }

    @Test
    void someRecipientsAreTakenAndSomeRefusedAndTheMailArrivesAsItWasSent() throws IOException {
        try (SmtpSession smtp = at(exim.smtpPort()).connect()) {
            assertThat(smtp.extensions().has("PIPELINING")).isTrue();
            Receipt receipt = smtp.from("carol@example.net")
                    .to("alice@example.org", "nobody@example.org", "bob@example.org", "x@elsewhere.example")
                    .send(MESSAGE.getBytes(UTF_8));
            assertThat(receipt.accepted().keySet())
                    .containsExactly(Address.of("alice@example.org"), Address.of("bob@example.org"));
            assertThat(receipt.refused().values())
                    .extracting(reply -> reply.code() + " " + reply.text())
                    .containsExactly("550 no such user", "550 relay not permitted");
            assertThat(receipt.reply().code()).isEqualTo(250);
            assertThat(smtp.stats().roundTrips()).isEqualTo(1 + 2);
            smtp.quit();
        }
        assertThat(arrived("alice", 1).get(0)).isEqualTo(MESSAGE);
        assertThat(arrived("bob", 1).get(0)).isEqualTo(MESSAGE);
    }

    @Test
    void whereAllAreRefusedNothingIsSentAndTheNextMailGoesOut() throws IOException {
        for (Smtp client : List.of(at(exim.smtpPort()), at(exim.smtpPort()).withoutPipelining())) {
            try (SmtpSession smtp = client.connect()) {
                assertThatThrownBy(() -> smtp.from("carol@example.net")
                                .to("nobody@example.org")
                                .send(MESSAGE.getBytes(UTF_8)))
                        .isInstanceOf(WireException.Refused.class)
                        .hasMessageContaining("no such user");
                smtp.from("carol@example.net").to("bob@example.org").send(MESSAGE.getBytes(UTF_8));
                smtp.quit();
            }
        }
        assertThat(arrived("bob", 2)).containsExactly(MESSAGE, MESSAGE);
    }

    @Test
    void aLoginAfterTheUpgrade() throws IOException {
        try (SmtpSession smtp =
                at(exim.submissionPort()).tls(Tls.UPGRADE).connect().login("alice", MailStore.PASSWORD)) {
            assertThat(smtp.extensions().has("STARTTLS")).isFalse();
            var draft = MailMessage.from(Address.of("Alice", "alice@example.org"))
                    .to("bob@example.org")
                    .subject("Grüße")
                    .text("Hello\n.\nBob");
            assertThat(smtp.send(draft).isComplete()).isTrue();
            smtp.quit();
            assertThat(arrived("bob", 1).get(0)).isEqualTo(new String(draft.bytes(), ISO_8859_1));
        }
    }

    @Test
    void aLoginOverImplicitTls() throws IOException {
        try (SmtpSession smtp =
                at(exim.submissionsPort()).tls(Tls.IMPLICIT).connect().login("bob", MailStore.PASSWORD)) {
            assertThat(smtp.stats().roundTrips()).isLessThanOrEqualTo(6);
            smtp.from("bob@example.org").to("alice@example.org").send(MESSAGE.getBytes(UTF_8));
            smtp.quit();
        }
        assertThat(arrived("alice", 1)).containsExactly(MESSAGE);
    }

    @Test
    void aWrongPasswordIsARefusalThatDoesNotNameIt() throws IOException {
        SmtpSession smtp = at(exim.submissionPort()).tls(Tls.UPGRADE).connect();
        assertThatThrownBy(() -> smtp.login("alice", "wrong-password"))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("535")
                .hasMessageNotContaining("wrong-password");
        assertThat(smtp.isOpen()).isFalse();
    }

    @Test
    void aCertificateThatNobodySignedEndsTheSession() {
        assertThatThrownBy(() -> Smtp.at("localhost")
                        .port(exim.submissionPort())
                        .tls(Tls.UPGRADE)
                        .connect())
                .isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void aMessageOfManyMegabytesArrivesWhole() throws IOException {
        String line = "0123456789".repeat(7) + "\r\n.line\r\n";
        String message = "Message-ID: <2@example.net>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
                + "From: carol@example.net\r\n\r\n" + line.repeat(100_000);
        try (SmtpSession smtp = at(exim.smtpPort()).connect()) {
            smtp.from("carol@example.net")
                    .to("alice@example.org")
                    .send(new ByteArrayInputStream(message.getBytes(UTF_8)));
            smtp.quit();
        }
        assertThat(arrived("alice", 1).get(0).equals(message))
                .as("the message arrives as it was sent")
                .isTrue();
    }

    @Test
    void aMessageLargerThanTheServerTakesIsNotSent() throws IOException {
        try (SmtpSession smtp = at(exim.smtpPort()).connect()) {
            long most = Long.parseLong(smtp.extensions().arguments("SIZE").get(0));
            MailMessage large = MailMessage.raw(new byte[(int) most + 1]);
            assertThatThrownBy(() ->
                            smtp.from("a@example.net").to("bob@example.org").send(large))
                    .isInstanceOf(WireException.Unsupported.class);
            assertThat(smtp.noop().code()).isEqualTo(250);
        }
    }

    @Test
    void manyMailsOnOneConnectionAreOneRoundTripEach() throws IOException {
        List<Mail> mails = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String to = i % 10 == 9 ? "nobody@example.org" : "alice@example.org";
            mails.add(Mail.of(Envelope.of("carol@example.net").to(to), MailMessage.raw(MESSAGE.getBytes(UTF_8))));
        }
        List<Boolean> sent = new ArrayList<>();
        try (SmtpSession smtp = at(exim.smtpPort()).connect()) {
            smtp.sendAll(mails, fate -> sent.add(fate.receipt().isSent()));
            assertThat(smtp.stats().roundTrips()).isLessThanOrEqualTo(1 + 50 + 1);
            smtp.quit();
        }
        assertThat(sent).hasSize(50);
        assertThat(sent.stream().filter(taken -> taken).count()).isEqualTo(45);
        assertThat(arrived("alice", 45)).hasSize(45).containsOnly(MESSAGE);
    }

    @Test
    void theSmallCommands() throws IOException {
        try (SmtpSession smtp = at(exim.smtpPort()).helo("client.example").connect()) {
            assertThat(smtp.noop().code()).isEqualTo(250);
            assertThat(smtp.verify("alice@example.org").code()).isEqualTo(250);
            assertThat(smtp.verify("nobody@example.org").code()).isEqualTo(550);
            assertThat(smtp.reset().code()).isEqualTo(250);
            smtp.quit();
        }
    }

    @Test
    void aRecordingReplaysWithTheSameResultsAndHoldsNoPassword() throws IOException {
        Smtp client = at(exim.submissionPort()).tls(Tls.UPGRADE).keep(Transcript.Keep.EVERYTHING);
        Transcript recorded;
        List<Object> live;
        try (SmtpSession smtp = client.connect()) {
            live = textbook(smtp);
            recorded = smtp.transcript();
        }
        assertThat(recorded.toString())
                .doesNotContain(MailStore.PASSWORD)
                .doesNotContain(Base64.getEncoder().encodeToString(MailStore.PASSWORD.getBytes(UTF_8)))
                .doesNotContain(Base64.getEncoder().encodeToString(("\0alice\0" + MailStore.PASSWORD).getBytes(UTF_8)))
                .contains("C: AUTH PLAIN ********");
        Transcript parsed = Transcript.parse(recorded.toString());
        try (SmtpSession smtp = client.via(parsed.replay()).connect()) {
            assertThat(textbook(smtp)).isEqualTo(live);
        }
    }

    private static List<Object> textbook(SmtpSession smtp) throws IOException {
        List<Object> learned = new ArrayList<>();
        learned.add(smtp.greeting());
        learned.add(smtp.login("alice", MailStore.PASSWORD).extensions());
        learned.add(smtp.verify("alice@example.org"));
        learned.add(smtp.from("alice@example.org")
                .to("bob@example.org", "nobody@example.org")
                .send(MESSAGE.getBytes(UTF_8)));
        learned.add(smtp.noop());
        smtp.quit();
        return learned;
    }

    /** The messages of a user without the trace that the server put before them, lines ended as they were sent. */
    private List<String> arrived(String user, int count) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (exim.store().messages(user).size() < count) {
            assertThat(System.nanoTime())
                    .as(() -> "the mail has not arrived: " + exim.log())
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
        return exim.store().messages(user).stream()
                .map(bytes -> withoutTrace(new String(bytes, ISO_8859_1)))
                .toList();
    }

    private static String withoutTrace(String delivered) {
        int at = 0;
        while (delivered.startsWith("Received:", at) || delivered.startsWith("\t", at)) {
            at = delivered.indexOf('\n', at) + 1;
        }
        return delivered.substring(at).replace("\n", "\r\n");
    }
}
