package protocols.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.EnhancedStatus;
import protocols.Protocol;
import protocols.Reply;
import protocols.Tls;
import protocols.mail.Address;
import protocols.mail.MailMessage;
import protocols.spi.CoreFriend;

class SmtpValuesTest {

    @Test
    void thePortSaysWhereTlsBegins() {
        Smtp smtp = Smtp.at("mail.example.org");
        assertThat(smtp.port()).isEqualTo(25);
        assertThat(smtp.tls()).isEqualTo(Tls.NONE);
        assertThat(smtp.port(587).tls()).isEqualTo(Tls.UPGRADE);
        assertThat(smtp.port(465).tls()).isEqualTo(Tls.IMPLICIT);
        assertThat(smtp.tls(Tls.UPGRADE).port()).isEqualTo(587);
        assertThat(CoreFriend.get().settings(smtp).protocol()).isEqualTo(Protocol.SMTP);
    }

    @Test
    void withersKeepWhatWasSaidBefore() {
        Smtp smtp = Smtp.at("mail.example.org")
                .helo("client.example")
                .withoutPipelining()
                .port(587);
        assertThat(smtp.helo()).isEqualTo("client.example");
        assertThat(smtp.pipelining()).isFalse();
        assertThat(smtp.port()).isEqualTo(587);
    }

    @Test
    void theNameOfEhloIsADomainOrAnAddressLiteral() {
        assertThat(Smtp.at("a").helo("[IPv6:2001:db8::1]").helo()).isEqualTo("[IPv6:2001:db8::1]");
        for (String wrong : List.of("", "a b", "a\r\nQUIT", "ä.example", "a".repeat(256))) {
            assertThatThrownBy(() -> Smtp.at("a").helo(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anEnvelopeHoldsEachMailboxOnceAndNoNames() {
        Envelope envelope = Envelope.of(Address.of("Alice", "alice@example.org"), List.of())
                .to("bob@example.net", "eve@example.net")
                .to(List.of(Address.of("Bob", "bob@example.net")));
        assertThat(envelope.sender()).contains(Address.of("alice@example.org"));
        assertThat(envelope.recipients()).containsExactly(Address.of("bob@example.net"), Address.of("eve@example.net"));
        assertThat(envelope).isEqualTo(Envelope.of("alice@example.org", "bob@example.net", "eve@example.net"));
    }

    @Test
    void anotherSenderKeepsTheRecipients() {
        Envelope envelope = Envelope.of(MailMessage.from("a@example.org").to("b@example.net"));
        assertThat(envelope.from("bounces@example.org"))
                .hasToString("bounces@example.org -> [b@example.net]")
                .isEqualTo(Envelope.of("bounces@example.org", "b@example.net"));
        assertThat(envelope.from("")).hasToString("<> -> [b@example.net]");
        assertThat(envelope.from(Address.of("C", "c@example.org")).sender()).contains(Address.of("c@example.org"));
    }

    @Test
    void theNullReversePathIsASenderOfNobody() {
        assertThat(Envelope.of("").sender()).isEmpty();
    }

    @Test
    void whatIsNoMailboxNeverEntersAnEnvelope() {
        Address odd = Address.read("", "a", "evil>\r\nRSET");
        assertThatThrownBy(() -> Envelope.of(odd, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Envelope.of("").to(List.of(odd))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Envelope.of("").to("a@good.example> SIZE=1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMailGoesToSomebody() {
        assertThatThrownBy(() -> Mail.of(Envelope.of("a@example.org"), MailMessage.raw(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
        Mail mail =
                Mail.of(MailMessage.from("a@example.org").to("b@example.org").bcc("c@example.org"));
        assertThat(mail.envelope().recipients())
                .containsExactly(Address.of("b@example.org"), Address.of("c@example.org"));
    }

    @Test
    void theWithersOfAMailKeepTheOtherHalf() {
        Mail mail = Mail.of(MailMessage.from("a@example.org").to("b@example.org"));
        MailMessage other = MailMessage.raw(new byte[0]);
        assertThat(mail.message(other)).isEqualTo(Mail.of(mail.envelope(), other));
        Envelope elsewhere = mail.envelope().to("c@example.org");
        assertThat(mail.envelope(elsewhere).message()).isSameAs(mail.message());
        assertThat(mail.envelope(elsewhere))
                .isNotEqualTo(mail)
                .hasToString("a@example.org -> [b@example.org, c@example.org]");
        assertThatThrownBy(() -> mail.envelope(Envelope.of(""))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReceiptIsCompleteWhenNobodyWasRefused() {
        Address bob = Address.of("bob@example.org");
        Address eve = Address.of("eve@example.org");
        Reply ok = Reply.of("250", "ok");
        Receipt nobody = Receipt.of(Reply.of("250", "queued"));
        assertThat(nobody.isComplete()).isFalse();
        assertThat(nobody.accepted(bob, ok).isComplete()).isTrue();
        assertThat(nobody.refused(eve, ok).isSent()).isFalse();
        Receipt both = nobody.accepted(bob, ok).refused(eve, Reply.of("550", "no"));
        assertThat(both.isComplete()).isFalse();
        assertThat(both.isSent()).isTrue();
        assertThat(both.accepted()).containsOnlyKeys(bob);
        assertThat(both.refused()).containsOnlyKeys(eve);
        assertThat(both).hasToString("250 queued (taken for 1, refused for 1)");
        assertThat(both)
                .isEqualTo(Receipt.of(both.reply())
                        .refused(eve, Reply.of("550", "no"))
                        .accepted(bob, ok));
        assertThat(Sent.of(Mail.of(Envelope.of("").to("bob@example.org"), MailMessage.raw(new byte[0])), both))
                .hasToString("<> -> [bob@example.org]: " + both);
    }

    @Test
    void aMailThatWasRefusedCarriesItsReceipt() {
        Receipt receipt =
                Receipt.of(Reply.of("451", "later")).refused(Address.of("b@example.org"), Reply.of("451", "x"));
        MailRefused refused = MailRefused.of(receipt);
        assertThat(refused.receipt()).isSameAs(receipt);
        assertThat(refused.isTransient()).isTrue();
        assertThat(refused.reply().text()).isEqualTo("later");
    }

    @Test
    void anEnhancedStatusStandsAtTheStartOfTheText() {
        assertThat(Reply.of("550", "5.1.1 No such user").enhancedStatus()).contains(new EnhancedStatus(5, 1, 1));
        assertThat(Reply.of("250", "2.0.100").enhancedStatus()).contains(new EnhancedStatus(2, 0, 100));
        for (String none : List.of("", "No such user", "5.1", "5.1.1x", "5.1000.1 x", "4.1.1 at odds", "5..1 x")) {
            assertThat(Reply.of("550", none).enhancedStatus()).as(none).isEmpty();
        }
    }
}
