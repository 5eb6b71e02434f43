package protocols.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Protocol.Transport;
import protocols.Transcript;
import protocols.dns.DnsFlag;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSection;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Question;
import protocols.dns.RecordClass;
import protocols.dns.RecordType;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** Questions and answers of DNS as {@code dig} prints them. */
class DigTextTest {

    private static final byte[] ASKED =
            Message.query(Name.of("example.org"), RecordType.MX).id(4711).encode();

    @Test
    void aQuestionHasANameAClassAndAType() {
        for (String line : List.of("example.org. IN MX", ";example.org.\t\tIN\tMX", "; example.org.  IN   MX")) {
            assertThat(DigText.isQuestion(line)).as(line).isTrue();
            assertThat(DigText.question(line))
                    .isEqualTo(new Question(Name.of("example.org"), RecordType.MX, RecordClass.IN));
        }
        assertThat(DigText.question("version.bind. CH TXT").recordClass()).isEqualTo(RecordClass.CH);
        for (String line :
                List.of("", "EHLO x", "example.org. MX", "example.org. IN NOTHING", "a b IN MX", "QUIT IN in")) {
            assertThat(DigText.isQuestion(line)).as(line).isFalse();
        }
        assertThatThrownBy(() -> DigText.question("a..b IN MX"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a..b IN MX");
    }

    @Test
    void theRecordsStandInTheirSections() throws Exception {
        Message answer = answer(
                true,
                ";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1",
                ";; flags: qr aa ad; QUERY: 1, ANSWER: 1",
                "example.org. 60 IN MX 10 mx.example.org.",
                ";; AUTHORITY SECTION:",
                "example.org. 60 IN NS ns.example.org.",
                ";; ADDITIONAL SECTION:",
                "mx.example.org. 60 IN A 192.0.2.1",
                "mx.example.org. 60 IN A 192.0.2.2");
        assertThat(answer.id()).isEqualTo(4711);
        assertThat(answer.rcode()).hasToString("NXDOMAIN");
        assertThat(answer.has(DnsFlag.AA)).isTrue();
        assertThat(answer.has(DnsFlag.AD)).isTrue();
        assertThat(answer.answers()).hasSize(1);
        assertThat(answer.section(DnsSection.AUTHORITY)).hasSize(1);
        assertThat(answer.section(DnsSection.ADDITIONAL)).hasSize(2);
    }

    @Test
    void aTruncatedAnswerIsWholeOverTcp() throws Exception {
        String[] lines = {";; flags: qr tc", "example.org. 60 IN MX 10 mx."};
        assertThat(answer(false, lines).has(DnsFlag.TC)).isTrue();
        assertThat(answer(false, lines).answers()).isEmpty();
        assertThat(answer(true, lines).has(DnsFlag.TC)).isFalse();
        assertThat(answer(true, lines).answers()).hasSize(1);
    }

    @Test
    void aLineThatSaysNothingOfDnsIsNamed() {
        for (String line :
                List.of("hello", "example.org. 60 IN A 1.2.3", ";; status: WHAT", ";; status:", "example.org. IN MX")) {
            assertThatThrownBy(() -> new DigText().add(line))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(line);
        }
        assertThatThrownBy(() -> Transcript.parse("* connected dns\nC: a. IN MX\nS: hello\n")
                        .replay())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hello");
    }

    @Test
    void anAnswerThatNoMessageHoldsIsRefusedBeforeAnybodyAsks() {
        String text = "S: a. 60 IN TXT " + "\"" + "x".repeat(250) + "\" ";
        String script = "* connected dns\nC: a. IN TXT\n" + (text.repeat(1) + "\n").repeat(300);
        assertThatThrownBy(() -> Transcript.parse(script).replay())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a. IN TXT");
    }

    @Test
    void aBackslashOfARecordIsWrittenTwiceInATranscript() throws Exception {
        String script = "* connected dns\nC: a. IN TXT\nS: a. 60 IN TXT \"say \\\\\"hi\\\\\"\"\n";
        Wire wire = Transcript.parse(script).replay().open(new Endpoint("a", 53, Transport.UDP), Deadline.NEVER);
        wire.write(ByteBuffer.wrap(Message.query(Name.of("a"), RecordType.TXT).encode()), Deadline.NEVER);
        ByteBuffer answer = ByteBuffer.allocate(512);
        wire.read(answer, Deadline.NEVER);
        assertThat(Message.decode(answer.flip()).section(DnsSection.ANSWER))
                .containsExactly(DnsRecord.parse("a. 60 IN TXT \"say \\\"hi\\\"\""));
    }

    @Test
    void aQuestionAsTextAndOneAsBytesMayStandOnOneConnection() {
        Transcript script = Transcript.parse("* connected dns\nC: a. IN MX\nC: \\x00\\x01\nS: \\x00\\x01\n");
        assertThat(script.replay()).isNotNull();
    }

    private static Message answer(boolean stream, String... lines) throws Exception {
        DigText text = new DigText();
        for (String line : lines) {
            text.add(line);
        }
        return Message.decode(text.answer(ASKED, stream));
    }
}
