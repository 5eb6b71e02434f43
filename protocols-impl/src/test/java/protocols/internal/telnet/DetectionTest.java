package protocols.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.internal.telnet.TelnetBytes.bytes;
import static protocols.internal.telnet.TelnetBytes.drain;
import static protocols.internal.telnet.TelnetBytes.setup;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.internal.telnet.TelnetBytes.Recorder;
import protocols.telnet.TelnetCommand;
import protocols.telnet.TelnetMode;
import protocols.telnet.TerminalType;

/** On a port that is not TELNET's the first two bytes of the peer decide, and nothing else ever does. */
class DetectionTest {

    private final Recorder recorder = new Recorder();
    private final TelnetFilter filter = filter(recorder);

    @Test
    void ofAllFirstPairsOnlyFourBeginTelnet() throws Exception {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                byte[] in = {(byte) first, (byte) second, 77, 'x', (byte) 255, (byte) 255, '\r', 0};
                Recorder heard = new Recorder();
                filter(heard).receive(in, 0, in.length);
                boolean telnet = first == 255 && second >= 251 && second <= 254;
                assertThat(heard.data())
                        .as("%d %d", first, second)
                        .isEqualTo(telnet ? new byte[] {'x', (byte) 255, '\r'} : in);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IAC",
                "IAC IAC",
                "IAC NOP 'a' IAC DO ECHO",
                "IAC SB TTYPE SEND IAC SE",
                "'Fa' IAC 'e' IAC DO NAWS CR NUL",
                "NUL IAC WILL SGA",
                "CR NUL IAC IAC IAC WILL ECHO"
            })
    void aRawLineStaysAsItIsHoweverItIsCut(String words) throws Exception {
        byte[] in = bytes(words);
        for (int cut = 0; cut <= in.length; cut++) {
            Recorder heard = new Recorder();
            TelnetFilter raw = filter(heard);
            raw.receive(in, 0, cut);
            raw.receive(in, cut, in.length);
            raw.end();
            assertThat(heard.data()).as("cut at %d", cut).isEqualTo(in);
            raw.write(in, 0, in.length);
            raw.flush();
            assertThat(drain(raw)).isEqualTo(in);
        }
    }

    @Test
    void aFirstIacWaitsForTheSecondByteAndIsDataIfNoneComes() throws Exception {
        receive("IAC");
        assertThat(recorder.data()).isEmpty();
        filter.end();
        filter.end();
        assertThat(recorder.data()).isEqualTo(bytes("IAC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DO", "DONT", "WILL", "WONT"})
    void eachVerbBeginsTelnetInOnePieceOrTwo(String verb) throws Exception {
        byte[] in = bytes("IAC " + verb + " 77 'a' IAC IAC CR NUL 'b'");
        for (int cut = 0; cut <= in.length; cut++) {
            Recorder heard = new Recorder();
            TelnetFilter telnet = filter(heard);
            telnet.receive(in, 0, cut);
            telnet.receive(in, cut, in.length);
            assertThat(heard.data()).isEqualTo(bytes("'a' IAC CR 'b'"));
            telnet.write(bytes("IAC"), 0, 1);
            assertThat(drain(telnet)).endsWith(bytes("IAC WILL TTYPE IAC WILL NAWS IAC IAC"));
        }
    }

    @Test
    void whatIsSentBeforeThePeerHasSpokenIsRawAndTheSizeIsKeptForLater() throws Exception {
        byte[] typed = bytes("CR IAC CR");
        filter.write(typed, 0, typed.length);
        filter.flush();
        filter.resize(132, 43);
        assertThat(drain(filter)).isEqualTo(typed);
        assertThatThrownBy(() -> filter.command(TelnetCommand.AYT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("telnet()");
        receive("IAC DO NAWS");
        assertThat(drain(filter))
                .isEqualTo(bytes("IAC WILL NAWS IAC SB NAWS 0 132 0 43 IAC SE IAC DO SGA IAC WILL TTYPE"));
    }

    @Test
    void aLineThatTurnedOutRawTakesNoCommandAndTellsNoSize() throws Exception {
        receive("'+OK' IAC DO NAWS");
        filter.resize(132, 43);
        assertThat(filter.hasOutgoing()).isFalse();
        assertThatThrownBy(() -> filter.command(TelnetCommand.AYT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("raw");
    }

    @Test
    void aMegabyteOfAnyBytesLosesNoneAndMakesUsSayNothing() throws Exception {
        byte[] all = new byte[1 << 20];
        new Random(255).nextBytes(all);
        all[0] = 'F';
        for (int at = 0; at < all.length; ) {
            int to = Math.min(all.length, at + 1000);
            filter.receive(all, at, to);
            at = to;
        }
        assertThat(Arrays.equals(recorder.data(), all)).isTrue();
        assertThat(filter.hasOutgoing()).isFalse();
    }

    private void receive(String words) throws Exception {
        byte[] in = bytes(words);
        filter.receive(in, 0, in.length);
    }

    private static TelnetFilter filter(Recorder recorder) {
        return new TelnetFilter(setup(TelnetMode.DETECT, TerminalType.DUMB), OptionPolicy.CLIENT, recorder);
    }
}
