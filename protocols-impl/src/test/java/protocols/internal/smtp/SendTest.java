package protocols.internal.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Content;
import protocols.Reply;
import protocols.Transcript;
import protocols.WireException;
import protocols.mail.Address;
import protocols.mail.MailMessage;
import protocols.smtp.Envelope;
import protocols.smtp.Mail;
import protocols.smtp.MailRefused;
import protocols.smtp.Receipt;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** Mails by dialogue: with PIPELINING and without, accepted, refused and half of each. */
class SendTest {

    private static final String HELLO =
            """
            S: 220 mx.example.org
            C: EHLO [127.0.0.1]
            """;
    private static final String PIPELINING =
            HELLO + """
            S: 250-mx.example.org
            S: 250 PIPELINING
            """;
    private static final String PLAIN = HELLO + """
            S: 250 mx.example.org
            """;

    private static SmtpSession over(String dialogue) throws WireException {
        return Smtp.at("localhost").via(Transcript.parse(dialogue).replay()).connect();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Mail mail(String to, String text) {
        return Mail.of(Envelope.of("alice@example.org", to), MailMessage.raw(bytes(text)));
    }

    @Test
    void withPipeliningAMailIsTwoRoundTrips() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: RCPT TO:<eve@example.com>
                C: DATA
                S: 250 2.1.0 Ok
                S: 250 2.1.5 Ok
                S: 550 5.1.1 No such user
                S: 354 go ahead
                C: Subject: hi
                C:\s
                C: ..dot
                C: .
                S: 250 2.0.0 queued as 1
                """);
        Receipt receipt = smtp.from("alice@example.org")
                .to("bob@example.net", "eve@example.com")
                .send(bytes("Subject: hi\r\n\r\n.dot\r\n"));
        assertThat(receipt.accepted())
                .containsExactly(java.util.Map.entry(Address.of("bob@example.net"), Reply.of("250", "2.1.5 Ok")));
        assertThat(receipt.refused())
                .containsExactly(
                        java.util.Map.entry(Address.of("eve@example.com"), Reply.of("550", "5.1.1 No such user")));
        assertThat(receipt.reply()).isEqualTo(Reply.of("250", "2.0.0 queued as 1"));
        assertThat(receipt.isSent()).isTrue();
        assertThat(receipt.isComplete()).isFalse();
        assertThat(smtp.stats().roundTrips()).isEqualTo(1 + 2);
    }

    private static final String ONE_AT_A_TIME =
            """
            C: MAIL FROM:<>
            S: 250 ok
            C: RCPT TO:<bob@example.net>
            S: 250 ok
            C: DATA
            S: 354 go ahead
            C: x
            C: .
            S: 250 queued
            """;

    @Test
    void withoutPipeliningEachCommandWaitsForItsAnswer() throws IOException {
        SmtpSession smtp = over(PLAIN + ONE_AT_A_TIME);
        Receipt receipt = smtp.from("").to("bob@example.net").send(bytes("x"));
        assertThat(receipt.isComplete()).isTrue();
        assertThat(smtp.stats().roundTrips()).isEqualTo(1 + 4);
    }

    @Test
    void pipeliningCanBeSwitchedOff() throws IOException {
        SmtpSession smtp = Smtp.at("localhost")
                .withoutPipelining()
                .via(Transcript.parse(PIPELINING + ONE_AT_A_TIME).replay())
                .connect();
        assertThat(smtp.from("").to("bob@example.net").send(bytes("x")).isComplete())
                .isTrue();
        assertThat(smtp.stats().roundTrips()).isEqualTo(1 + 4);
    }

    @Test
    void aRefusedSenderEndsTheMailAndNotTheSession() throws IOException {
        SmtpSession smtp = over(
                PLAIN
                        + """
                C: MAIL FROM:<alice@example.org>
                S: 451 4.3.0 later
                C: MAIL FROM:<alice@example.org>
                S: 250 ok
                C: RCPT TO:<bob@example.net>
                S: 550 nobody
                C: RSET
                S: 250 ok
                C: MAIL FROM:<alice@example.org>
                S: 250 ok
                C: RCPT TO:<eve@example.net>
                S: 250 ok
                C: DATA
                S: 554 not you
                C: NOOP
                S: 250 ok
                """);
        assertThatThrownBy(() -> smtp.send(mail("bob@example.net", "x")))
                .isInstanceOfSatisfying(WireException.Refused.class, e -> assertThat(e.isTransient())
                        .isTrue());
        assertThatThrownBy(() -> smtp.send(mail("bob@example.net", "x"))).hasMessageContaining("550 nobody");
        assertThatThrownBy(() -> smtp.send(mail("eve@example.net", "x"))).hasMessageContaining("554 not you");
        smtp.noop();
    }

    @Test
    void dataAcceptedThoughAllRecipientsWereRefusedGetsTheLoneDot() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 550 nobody
                S: 354 go ahead
                C: .
                S: 250 delivered to nobody
                C: NOOP
                S: 250 ok
                """);
        assertThatThrownBy(() -> smtp.send(mail("bob@example.net", "secret")))
                .isInstanceOf(MailRefused.class)
                .hasMessageContaining("550 nobody");
        smtp.noop();
    }

    @Test
    void dataAcceptedThoughTheSenderWasRefusedIsNotTrusted() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 550 no
                S: 250 ok
                S: 354 go ahead
                """);
        assertThatThrownBy(() -> smtp.send(mail("bob@example.net", "x"))).isInstanceOf(WireException.Malformed.class);
        assertThat(smtp.isOpen()).isFalse();
    }

    @Test
    void aMessageRefusedAtItsEndIsTakenForNobody() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: x
                C: .
                S: 552 5.3.4 too big
                """);
        List<Receipt> receipts = new ArrayList<>();
        smtp.sendAll(List.of(mail("bob@example.net", "x")), sent -> receipts.add(sent.receipt()));
        Receipt receipt = receipts.get(0);
        assertThat(receipt.isSent()).isFalse();
        assertThat(receipt.refused()).containsEntry(Address.of("bob@example.net"), Reply.of("552", "5.3.4 too big"));
        assertThat(smtp.isOpen()).isTrue();
    }

    @Test
    void manyMailsAreOneRoundTripEachAndEveryRefusalIsData() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: one
                C: .
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<eve@example.net>
                C: DATA
                S: 250 queued 1
                S: 250 ok
                S: 550 nobody
                S: 503 no valid recipients
                C: RSET
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 reset
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: three
                C: .
                S: 250 queued 3
                """);
        List<String> receipts = new ArrayList<>();
        smtp.sendAll(
                List.of(
                        mail("bob@example.net", "one"),
                        mail("eve@example.net", "two"),
                        mail("bob@example.net", "three")),
                sent -> receipts.add(
                        sent.receipt().isSent() + " " + sent.receipt().reply()));
        assertThat(receipts).containsExactly("true 250 queued 1", "false 550 nobody", "true 250 queued 3");
        assertThat(smtp.stats().roundTrips()).isEqualTo(1 + 3 + 1);
    }

    @Test
    void aMailThatCannotGoOutLeavesTheOnesBeforeItConfirmed() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: one
                C: .
                S: 250 queued 1
                C: NOOP
                S: 250 ok
                """);
        List<String> receipts = new ArrayList<>();
        assertThatThrownBy(() -> smtp.sendAll(
                        List.of(mail("bob@example.net", "one"), mail("bob@example.net", "Grüße")),
                        sent -> receipts.add(sent.receipt().reply().text())))
                .isInstanceOf(WireException.Unsupported.class)
                .hasMessageContaining("8BITMIME");
        assertThat(receipts).containsExactly("queued 1");
        smtp.noop();
    }

    @Test
    void whatTheServerOffersIsDeclared() throws IOException {
        SmtpSession smtp = over(
                HELLO
                        + """
                S: 250-mx.example.org
                S: 250-SIZE 100
                S: 250-8BITMIME
                S: 250-SMTPUTF8
                S: 250 PIPELINING
                C: MAIL FROM:<alice@example.org> SIZE=17 BODY=8BITMIME
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: A: b
                C:\s
                C: Gr\\xc3\\xbc\\xc3\\x9fe
                C: .
                S: 250 queued
                C: MAIL FROM:<\\xc3\\xbc@example.org> BODY=8BITMIME SMTPUTF8
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: x
                C: .
                S: 250 queued
                """);
        smtp.from("alice@example.org").to("bob@example.net").send(bytes("A: b\r\n\r\nGrüße\r\n"));
        smtp.from("ü@example.org").to("bob@example.net").send(new ByteArrayInputStream(bytes("x")));
        assertThatThrownBy(() -> smtp.send(mail("bob@example.net", "x".repeat(101))))
                .isInstanceOf(WireException.Unsupported.class)
                .hasMessageContaining("101 bytes");
        assertThat(smtp.isOpen()).isTrue();
    }

    @Test
    void aContentThatTellsItsLengthIsDeclared() throws IOException {
        SmtpSession smtp = over(
                HELLO
                        + """
                S: 250-mx.example.org
                S: 250-SIZE 0
                S: 250 PIPELINING
                C: MAIL FROM:<alice@example.org> SIZE=3
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: abc
                C: .
                S: 250 queued
                C: MAIL FROM:<alice@example.org> SIZE=4
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                """);
        var mail = smtp.from("alice@example.org").to("bob@example.net");
        assertThat(mail.send(Content.text("abc")).isComplete()).isTrue();
        assertThatThrownBy(() -> mail.send(Content.file(Path.of("/nowhere/at/all"))))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(smtp.isOpen()).as("nothing was said").isTrue();
        assertThatThrownBy(() -> mail.send(Content.stream(new ByteArrayInputStream(bytes("abc")), 4)))
                .as("a message that is cut short is not delivered")
                .hasMessageContaining("after 3 of 4 bytes");
        assertThat(smtp.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE 0", "SIZE", "SIZE x", "SIZE 99999999999999999999"})
    void aSizeThatSaysNothingIsNoLimit(String odd) throws IOException {
        SmtpSession smtp = over(
                HELLO + "S: 250-mx.example.org\nS: 250 " + odd
                        + """

                C: MAIL FROM:<alice@example.org> SIZE=1
                S: 451 later
                """);
        assertThatThrownBy(() -> smtp.send(mail("bob@example.net", "x"))).isInstanceOf(MailRefused.class);
    }

    @Test
    void withoutSmtputf8AnInternationalAddressIsNotSent() throws IOException {
        SmtpSession smtp = over(PIPELINING);
        assertThatThrownBy(() -> smtp.send(mail("ü@example.net", "x")))
                .isInstanceOf(WireException.Unsupported.class)
                .hasMessageContaining("SMTPUTF8");
        assertThat(smtp.isOpen()).isTrue();
    }

    @Test
    void aLineEndOfTheMessageCannotEndTheMail() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: a
                C: ..
                C: MAIL FROM:<evil@example.org>
                C: ..
                C: b
                C: .
                S: 250 queued
                """);
        smtp.send(mail("bob@example.net", "a\n.\rMAIL FROM:<evil@example.org>\r\n.\nb\r\n"));
    }

    @Test
    void aCutAfterTheFinalDotLeavesTheOutcomeUnknown() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: x
                C: .
                * closed by peer
                """);
        assertThatThrownBy(() -> smtp.send(mail("bob@example.net", "x")))
                .isInstanceOf(WireException.OutcomeUnknown.class)
                .hasMessageContaining("bob@example.net")
                .hasCauseInstanceOf(WireException.Hangup.class);
        assertThat(smtp.isOpen()).isFalse();
    }

    @Test
    void aCutBeforeTheFinalDotDoesNot() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                * closed by peer
                """);
        assertThatThrownBy(() -> smtp.send(mail("bob@example.net", "x"))).isInstanceOf(WireException.Hangup.class);
    }

    @Test
    void aFarewellAfterTheFinalDotIsARefusalAndEndsTheSession() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: x
                C: .
                S: 421 going down
                """);
        assertThatThrownBy(() -> smtp.send(mail("bob@example.net", "x")))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("421 going down");
        assertThat(smtp.isOpen()).isFalse();
    }

    @Test
    void theSessionIsBusyWhileMailsGoOut() throws IOException {
        SmtpSession smtp = over(
                PIPELINING
                        + """
                C: MAIL FROM:<alice@example.org>
                C: RCPT TO:<bob@example.net>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go ahead
                C: x
                C: .
                S: 250 queued
                """);
        List<Mail> mails = List.of(mail("bob@example.net", "x"));
        assertThatThrownBy(() -> smtp.sendAll(mails, sent -> smtp.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sending mails");
    }

    @Test
    void moreRecipientsThanAWindowGoOutInGroups() throws IOException {
        StringBuilder commands = new StringBuilder(PIPELINING).append("C: MAIL FROM:<alice@example.org>\n");
        StringBuilder replies = new StringBuilder("S: 250 ok\n");
        List<Address> recipients = new ArrayList<>();
        for (int i = 0; i < 127; i++) {
            recipients.add(Address.of("u" + i + "@example.net"));
            commands.append("C: RCPT TO:<u").append(i).append("@example.net>\n");
            replies.append("S: 250 ok ").append(i).append('\n');
        }
        SmtpSession smtp = over(
                commands.toString() + replies
                        + """
                C: RCPT TO:<last@example.net>
                C: DATA
                S: 452 too many
                S: 354 go ahead
                C: x
                C: .
                S: 250 queued
                """);
        Receipt receipt = smtp.from("alice@example.org")
                .to(recipients)
                .to("last@example.net")
                .send(bytes("x"));
        assertThat(receipt.accepted()).hasSize(127);
        assertThat(receipt.accepted().get(recipients.get(126)).text()).isEqualTo("ok 126");
        assertThat(receipt.refused().get(Address.of("last@example.net")).isTransient())
                .isTrue();
    }

    @Test
    void aDraftBringsItsOwnEnvelope() throws IOException {
        SmtpSession smtp = over(
                PLAIN
                        + """
                C: MAIL FROM:<alice@example.org>
                S: 250 ok
                C: RCPT TO:<bob@example.net>
                S: 250 ok
                C: RCPT TO:<eve@example.net>
                S: 250 ok
                C: DATA
                S: 451 greylisted
                """);
        var draft = MailMessage.from(Address.of("Alice", "alice@example.org"))
                .to("bob@example.net")
                .bcc("eve@example.net")
                .text("x");
        assertThatThrownBy(() -> smtp.send(draft)).isInstanceOfSatisfying(MailRefused.class, e -> assertThat(
                        e.receipt().refused())
                .containsOnlyKeys(Address.of("bob@example.net"), Address.of("eve@example.net")));
    }
}
