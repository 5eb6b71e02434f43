package protocols.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import protocols.dns.DnsRecord;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.RecordType;

/** A recorded answer of DNS as an answer to today's question. */
class EchoTest {

    private static final byte[] RECORDED = query("example.org", 1);
    private static final byte[] ASKED = query("eXamPle.ORg", 4711);

    @Test
    void theIdAndTheLettersAreTodays() throws Exception {
        byte[] answer = Message.decode(RECORDED)
                .reply()
                .answer(DnsRecord.parse("example.org. 60 IN A 192.0.2.1"))
                .encode();
        Message echo = Message.decode(Echo.of(answer, RECORDED, ASKED));
        assertThat(echo.id()).isEqualTo(4711);
        assertThat(new String(Echo.of(answer, RECORDED, ASKED), 12, 12, StandardCharsets.ISO_8859_1))
                .isEqualTo("\u0007eXamPle\u0003ORg");
        assertThat(echo.answers().get(0).name().toString()).isEqualToIgnoringCase("example.org.");
    }

    @Test
    void anIdThatWasNotTheQuestionsStaysWrong() {
        byte[] forged = query("example.org", 2);
        assertThat(Echo.of(forged, RECORDED, ASKED)[1]).isEqualTo((byte) 2);
    }

    @Test
    void signsThatAreNoLettersStay() {
        byte[] recorded = query("a[b.example", 1);
        byte[] other = query("a{b.example", 1);
        assertThat(Echo.of(recorded, recorded, other))
                .as("[ and { differ by the same bit as letters do")
                .isEqualTo(recorded);
    }

    @Test
    void whatIsNoMessageComesBackAsItWas() {
        for (int length = 0; length < 14; length++) {
            byte[] piece = new byte[length];
            assertThat(Echo.of(piece, piece, ASKED)).hasSize(length);
            assertThat(Echo.of(RECORDED, piece, ASKED)).hasSameSizeAs(RECORDED);
        }
    }

    private static byte[] query(String name, int id) {
        return Message.query(Name.of(name), RecordType.A).id(id).encode();
    }
}
