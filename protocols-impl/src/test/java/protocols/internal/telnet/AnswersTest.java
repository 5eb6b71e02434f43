package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static protocols.internal.telnet.TelnetBytes.bytes;
import static protocols.internal.telnet.TelnetBytes.drain;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.internal.telnet.TelnetBytes.Recorder;
import protocols.spi.TelnetFriend;
import protocols.spi.TelnetSetup;
import protocols.telnet.Telnet;
import protocols.telnet.TelnetMode;

/** STATUS (RFC 859), NEW-ENVIRON (RFC 1572) and CHARSET (RFC 2066), each as a dialogue. */
class AnswersTest {

    private static final Telnet CLIENT = Telnet.at("localhost").mode(TelnetMode.PASSIVE);
    private static final Telnet KNOWN = CLIENT.environment("USER", "alice")
            .environment("LANG", "de_DE.UTF-8")
            .environment("DISPLAY", "host:0.0")
            .environment("EMPTY", "");

    private static final String DISPLAY = "0 'DISPLAY' 1 'host:0.0'";
    private static final String USER = "0 'USER' 1 'alice'";
    private static final String EMPTY = "3 'EMPTY' 1";
    private static final String LANG = "3 'LANG' 1 'de_DE.UTF-8'";

    private TelnetFilter filter = filter(KNOWN);

    @Test
    void statusNamesWhatIsInForceOnBothSides() throws Exception {
        agree("IAC DO STATUS IAC WILL ECHO IAC DO NAWS IAC WILL SGA IAC DO TTYPE IAC WONT ECHO");
        receive("IAC SB STATUS SEND IAC SE");
        assertSent("IAC SB STATUS IS DO SGA WILL STATUS WILL TTYPE WILL NAWS IAC SE");
    }

    @Test
    void statusIsSilentUntilItIsAgreedAndAfterItHasEnded() throws Exception {
        agree("IAC WILL SGA");
        receive("IAC SB STATUS SEND IAC SE");
        assertSent("");
        agree("IAC DO STATUS");
        receive("IAC SB STATUS IS DO ECHO IAC SE IAC SB STATUS IAC SE");
        assertSent("");
        agree("IAC DONT STATUS");
        receive("IAC SB STATUS SEND IAC SE");
        assertSent("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SEND                                | DISPLAY EMPTY LANG USER",
                "SEND 0 3                            | DISPLAY USER EMPTY LANG",
                "SEND 0                              | DISPLAY USER",
                "SEND 3                              | EMPTY LANG",
                "SEND 3 0                            | EMPTY LANG DISPLAY USER",
                "SEND 0 'USER'                       | USER",
                "SEND 0 'USER' 3 'LANG'              | USER LANG",
                "SEND 0 'USER' 0 'USER' 0 3 3        | USER DISPLAY EMPTY LANG",
                "SEND 0 'U' 2 'SER' 3 'L' 2 'ANG'    | USER LANG",
            })
    void theEnvironmentIsToldAsItIsAskedFor(String asked, String told) throws Exception {
        agree("IAC DO NEW-ENVIRON");
        receive("IAC SB NEW-ENVIRON " + asked + " IAC SE");
        String answer = told.replace("DISPLAY", DISPLAY)
                .replace("USER", USER)
                .replace("EMPTY", EMPTY)
                .replace("LANG", LANG);
        assertSent("IAC SB NEW-ENVIRON IS " + answer + " IAC SE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 'SECRET'",
                "3 'USER'",
                "0 'LANG'",
                "3 'PATH'",
                "0 2 NUL 2 2 2 3 'x'",
                "3 IAC IAC 2 1 'x' 240 '-'"
            })
    void aVariableThatTheCallerDidNotGiveIsUndefined(String asked) throws Exception {
        agree("IAC DO NEW-ENVIRON");
        receive("IAC SB NEW-ENVIRON SEND " + asked + " IAC SE");
        assertSent("IAC SB NEW-ENVIRON IS " + asked + " IAC SE");
    }

    @Test
    void manyQuestionsInOneMakeNoLongerAnswerThanEachVariableOnce() throws Exception {
        agree("IAC DO NEW-ENVIRON");
        receive("IAC SB NEW-ENVIRON SEND " + "0 3 ".repeat(2000) + "IAC SE");
        assertThat(drain(filter).length).isLessThan(100);
    }

    @Test
    void withoutVariablesTheOptionIsRefusedAndNothingIsTold() throws Exception {
        filter = filter(CLIENT);
        receive("IAC DO NEW-ENVIRON IAC SB NEW-ENVIRON SEND IAC SE IAC SB NEW-ENVIRON SEND 0 'USER' IAC SE");
        assertSent("IAC WONT NEW-ENVIRON IAC DO SGA IAC WILL TTYPE IAC WILL NAWS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "UTF-8        | ';UTF-8'                     | 2 'UTF-8'",
                "UTF-8        | ' ISO-8859-1 utf8 US-ASCII'  | 2 'utf8'",
                "UTF-8        | ';ISO-8859-1; utf-8'         | 2 ' utf-8'",
                "ISO-8859-1   | ';UTF-8;latin1'              | 2 'latin1'",
                "IBM850       | ';cp850;UTF-8'               | 2 'cp850'",
                "UTF-8        | ';ISO-8859-1;US-ASCII'       | 3",
                "UTF-8        | 'UTF-8'                      | 3",
                "UTF-8        | ';;'                         | 3",
                "UTF-8        | ''                           | 3",
                "UTF-8        | '[TTABLE]' 1 ';ASCII;UTF-8'  | 2 'UTF-8'",
                "UTF-8        | '[TTABLE]' 1 ';ASCII'        | 3",
                "UTF-8        | '[TTABLE]'                   | 3",
            })
    void aCharsetIsAcceptedIfItIsOurs(String ours, String asked, String answer) throws Exception {
        for (String verb : new String[] {"WILL", "DO"}) {
            filter = filter(CLIENT.charset(Charset.forName(ours)));
            agree("IAC " + verb + " CHARSET");
            receive("IAC SB CHARSET 1 " + asked + " IAC SE");
            assertSent("IAC SB CHARSET " + answer + " IAC SE");
        }
    }

    @Test
    void aTableIsRefusedAndAnAnswerToNothingIsPassedOver() throws Exception {
        agree("IAC WILL CHARSET");
        receive("IAC SB CHARSET 4 1 ';UTF-8;' 8 0 0 1 IAC SE");
        assertSent("IAC SB CHARSET 5 IAC SE");
        receive("IAC SB CHARSET 2 'UTF-8' IAC SE IAC SB CHARSET 3 IAC SE IAC SB CHARSET IAC SE");
        assertSent("");
    }

    @Test
    void aCharsetBeforeTheOptionIsAgreedOnIsNotHeard() throws Exception {
        agree("IAC WILL SGA");
        receive("IAC SB CHARSET 1 ';UTF-8' IAC SE");
        assertSent("");
    }

    @Test
    void whatWasRefusedStaysRefused() throws Exception {
        agree("IAC WILL SGA");
        receive("IAC DO 34 IAC DO 36 IAC DO 46 IAC WILL 46 IAC DO 37 IAC WILL 38 IAC WILL 86 IAC WILL 85");
        assertSent("IAC WONT 34 IAC WONT 36 IAC WONT 46 IAC DONT 46 IAC WONT 37 IAC DONT 38 IAC DONT 86 IAC DONT 85");
    }

    @Test
    void noneOfThemIsOfferedByUs() {
        TelnetFilter active = filter(KNOWN.compression().telnet());
        assertThat(drain(active)).isEqualTo(bytes("IAC DO SGA IAC WILL TTYPE IAC WILL NAWS"));
        assertThat(UTF_8.aliases()).contains("UTF8");
        assertThat(ISO_8859_1.aliases()).contains("latin1").doesNotContain(US_ASCII.name());
    }

    private void agree(String words) throws Exception {
        receive(words);
        drain(filter);
    }

    private void receive(String words) throws Exception {
        byte[] in = bytes(words);
        filter.receive(in, 0, in.length);
    }

    private void assertSent(String words) {
        assertThat(drain(filter)).isEqualTo(bytes(words));
    }

    private static TelnetFilter filter(Telnet telnet) {
        TelnetSetup setup = TelnetFriend.get().setup(telnet);
        return new TelnetFilter(setup, OptionPolicy.of(setup), new Recorder());
    }
}
