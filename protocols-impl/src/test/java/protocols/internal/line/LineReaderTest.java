package protocols.internal.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Protocol;
import protocols.Transcript;
import protocols.WireException;
import protocols.internal.line.LineReader.Quirk;
import protocols.internal.reply.TestSettings;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.spi.CoreFriend;

class LineReaderTest {

    private static Link link(String... pieces) throws WireException {
        StringBuilder dialogue = new StringBuilder();
        for (String piece : pieces) {
            byte[] bytes = piece.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            dialogue.append("S: ")
                    .append(CoreFriend.get().escapePart(bytes, 0, bytes.length))
                    .append("\\\n");
        }
        return Opening.begin(
                TestSettings.over(Protocol.SMTP, Transcript.parse(dialogue + "* closed by peer\n")), link -> link);
    }

    private static LineReader strict(Link link) {
        return new LineReader(link, EnumSet.noneOf(Quirk.class));
    }

    private static LineReader lax(Link link) {
        return new LineReader(link, EnumSet.allOf(Quirk.class));
    }

    @Test
    void lineAfterLineByteByByte() throws Exception {
        LineReader lines = strict(link("one\r\n\r\ntwo\r\n".split("")));
        assertThat(lines.read(3)).hasToString("one");
        assertThat(lines.read(3)).hasToString("");
        assertThat(lines.read(3)).hasToString("two");
        assertThatThrownBy(() -> lines.read(3)).isInstanceOf(WireException.Hangup.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 8190, 8192, 20_000, 65_536})
    void theLimitIsMetAndNotPassed(int limit) throws Exception {
        String line = "x".repeat(limit);
        assertThat(strict(link(line, "\r", "\n")).read(limit).length()).isEqualTo(limit);
        assertThat(lax(link(line, "\n")).read(limit).length()).isEqualTo(limit);
        assertThat(lax(link(line)).read(limit).length()).isEqualTo(limit);
        assertThatThrownBy(() -> strict(link(line + "x\r\n")).read(limit))
                .isInstanceOf(WireException.LimitExceeded.class);
        assertThatThrownBy(() -> lax(link(line + "x\n")).read(limit)).isInstanceOf(WireException.LimitExceeded.class);
        assertThatThrownBy(() -> lax(link(line + "x")).read(limit)).isInstanceOf(WireException.LimitExceeded.class);
    }

    @Test
    void aBareLineFeedEndsALineOnlyWhereThatIsSaid() throws Exception {
        assertThat(lax(link("one\ntwo\r\n")).read(9)).hasToString("one");
        assertThatThrownBy(() -> strict(link("one\ntwo\r\n")).read(9)).isInstanceOf(WireException.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o\rne\r\n", "one\r\r\n", "\r\r\n"})
    void aBareCarriageReturnIsTextOnlyWhereThatIsSaid(String line) throws Exception {
        assertThat(lax(link(line)).read(9).toString() + "\r\n").isEqualTo(line);
        assertThatThrownBy(() -> strict(link(line)).read(9)).isInstanceOf(WireException.Malformed.class);
    }

    @Test
    void theEndOfTheStreamEndsALineOnlyWhereThatIsSaid() throws Exception {
        assertThat(lax(link("la", "st")).read(9)).hasToString("last");
        assertThatThrownBy(() -> strict(link("la", "st")).read(9))
                .isInstanceOf(WireException.Hangup.class)
                .hasMessageContaining("in the middle of a line");
    }
}
