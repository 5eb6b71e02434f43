package protocols.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.internal.telnet.TelnetBytes.bytes;
import static protocols.internal.telnet.TelnetBytes.drain;
import static protocols.internal.telnet.TelnetBytes.setup;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import protocols.WireException;
import protocols.WireException.LimitExceeded;
import protocols.internal.telnet.TelnetBytes.Recorder;
import protocols.telnet.TelnetCommand;
import protocols.telnet.TelnetMode;
import protocols.telnet.TelnetOption;
import protocols.telnet.TerminalType;

class TelnetFilterTest {

    private final Recorder recorder = new Recorder();
    private TelnetFilter filter = filter(TelnetMode.PASSIVE, TerminalType.of("xterm", 80, 24));

    @Test
    void offersTypeAndSizeAtOnceWhenActive() {
        filter = filter(TelnetMode.ACTIVE, TerminalType.DUMB);
        assertSent("IAC DO SGA IAC WILL TTYPE IAC WILL NAWS");
    }

    @Test
    void sendsNothingWhenPassiveUntilThePeerNegotiates() throws Exception {
        filter.want(Side.HIM, TelnetOption.ECHO, true);
        filter.resize(132, 43);
        receive("'220 ready' CR LF IAC NOP IAC GA IAC SB TTYPE SEND IAC SE");
        assertThat(filter.hasOutgoing()).isFalse();
        receive("IAC WILL SGA");
        assertSent("IAC DO SGA IAC WILL TTYPE IAC WILL NAWS IAC DO ECHO");
    }

    @Test
    void rawModePassesEveryByteBothWays() throws Exception {
        filter = filter(TelnetMode.RAW, TerminalType.DUMB);
        byte[] all = bytes("'a' CR NUL 255 253 31 255 255 CR CR LF NUL 255");
        filter.receive(all, 0, all.length);
        assertThat(recorder.data()).isEqualTo(all);
        filter.write(all, 0, all.length);
        filter.flush();
        assertThat(drain(filter)).isEqualTo(all);
        assertThatThrownBy(() -> filter.command(TelnetCommand.AYT)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> filter.want(Side.US, TelnetOption.NAWS, true))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesTheNulFromACrAloneAndNoOther() throws Exception {
        receive("'a' CR NUL 'b' CR LF NUL 'c' CR NUL NUL CR IAC NOP NUL 'd'");
        assertThat(recorder.data()).isEqualTo(bytes("'a' CR 'b' CR LF NUL 'c' CR NUL CR 'd'"));
    }

    @Test
    void binaryFromThePeerKeepsCrNul() throws Exception {
        receive("CR NUL IAC WILL BINARY CR NUL IAC IAC CR LF IAC WONT BINARY CR NUL '.'");
        assertThat(recorder.data()).isEqualTo(bytes("CR CR NUL 255 CR LF CR '.'"));
    }

    @Test
    void thePeerIsTakenAsBinaryUntilHeAnswersOurDont() throws Exception {
        receive("IAC WILL BINARY");
        filter.want(Side.HIM, TelnetOption.BINARY, false);
        receive("CR NUL IAC WONT BINARY CR NUL '.'");
        assertThat(recorder.data()).isEqualTo(bytes("CR NUL CR '.'"));
    }

    @Test
    void doublesIacAndCompletesCrInWhatIsSent() {
        write("'a' IAC 'b' IAC IAC CR LF CR 'c' CR CR LF LF CR NUL CR IAC");
        assertSent("'a' IAC IAC 'b' IAC IAC IAC IAC CR LF CR NUL 'c' CR NUL CR LF LF CR NUL NUL CR NUL IAC IAC");
    }

    @Test
    void aCrAtTheEndOfAWriteGoesOutAndGetsWhatFollows() {
        write("'a' CR");
        assertSent("'a' CR");
        write("LF 'b' CR");
        assertSent("LF 'b' CR");
        write("'c' CR");
        assertSent("NUL 'c' CR");
        filter.flush();
        filter.flush();
        assertSent("NUL");
        write("CR");
        filter.command(TelnetCommand.AYT);
        assertSent("CR NUL IAC AYT");
    }

    @Test
    void binaryToThePeerSendsCrAsItIsAndStillDoublesIac() throws Exception {
        write("CR");
        receive("IAC DO BINARY");
        assertSent("CR NUL IAC WILL BINARY IAC DO SGA IAC WILL TTYPE IAC WILL NAWS");
        write("CR 'a' CR IAC");
        filter.flush();
        assertSent("CR 'a' CR IAC IAC");
        receive("IAC DONT BINARY");
        write("CR 'a'");
        assertSent("IAC WONT BINARY CR NUL 'a'");
    }

    @Test
    void tellsTheSizeAfterDoOnlyAndDoubles255Once() throws Exception {
        filter = filter(TelnetMode.ACTIVE, TerminalType.of("xterm", 255, 65535));
        assertSent("IAC DO SGA IAC WILL TTYPE IAC WILL NAWS");
        filter.resize(255, 255);
        assertSent("");
        receive("IAC DO NAWS");
        assertSent("IAC SB NAWS 0 255 255 0 255 255 IAC SE");
        filter.resize(65535, 256);
        assertSent("IAC SB NAWS 255 255 255 255 1 0 IAC SE");
        receive("IAC DONT NAWS");
        filter.resize(80, 24);
        assertSent("IAC WONT NAWS");
    }

    @Test
    void namesItsTypesInTurnTheLastOneTwiceThenFromTheFirst() throws Exception {
        filter = filter(TelnetMode.PASSIVE, TerminalType.DUMB.types("xterm", "vt100"));
        receive("IAC DO TTYPE");
        drain(filter);
        for (String type : new String[] {"xterm", "vt100", "vt100", "xterm", "vt100"}) {
            receive("IAC SB TTYPE SEND IAC SE");
            assertSent("IAC SB TTYPE IS '" + type + "' IAC SE");
        }
        receive("IAC DONT TTYPE IAC DO TTYPE IAC SB TTYPE SEND IAC SE");
        assertSent("IAC WONT TTYPE IAC WILL TTYPE IAC SB TTYPE IS 'xterm' IAC SE");
    }

    @Test
    void aTypeThatIsAskedForForEverIsStopped() throws Exception {
        receive("IAC DO TTYPE");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < Budget.OPTION; i++) {
                        receive("IAC SB TTYPE SEND IAC SE");
                    }
                })
                .isInstanceOf(LimitExceeded.class);
    }

    @Test
    void neverTellsTheEnvironment() throws Exception {
        receive("IAC DO NEW-ENVIRON IAC SB NEW-ENVIRON SEND 0 'USER' IAC SE IAC DO 36 IAC SB 36 SEND IAC SE");
        assertSent("IAC WONT NEW-ENVIRON IAC DO SGA IAC WILL TTYPE IAC WILL NAWS IAC WONT 36");
    }

    @Test
    void reportsCommandsAndPromptMarksInTheOrderOfTheStream() throws Exception {
        receive("'> ' IAC GA 'x' IAC EOR IAC AYT IAC 200 IAC SE 'y'");
        assertThat(recorder.log()).isEqualTo("> <GA>x<EOR><AYT>y");
    }

    @Test
    void aSubnegotiationOfTheLongestLengthIsDeliveredAndOneMoreIsDropped() throws Exception {
        sendSubnegotiation(Subnegotiation.CAP);
        assertThat(recorder.log()).startsWith("<SB OPTION-200 7 7").doesNotContain("dropped");
        sendSubnegotiation(Subnegotiation.CAP + 1);
        sendSubnegotiation(1_000_000);
        receive("'after' IAC SB 200 1 IAC IAC 2 IAC SE '.'");
        assertThat(recorder.log()).endsWith("<dropped OPTION-200><dropped OPTION-200>after<SB OPTION-200 1 255 2>.");
        assertThat(recorder.data()).isEqualTo(bytes("'after.'"));
    }

    @Test
    void aCommandInsideASubnegotiationBreaksItOffAndCounts() throws Exception {
        receive("IAC SB 200 1 2 IAC DO TM 'a' IAC SB IAC SE 'b' IAC SB 200 IAC GA 'c'");
        assertThat(recorder.log()).isEqualTo("<dropped OPTION-200>a<dropped OPTION-255>b<dropped OPTION-200><GA>c");
        assertThat(drain(filter)).startsWith(bytes("IAC WILL TM"));
    }

    @Test
    void aFloodOfNegotiationsEndsInAnErrorWithBoundedAnswers() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        receive("IAC DO " + i % 256 + " IAC WILL " + i % 256);
                    }
                })
                .isInstanceOf(LimitExceeded.class);
        assertThat(drain(filter).length).isLessThan(4000);
    }

    @Test
    void knowsWhenTheStreamEndsInsideACommand() throws Exception {
        for (String part : new String[] {"IAC", "IAC DO", "IAC SB", "IAC SB 200 1", "IAC SB 200 IAC"}) {
            filter = filter(TelnetMode.PASSIVE, TerminalType.DUMB);
            assertThat(filter.isInsideCommand()).isFalse();
            receive("'x' " + part);
            assertThat(filter.isInsideCommand()).as(part).isTrue();
        }
    }

    @Test
    void aMegabyteOfTextIsHandedOverInOnePieceAndNotByteByByte() throws Exception {
        byte[] text = new byte[1 << 20];
        Arrays.fill(text, (byte) 'x');
        filter.receive(text, 0, text.length);
        assertThat(recorder.dataCalls()).isEqualTo(1);
        assertThat(recorder.data()).isEqualTo(text);
    }

    private TelnetFilter filter(TelnetMode mode, TerminalType terminal) {
        return new TelnetFilter(setup(mode, terminal), OptionPolicy.CLIENT, recorder);
    }

    private void receive(String words) throws WireException {
        byte[] in = bytes(words);
        filter.receive(in, 0, in.length);
    }

    private void write(String words) {
        byte[] in = bytes(words);
        filter.write(in, 0, in.length);
    }

    private void sendSubnegotiation(int length) throws WireException {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 7);
        receive("IAC SB 200");
        filter.receive(payload, 0, length);
        receive("IAC SE");
    }

    private void assertSent(String words) {
        assertThat(drain(filter)).isEqualTo(bytes(words));
    }
}
