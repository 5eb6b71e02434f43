package protocols.internal.telnet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.internal.telnet.TelnetBytes.bytes;
import static protocols.internal.telnet.TelnetBytes.drain;
import static protocols.internal.telnet.TelnetBytes.setup;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException.LimitExceeded;
import protocols.internal.telnet.TelnetBytes.Recorder;
import protocols.telnet.TelnetMode;
import protocols.telnet.TerminalType;

/** An honest session never ends for what it negotiates; one that does little else does. */
class BudgetTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);
    private final TelnetFilter filter = new TelnetFilter(
            setup(TelnetMode.PASSIVE, TerminalType.DUMB), OptionPolicy.CLIENT, new Recorder(), clock::get);

    @Test
    void tenThousandPasswordPromptsAreAnHonestSession() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            receive("IAC WILL ECHO 'Password: '");
            type("secret");
            receive("CR LF IAC WONT ECHO 'router> '");
            type("enable");
            drain(filter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IAC DO TM", "IAC SB TTYPE SEND IAC SE", "IAC DO 99", "IAC WILL ECHO IAC WONT ECHO"})
    void aMarkEveryFewSecondsForAWeekIsAnHonestSession(String mark) throws Exception {
        receive("IAC DO TTYPE");
        for (int i = 0; i < 200_000; i++) {
            clock.addAndGet(3 * SECOND);
            receive(mark);
            drain(filter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IAC DO TM", "IAC SB TTYPE SEND IAC SE"})
    void aMarkBehindEachPageOfAnEndlessOutputIsAnHonestSession(String mark) throws Exception {
        receive("IAC DO TTYPE");
        byte[] page = new byte[2000];
        for (int i = 0; i < 10_000; i++) {
            filter.receive(page, 0, page.length);
            receive(mark);
            drain(filter);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IAC DO TM",
                "'.' IAC DO TM",
                "'.' IAC SB TTYPE SEND IAC SE",
                "'.' IAC WILL ECHO '.' IAC WONT ECHO",
                "'.' IAC DO 99",
                "'.' IAC WONT 99"
            })
    void aPeerThatDoesLittleElseAtFullSpeedIsEnded(String again) throws Exception {
        receive("IAC DO TTYPE");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        clock.addAndGet(SECOND / 10_000);
                        receive(again);
                        drain(filter);
                    }
                })
                .isInstanceOf(LimitExceeded.class);
    }

    @Test
    void aPeerThatGoesThroughAllOptionsIsEndedToo() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1100; i++) {
                        receive("'.' IAC DO " + (i % 200 + 32));
                    }
                })
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.limit()).isEqualTo("TELNET negotiations"));
    }

    @Test
    void whatIsGivenBackIsNeverMoreThanThereWas() {
        clock.addAndGet(1_000_000 * SECOND);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < Budget.OPTION + 1; i++) {
                        receive("IAC DO TM");
                    }
                })
                .isInstanceOf(LimitExceeded.class);
    }

    /** The user may type as he likes meanwhile: what he makes the peer ask is not held without bound. */
    @Test
    void answersThatThePeerDoesNotReadAreNotKeptWithoutBound() {
        assertThatThrownBy(() -> {
                    receive("IAC DO TTYPE");
                    for (int i = 0; i < 1_000_000; i++) {
                        receive("IAC SB TTYPE SEND IAC SE");
                        clock.addAndGet(SECOND);
                    }
                })
                .isInstanceOfSatisfying(LimitExceeded.class, e -> {
                    assertThat(e.limit()).isEqualTo("TELNET answers that the peer does not read");
                    assertThat(e.cap()).isEqualTo(Outgoing.MOST_ANSWERS);
                });
        assertThat(drain(filter).length).isBetween(Outgoing.MOST_ANSWERS, Outgoing.MOST_ANSWERS + 100);
    }

    private void type(String words) {
        byte[] typed = words.getBytes(US_ASCII);
        filter.write(typed, 0, typed.length);
        filter.endLine();
    }

    private void receive(String words) throws Exception {
        byte[] in = bytes(words);
        filter.receive(in, 0, in.length);
    }
}
