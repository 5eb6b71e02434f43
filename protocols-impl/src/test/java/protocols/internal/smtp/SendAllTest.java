package protocols.internal.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Batch;
import protocols.Reply;
import protocols.Transcript;
import protocols.WireException;
import protocols.mail.Address;
import protocols.mail.MailMessage;
import protocols.smtp.Envelope;
import protocols.smtp.Mail;
import protocols.smtp.MailRefused;
import protocols.smtp.Receipt;
import protocols.smtp.Sent;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;

/** Many mails together: what becomes of each, also where the line breaks. */
class SendAllTest {

    private static final String HELLO =
            """
            S: 220 mx.example.org
            C: EHLO [127.0.0.1]
            S: 250-mx.example.org
            S: 250 PIPELINING
            """;
    private static final String FIRST =
            """
            C: MAIL FROM:<alice@example.org>
            C: RCPT TO:<bob@example.net>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 354 go ahead
            C: one
            C: .
            """;
    private static final String SECOND_IS_REFUSED =
            """
            C: MAIL FROM:<alice@example.org>
            C: RCPT TO:<eve@example.net>
            C: DATA
            S: 250 queued 1
            S: 250 ok
            S: 550 nobody
            S: 503 no valid recipients
            """;
    private static final String THIRD =
            """
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
            """;

    private static final String CUT_WITHIN_THE_FOURTH =
            """
            C: MAIL FROM:<alice@example.org>
            C: RCPT TO:<bob@example.net>
            C: DATA
            * closed by peer
            """;

    private final Mail one = mail("bob@example.net", "one");
    private final Mail two = mail("eve@example.net", "two");
    private final Mail three = mail("bob@example.net", "three");
    private final Mail four = mail("bob@example.net", "four");

    private static Mail mail(String to, String text) {
        return Mail.of(Envelope.of("alice@example.org", to), MailMessage.raw(text.getBytes(UTF_8)));
    }

    private static SmtpSession over(String dialogue) throws WireException {
        return Smtp.at("localhost").via(Transcript.parse(dialogue).replay()).connect();
    }

    @Test
    void aRefusedMailIsAFateAndKeepsNothingFromTheOthers() throws IOException {
        SmtpSession smtp = over(HELLO + FIRST + SECOND_IS_REFUSED + THIRD + "S: 250 queued 3\n");
        Batch<Mail, Receipt> batch = smtp.sendAll(List.of(one, two, three));

        assertThat(batch).extracting(Batch.Fate::key).containsExactly(one, two, three);
        assertThat(batch.done()).containsOnlyKeys(one, three);
        assertThat(batch.get(three).orElseThrow().reply()).isEqualTo(Reply.of("250", "queued 3"));
        assertThat(batch.isComplete()).isFalse();
        assertThat(batch.refused().get(two))
                .isInstanceOfSatisfying(
                        MailRefused.class, e -> assertThat(e.receipt().refused())
                                .containsEntry(Address.of("eve@example.net"), Reply.of("550", "nobody")))
                .hasMessageContaining("localhost:25")
                .hasMessageContaining("550 nobody");
        assertThatThrownBy(batch::orThrow).isInstanceOfSatisfying(MailRefused.class, e -> assertThat(e.batch())
                .isEqualTo(batch));
    }

    @Test
    void aMailThatTheServerCannotTakeIsAFateToo() throws IOException {
        Mail german = mail("bob@example.net", "Grüße");
        SmtpSession smtp = over(HELLO + FIRST + "S: 250 queued 1\n"
                + THIRD.replace("C: RSET\n", "").replace("S: 250 reset\n", "") + "S: 250 queued 3\n");
        Batch<Mail, Receipt> batch = smtp.sendAll(List.of(one, german, three));

        assertThat(batch).extracting(Batch.Fate::key).containsExactly(one, german, three);
        assertThat(batch.done()).containsOnlyKeys(one, three);
        assertThat(batch.refused().get(german))
                .isInstanceOf(WireException.Unsupported.class)
                .hasMessageContaining("8BITMIME");
    }

    @Test
    void theSameMailTwiceHasTwoFates() throws IOException {
        SmtpSession smtp = over(HELLO + FIRST
                + FIRST.replace("S: 250 ok\nS: 250 ok", "S: 250 queued 1\nS: 250 ok\nS: 250 ok") + "S: 250 queued 2\n");
        Batch<Mail, Receipt> batch = smtp.sendAll(List.of(one, one));
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.isComplete()).isTrue();
        assertThat(batch.done()).hasSize(1);
    }

    @Test
    void nothingToDoIsAnEmptyBatch() throws IOException {
        SmtpSession smtp = over(HELLO);
        assertThat(smtp.sendAll(List.of()).isEmpty()).isTrue();
        smtp.sendAll(List.of(), sent -> {
            throw new AssertionError("nothing was sent");
        });
    }

    @Test
    void aBrokenLineCarriesTheFatesSoFar() throws IOException {
        SmtpSession smtp = over(HELLO + FIRST + SECOND_IS_REFUSED + THIRD + CUT_WITHIN_THE_FOURTH);
        assertThatThrownBy(() -> smtp.sendAll(List.of(one, two, three, four)))
                .isInstanceOfSatisfying(WireException.OutcomeUnknown.class, e -> {
                    assertThat(e.batch().done()).hasToString("{" + one + "=250 queued 1 (taken for 1, refused for 0)}");
                    assertThat(List.<Object>copyOf(e.batch().refused().keySet()))
                            .containsExactly(two);
                    assertThat(List.<Object>copyOf(e.batch().unknown())).containsExactly(three);
                    assertThat(List.<Object>copyOf(e.batch().untried())).containsExactly(four);
                });
        assertThat(smtp.isOpen()).isFalse();
    }

    @Test
    void aLineThatBreaksWithinAnEnvelopeLeavesNoDoubt() throws IOException {
        SmtpSession smtp =
                over(HELLO + FIRST + "C: MAIL FROM:<alice@example.org>\nC: RCPT TO:<eve@example.net>\nC: DATA\n"
                        + "S: 250 queued 1\nS: 250 ok\n* closed by peer\n");
        assertThatThrownBy(() -> smtp.sendAll(List.of(one, two, three)))
                .isInstanceOfSatisfying(WireException.Hangup.class, e -> {
                    assertThat(e.batch().done()).hasSize(1);
                    assertThat(e.batch().unknown()).isEmpty();
                    assertThat(List.<Object>copyOf(e.batch().untried())).containsExactly(two, three);
                });
    }

    @Test
    void aFarewellAtTheEndOfAMailIsItsFate() throws IOException {
        SmtpSession smtp = over(HELLO + FIRST
                + "C: MAIL FROM:<alice@example.org>\nC: RCPT TO:<eve@example.net>\nC: DATA\n" + "S: 421 going down\n");
        assertThatThrownBy(() -> smtp.sendAll(List.of(one, two)))
                .isInstanceOfSatisfying(WireException.Refused.class, e -> {
                    assertThat(List.<Object>copyOf(e.batch().refused().keySet()))
                            .containsExactly(one);
                    assertThat(List.<Object>copyOf(e.batch().untried())).containsExactly(two);
                });
        assertThat(smtp.isOpen()).isFalse();
    }

    @Test
    void aReceiverIsToldWhatIsKnownAndTheErrorHasTheRest() throws IOException {
        SmtpSession smtp = over(HELLO + FIRST + SECOND_IS_REFUSED + THIRD + CUT_WITHIN_THE_FOURTH);
        List<Sent> told = new ArrayList<>();
        assertThatThrownBy(() -> smtp.sendAll(List.of(one, two, three, four), told::add))
                .isInstanceOfSatisfying(WireException.OutcomeUnknown.class, e -> {
                    assertThat(e.batch().done()).isEmpty();
                    assertThat(List.<Object>copyOf(e.batch().unknown())).containsExactly(three);
                    assertThat(List.<Object>copyOf(e.batch().untried())).containsExactly(four);
                });
        assertThat(told).extracting(Sent::mail).containsExactly(one, two);
        assertThat(told).extracting(sent -> sent.receipt().isSent()).containsExactly(true, false);
    }
}
