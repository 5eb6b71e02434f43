package protocols.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelnetValuesTest {

    @ParameterizedTest
    @CsvSource({
        "0, BINARY",
        "1, ECHO",
        "3, SGA",
        "5, STATUS",
        "6, TIMING-MARK",
        "24, TTYPE",
        "25, EOR",
        "31, NAWS",
        "32, TSPEED",
        "34, LINEMODE",
        "39, NEW-ENVIRON",
        "42, CHARSET",
        "86, COMPRESS2",
        "255, OPTION-255"
    })
    void anOptionKnowsItsRegisteredName(int code, String name) {
        assertThat(TelnetOption.of(code)).hasToString(name).isSameAs(TelnetOption.of(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256})
    void anOptionIsOneByte(int code) {
        assertThatIllegalArgumentException().isThrownBy(() -> TelnetOption.of(code));
    }

    @ParameterizedTest
    @CsvSource({"NOP, 241", "DM, 242", "BRK, 243", "IP, 244", "AO, 245", "AYT, 246", "EC, 247", "EL, 248", "GA, 249"})
    void aCommandHasTheCodeOfRfc854(TelnetCommand command, int code) {
        assertThat(command.code()).isEqualTo(code);
        assertThat(TelnetCommand.of(code)).contains(command);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 235, 240, 250, 251, 252, 253, 254, 255})
    void theFrameIsNoCommand(int code) {
        assertThat(TelnetCommand.of(code)).isEmpty();
    }

    @Test
    void goAheadAndEndOfRecordEndAPrompt() {
        assertThat(TelnetCommand.values())
                .filteredOn(TelnetCommand::endsPrompt)
                .containsExactly(TelnetCommand.EOR, TelnetCommand.GA);
    }

    @Test
    void aTerminalIsDumbAnd80By24UnlessToldOtherwise() {
        assertThat(TerminalType.DUMB).isEqualTo(TerminalType.of("dumb", 80, 24));
        assertThat(TerminalType.DUMB.types("xterm-256color", "xterm").size(0, 65535))
                .isEqualTo(TerminalType.of("xterm", 0, 65535).types("xterm-256color", "xterm"))
                .hasToString("xterm-256color, xterm 0x65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-froot",
                " xterm",
                "xterm\n",
                "xt\u00e9rm",
                "x\u007f",
                "\u00ff",
                "a1234567890123456789012345678901234567890"
            })
    void aTypeThatIsNoNameIsRefused(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> TerminalType.of(type, 80, 24));
    }

    @Test
    void aTypeOf40CharactersIsTaken() {
        assertThat(TerminalType.of("a".repeat(40), 80, 24).types()).containsExactly("a".repeat(40));
    }

    @ParameterizedTest
    @CsvSource({"-1, 24", "80, -1", "65536, 24", "80, 65536"})
    void aSizeBeyond16BitsIsRefused(int width, int height) {
        assertThatIllegalArgumentException().isThrownBy(() -> TerminalType.of("xterm", width, height));
    }

    @Test
    void aMatchIsAValue() {
        Match match = Match.of(1, "up\r\n", "$ ", List.of("x"));
        assertThat(match).isEqualTo(Match.of(1, "up\r\n", "$ ", List.of("x"))).hasSameHashCodeAs(match);
        assertThat(match)
                .isNotEqualTo(Match.of(0, "up\r\n", "$ ", List.of("x")))
                .isNotEqualTo(Match.of(1, "up\r\n", "$ ", List.of()));
        assertThat(match).hasToString("1: \"$ \" after \"up\\x0d\\x0a\"");
    }

    @Test
    void anExpectationIsAValue() {
        assertThat(Expectation.text("\n")).isEqualTo(Expectation.text("\n")).isNotEqualTo(Expectation.line());
        Pattern pattern = Pattern.compile("a");
        assertThat(Expectation.pattern(pattern))
                .isEqualTo(Expectation.pattern(pattern))
                .hasSameHashCodeAs(Expectation.pattern(pattern))
                .isNotEqualTo(Expectation.text("/a/"));
    }

    @Test
    void anExpectationPrintsAsWhatItWaitsFor() {
        assertThat(Expectation.text("a\u001b[m ")).hasToString("\"a\\x1b[m \"");
        assertThat(Expectation.line()).hasToString("a line");
        assertThat(Expectation.end()).hasToString("end of input");
        assertThat(Expectation.pattern(Pattern.compile("[$#] $"))).hasToString("/[$#] $/");
        assertThatIllegalArgumentException().isThrownBy(() -> Expectation.text(""));
    }

    /** CVE-2026-24061, CVE-2023-27533: what a server could take for an option of login or for a command of TELNET. */
    @ParameterizedTest
    @ValueSource(strings = {"-f root", "a\u00ffb", "a\r\nb", "a\u0000", "\u001b[m", "a\u007f"})
    void aVariableIsPlainTextThatIsNoOption(String value) {
        Telnet telnet = Telnet.at("host.example.org");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> telnet.environment("USER", value))
                .withMessageNotContaining(value);
        assertThatIllegalArgumentException().isThrownBy(() -> telnet.environment(value, "alice"));
    }

    @Test
    void aVariableHasANameAndTheLastValueCounts() {
        Telnet telnet = Telnet.at("host.example.org");
        assertThatIllegalArgumentException().isThrownBy(() -> telnet.environment("", "alice"));
        assertThatIllegalArgumentException().isThrownBy(() -> telnet.environment("A B", "alice"));
        assertThatIllegalArgumentException().isThrownBy(() -> telnet.environment("USER", "a".repeat(256)));
        assertThat(telnet.environment("USER", "bob").environment("USER", "alice"))
                .isEqualTo(telnet.environment("USER", "alice"))
                .isNotEqualTo(telnet);
        assertThat(telnet.environment("USER", "").setup().environment()).containsExactly(entry("USER", ""));
    }

    @Test
    void theSettingsOfWaitsAreLimits() {
        Telnet telnet = Telnet.at("host.example.org");
        assertThatIllegalArgumentException().isThrownBy(() -> telnet.patternWindow(0));
        assertThatIllegalArgumentException().isThrownBy(() -> telnet.quiet(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> telnet.quiet(Duration.ofMillis(-1)));
    }

    @ParameterizedTest
    @CsvSource({"23, ACTIVE", "992, ACTIVE", "110, DETECT", "2323, DETECT"})
    void thePortSaysHowMuchTelnetIsSpoken(int port, TelnetMode mode) {
        Telnet telnet = Telnet.at("host.example.org").port(port);
        assertThat(telnet.mode()).isEqualTo(mode);
        assertThat(telnet.raw().mode()).isEqualTo(TelnetMode.RAW);
        assertThat(telnet.telnet().mode()).isEqualTo(TelnetMode.ACTIVE);
    }
}
