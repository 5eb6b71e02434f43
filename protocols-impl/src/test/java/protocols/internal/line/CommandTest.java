package protocols.internal.line;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Protocol;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.internal.reply.TestSettings;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;

class CommandTest {

    private static Link link(String dialogue) throws WireException {
        return Opening.begin(TestSettings.over(Protocol.SMTP, Transcript.parse(dialogue)), link -> link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nQUIT", "a\0b"})
    void aLineEndIsRefusedInEveryPart(String hostile) {
        Command command = Command.of("X");
        assertThatThrownBy(() -> Command.of(hostile)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> command.raw(hostile)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> command.arg(hostile)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> command.arg(hostile, US_ASCII)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> command.text(hostile)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> command.text(hostile.getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> command.secret(Secret.of(hostile)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(hostile);
    }

    @Test
    void aCharacterThatLosesItsUpperByteCannotBecomeALineEnd() {
        assertThatThrownBy(() -> Command.of("X").raw("a\u010aQUIT")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anArgumentIsNotChangedToFitItsCharset() {
        assertThatThrownBy(() -> Command.of("X").arg("caf\u00e9", US_ASCII))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCommandIsSentOnce() throws Exception {
        Link link = link("C: NOOP\nS: 250 ok\n");
        Command noop = Command.of("NOOP");
        noop.writeTo(link);
        assertThatThrownBy(() -> noop.writeTo(link)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSecretPrintsNowhere() throws Exception {
        Link link = link("C: PASS ********\nS: 250 ok\n");
        Command pass = Command.of("PASS").raw(" ").secret(Secret.of("sesame-open"));
        assertThat(pass).hasToString("PASS ********\\");
        pass.writeTo(link);
        assertThat(link.recorder().transcript().toString()).contains("C: PASS ********\n");
        assertThat(pass.toString()).doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "\0alice\0", "\0bob\0"})
    void aSecretThatThePeerRepeatsInBase64IsNotRecordedWhateverStandsBeforeIt(String before) throws Exception {
        Link link = link("C: PASS ********\n");
        Command.of("PASS").raw(" ").secret(Secret.of("sesame-open")).writeTo(link);
        byte[] echoed = ("535 " + Base64.getEncoder().encodeToString((before + "sesame-open").getBytes(UTF_8)) + "\r\n")
                .getBytes(UTF_8);
        link.recorder().said(1, Transcript.Side.SERVER, echoed, 0, echoed.length);
        String inside =
                Base64.getEncoder().withoutPadding().encodeToString(("xyz" + before + "sesame-open").getBytes(UTF_8));
        String tail = inside.substring(inside.length() - 9, inside.length() - 2);
        assertThat(link.recorder().transcript().toString()).contains("S: 535 ").doesNotContain(tail);
    }
}
