package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;

class FtpNameTest {

    @Test
    void anyBytesComeBackAsTheyWere() {
        Random random = new Random(2640);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertThat(FtpName.encode(FtpName.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void utf8IsPlainText() {
        String name = "na\u00efve \ufffd \u6f22\u5b57 \ud83d\ude00";
        assertThat(FtpName.decode(name.getBytes(StandardCharsets.UTF_8))).isEqualTo(name);
        assertThat(FtpName.isText(name)).isTrue();
    }

    @Test
    void bytesThatAreNotUtf8BecomeUnpairedSurrogates() {
        assertThat(FtpName.decode(new byte[] {'a', (byte) 0xe9, 'b'})).isEqualTo("a\udce9b");
        assertThat(FtpName.decode(new byte[] {(byte) 0xc0, (byte) 0xaf})).isEqualTo("\udcc0\udcaf");
        assertThat(FtpName.isText("a\udce9b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd800, 0xdbff, 0xdc00, 0xdc0a, 0xdc0d, 0xdc2f, 0xdc7f, 0xdd00, 0xdfff})
    void noOtherSurrogateIsAByte(int unit) {
        assertThatThrownBy(() -> FtpName.encode("a" + (char) unit)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "..\\x",
                "C:",
                "C:x",
                "x:stream",
                "nul",
                "NUL.txt",
                "con",
                "Aux.tar.gz",
                "com1",
                "LPT9.x",
                "com\u00b9",
                "CON .txt",
                "conin$",
                "x.",
                "x ",
                "...",
                "   ",
                "a\0b",
                "a\nb",
                "a\u001bb",
                "caf\udce9"
            })
    void aNameThatIsNotOneFileNameIsRefused(String name) {
        Path directory = Path.of("downloads");
        assertThatThrownBy(() -> FtpName.safeFileName(name)).isInstanceOf(WireException.Insecure.class);
        assertThatThrownBy(() -> FtpName.resolveUnder(directory, name)).isInstanceOf(WireException.Insecure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README",
                ".profile",
                "..hidden",
                "a..b",
                " x",
                "a b;c|d",
                "console.txt",
                "com",
                "com10",
                "nulls",
                "~root",
                "-rf",
                "%2e%2e%2f",
                "$HOME"
            })
    void anOddNameThatIsOneFileNameStaysAsItIs(String name) throws WireException {
        Path directory = Path.of("downloads");
        assertThat(FtpName.safeFileName(name)).isEqualTo(name);
        assertThat(FtpName.resolveUnder(directory, name))
                .isEqualTo(directory.toAbsolutePath().resolve(name));
    }

    @Test
    void theReasonIsSafeToShow() {
        assertThatThrownBy(() -> FtpName.safeFileName("\u001b[2J")).hasMessageContaining("\\x1b[2J");
    }
}
