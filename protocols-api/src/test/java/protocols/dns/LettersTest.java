package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.spi.DnsFriend;

/** Letters that were mixed for a question (draft-vixie-dnsext-dns0x20) never show in the data. */
class LettersTest {

    private static final Name ASKED = Name.of("www.Dname.example");
    private static final Name MIXED = Name.of("wWw.dNAmE.eXaMPLe");

    private static Message unmixed(DnsRecord... answers) throws Exception {
        byte[] response = Message.query(MIXED, RecordType.A)
                .set(DnsFlag.QR)
                .answer(answers)
                .encode();
        return DnsFriend.get().unmixed(response, ASKED);
    }

    private static List<String> lines(Message message) {
        return message.section(DnsSection.ANSWER).stream()
                .map(one -> one.toString().replaceAll("\\s+", " "))
                .toList();
    }

    @Test
    void aNameThatPointsToTheQuestionHasTheLettersOfTheCaller() throws Exception {
        Message message = unmixed(DnsRecord.parse("wWw.dNAmE.eXaMPLe. 60 IN A 192.0.2.1"));
        assertThat(message.question()).hasToString("Optional[www.Dname.example. IN A]");
        assertThat(lines(message)).containsExactly("www.Dname.example. 60 IN A 192.0.2.1");
    }

    /** The CNAME record that a server makes of a DNAME takes labels of the question along (RFC 6672 section 3.1). */
    @Test
    void soHasOneOfWhichTheServerTookSomeLabels() throws Exception {
        Message message = unmixed(
                DnsRecord.parse("dNAmE.eXaMPLe. 60 IN DNAME other.test."),
                DnsRecord.parse("wWw.dNAmE.eXaMPLe. 60 IN CNAME wWw.other.test."),
                DnsRecord.parse("wWw.other.test. 60 IN A 192.0.2.1"));
        assertThat(lines(message))
                .containsExactly(
                        "Dname.example. 60 IN DNAME other.test.",
                        "www.Dname.example. 60 IN CNAME www.other.test.",
                        "www.other.test. 60 IN A 192.0.2.1");
    }

    @Test
    void soHasOneInDataThatIsNotCompressed() throws Exception {
        Message message = unmixed(
                DnsRecord.parse("wWw.dNAmE.eXaMPLe. 60 IN SRV 1 2 3 wWw.dNAmE.eXaMPLe."),
                DnsRecord.parse("wWw.dNAmE.eXaMPLe. 60 IN KX 1 a.eXaMPLe."),
                DnsRecord.parse("wWw.dNAmE.eXaMPLe. 60 IN NSEC a.dNAmE.eXaMPLe. A"));
        assertThat(lines(message))
                .containsExactly(
                        "www.Dname.example. 60 IN SRV 1 2 3 www.Dname.example.",
                        "www.Dname.example. 60 IN KX 1 a.example.",
                        "www.Dname.example. 60 IN NSEC a.Dname.example. A");
    }

    @Test
    void theLettersOfTheZoneStay() throws Exception {
        Message message = unmixed(
                DnsRecord.parse("wWw.dNAmE.eXaMPLe. 60 IN CNAME WWW.Mail.EXAMPLE.Net."),
                DnsRecord.parse("WWW.Mail.EXAMPLE.Net. 60 IN TXT \"wWw.dNAmE.eXaMPLe\""));
        assertThat(lines(message))
                .containsExactly(
                        "www.Dname.example. 60 IN CNAME WWW.Mail.EXAMPLE.Net.",
                        "WWW.Mail.EXAMPLE.Net. 60 IN TXT \"wWw.dNAmE.eXaMPLe\"");
    }

    @Test
    void aResponseToAnotherNameIsLeftAsItIs() throws Exception {
        byte[] response =
                Message.query(Name.of("oTHer"), RecordType.A).set(DnsFlag.QR).encode();
        assertThat(DnsFriend.get().unmixed(response, ASKED).question()).hasToString("Optional[oTHer. IN A]");
    }
}
