package protocols.internal.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Protocol;
import protocols.Transcript;
import protocols.WireException;
import protocols.internal.reply.TestSettings;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.spi.CoreFriend;

/** The dots that end a body, at every split; what only looks like the end ends nothing (SMTP smuggling). */
class DotBodyTest {

    private static Link saying(String... pieces) throws WireException {
        StringBuilder dialogue = new StringBuilder();
        for (String piece : pieces) {
            byte[] bytes = piece.getBytes(ISO_8859_1);
            dialogue.append("S: ")
                    .append(CoreFriend.get().escapePart(bytes, 0, bytes.length))
                    .append("\\\n");
        }
        return Opening.begin(
                TestSettings.over(Protocol.POP3, Transcript.parse(dialogue + "* closed by peer\n")), link -> link);
    }

    private static String read(Link link) throws Exception {
        return new String(new DotBody(link, "RETR").readAllBytes(), ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".\r\n",
                "a\r\n.\r\n",
                "..\r\n.\r\n",
                "..a\r\n...\r\n\r\n.\r\n",
                "a\n.\nb\r\n.\r\n",
                "a\n.\r\nb\r\n.\r\n",
                "a\r.\r\nb\r\n.\r\n",
                "a\r\n.\rb\r\n.\r\n"
            })
    void everySplitGivesTheSameBody(String wire) throws Exception {
        String body = unstuffed(wire);
        for (int cut = 1; cut < wire.length(); cut++) {
            assertThat(read(saying(wire.substring(0, cut), wire.substring(cut))))
                    .isEqualTo(body);
        }
        assertThat(read(saying(wire.split("")))).isEqualTo(body);
    }

    /** By the letter of RFC 1939 section 3, on the whole text. */
    private static String unstuffed(String wire) {
        String lines = wire.substring(0, wire.length() - 3);
        return (lines.startsWith(".") ? lines.substring(1) : lines).replace("\r\n.", "\r\n");
    }

    @Test
    void aBodyThatBreaksOffIsNoBody() {
        assertThatThrownBy(() -> read(saying("a\r\n."))).isInstanceOf(WireException.Hangup.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\r\n", ".", "..\r\n.", "a\n.\nb", "a\r.\rb", "a\r\n.\r\nb", "a\n.\r\nb", "\r\n"})
    void whatIsSentCanBeReadAgainAndEndsNowhereElse(String text) throws Exception {
        String normal = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        String whole = normal.isEmpty() || normal.endsWith("\r\n") ? normal : normal + "\r\n";
        String stuffed = (whole.startsWith(".") ? "." : "") + whole.replace("\r\n.", "\r\n..") + ".\r\n";
        byte[] bytes = stuffed.getBytes(ISO_8859_1);
        String said = "C: " + CoreFriend.get().escapePart(bytes, 0, bytes.length) + "\\\n";
        for (int cut = 0; cut <= text.length(); cut++) {
            Link link = Opening.begin(TestSettings.over(Protocol.SMTP, Transcript.parse(said)), opened -> opened);
            DotOutput out = new DotOutput(link);
            out.write(text.substring(0, cut).getBytes(ISO_8859_1));
            out.write(text.substring(cut).getBytes(ISO_8859_1));
            out.finish();
            link.out().flush();
        }
        assertThat(read(saying(stuffed))).isEqualTo(whole);
    }
}
