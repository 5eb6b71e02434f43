package protocols.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import protocols.EnhancedStatus;
import protocols.Protocol;
import protocols.Reply;
import protocols.Tls;
import protocols.mail.Address;
import protocols.mail.MailMessage;

class SmtpValuesTest {

    @Test
    void thePortSaysWhereTlsBegins() {
        Smtp smtp = Smtp.at("mail.example.org");
        assertThat(smtp.settings().port()).isEqualTo(25);
        assertThat(smtp.settings().tls()).isEqualTo(Tls.NONE);
        assertThat(smtp.port(587).settings().tls()).isEqualTo(Tls.UPGRADE);
        assertThat(smtp.port(465).settings().tls()).isEqualTo(Tls.IMPLICIT);
        assertThat(smtp.tls(Tls.UPGRADE).settings().port()).isEqualTo(587);
        assertThat(smtp.settings().protocol()).isEqualTo(Protocol.SMTP);
    }

    @Test
    void withersKeepWhatWasSaidBefore() {
        Smtp smtp = Smtp.at("mail.example.org")
                .helo("client.example")
                .withoutPipelining()
                .port(587);
        assertThat(smtp.helo()).isEqualTo("client.example");
        assertThat(smtp.pipelining()).isFalse();
        assertThat(smtp.settings().port()).isEqualTo(587);
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
        Envelope envelope = Envelope.from(Address.of("Alice", "alice@example.org"))
                .to("bob@example.net", "eve@example.net")
                .to(List.of(Address.of("Bob", "bob@example.net")));
        assertThat(envelope.sender()).contains(Address.of("alice@example.org"));
        assertThat(envelope.recipients()).containsExactly(Address.of("bob@example.net"), Address.of("eve@example.net"));
        assertThat(envelope.needsUtf8()).isFalse();
        assertThat(envelope.to("ü@example.net").needsUtf8()).isTrue();
    }

    @Test
    void theNullReversePathIsASenderOfNobody() {
        assertThat(Envelope.from("").sender()).isEmpty();
    }

    @Test
    void whatIsNoMailboxNeverEntersAnEnvelope() {
        Address odd = Address.read("", "a", "evil>\r\nRSET");
        assertThatThrownBy(() -> Envelope.from(odd)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Envelope.from("").to(List.of(odd))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Envelope.from("").to("a@good.example> SIZE=1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMailGoesToSomebody() {
        assertThatThrownBy(() -> new Mail(Envelope.from("a@example.org"), MailMessage.raw(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
        Mail mail =
                Mail.of(MailMessage.from("a@example.org").to("b@example.org").bcc("c@example.org"));
        assertThat(mail.envelope().recipients())
                .containsExactly(Address.of("b@example.org"), Address.of("c@example.org"));
    }

    @Test
    void aReceiptIsCompleteWhenNobodyWasRefused() {
        Map<Address, Reply> some = Map.of(Address.of("a@example.org"), Reply.of("250", "ok"));
        Reply reply = Reply.of("250", "queued");
        assertThat(new Receipt(some, Map.of(), reply).isComplete()).isTrue();
        assertThat(new Receipt(some, some, reply).isComplete()).isFalse();
        assertThat(new Receipt(some, some, reply).isSent()).isTrue();
        assertThat(new Receipt(Map.of(), some, reply).isSent()).isFalse();
        assertThat(new Receipt(Map.of(), Map.of(), reply).isComplete()).isFalse();
    }

    @Test
    void extensionsAreReadAsTheServersWriteThem() {
        Extensions extensions = Extensions.of(new Reply(
                "250", List.of("mx.example.org PIPELINING", "size 1000", "", "AUTH=PLAIN", "X-Y a b", "SIZE")));
        assertThat(extensions.has("PIPELINING"))
                .as("the greeting is no keyword")
                .isFalse();
        assertThat(extensions.size()).hasValue(1000);
        assertThat(extensions.mechanisms()).containsExactly("PLAIN");
        assertThat(extensions.parameters("x-y")).containsExactly("a", "b");
        assertThat(extensions.parameters("none")).isEmpty();
        for (String odd : List.of("SIZE 0", "SIZE", "SIZE x", "SIZE 99999999999999999999")) {
            assertThat(Extensions.of(new Reply("250", List.of("mx", odd))).size())
                    .as(odd)
                    .isEmpty();
        }
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
