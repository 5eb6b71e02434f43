package protocols.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static protocols.internal.telnet.TelnetBytes.bytes;
import static protocols.internal.telnet.TelnetBytes.drain;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import protocols.internal.telnet.TelnetBytes.Recorder;
import protocols.telnet.TelnetMode;
import protocols.telnet.TerminalType;

/** How TCP cuts a stream into pieces changes nothing that the filter delivers or answers. */
class EverySplitTest {

    private static final byte[] RICH = bytes("'Debian' CR LF IAC DO TTYPE IAC DO NAWS IAC WILL ECHO IAC WILL 200 "
            + "'a' CR NUL 'b' IAC IAC IAC IAC 'c' NUL CR IAC NOP NUL CR CR NUL "
            + "IAC SB TTYPE SEND IAC SE 'd' IAC SB 200 1 IAC IAC 13 0 2 IAC SE IAC SB 201 5 IAC GA 'e' "
            + "IAC DO BINARY IAC WILL BINARY CR NUL CR LF 255 255 NUL IAC WONT BINARY CR NUL "
            + "IAC DONT NAWS IAC DO TM IAC SB TTYPE SEND IAC SE 'login: ' IAC EOR IAC 7 IAC SE IAC IAC");

    /** Written by hand, so that all pieces together cannot be wrong in the same way. */
    private static final byte[] RICH_DATA =
            bytes("'Debian' CR LF 'a' CR 'b' 255 255 'c' NUL CR CR CR 'de' CR NUL CR LF 255 NUL CR 'login: ' 255");

    private static final byte[] RICH_ANSWERS = bytes("IAC WILL TTYPE IAC DO SGA IAC WILL NAWS "
            + "IAC SB NAWS 0 255 255 255 255 24 IAC SE IAC DO ECHO IAC DONT 200 IAC SB TTYPE IS 'xterm' IAC SE "
            + "IAC WILL BINARY IAC DO BINARY IAC DONT BINARY IAC WONT NAWS IAC WILL TM "
            + "IAC SB TTYPE IS 'xterm' IAC SE");

    private record Outcome(String data, String answers, String log) {
        Outcome(byte[] data, byte[] answers, String log) {
            this(Arrays.toString(data), Arrays.toString(answers), log);
        }
    }

    @Test
    void theStreamInOnePieceIsAsTheRfcsHaveIt() throws Exception {
        Outcome whole = outcome(RICH.length);
        assertThat(whole.data()).isEqualTo(Arrays.toString(RICH_DATA));
        assertThat(whole.answers()).isEqualTo(Arrays.toString(RICH_ANSWERS));
    }

    @Test
    void byteByByteIsTheSameAsInOnePiece() throws Exception {
        Recorder recorder = new Recorder();
        TelnetFilter filter = filter(recorder);
        for (int i = 0; i < RICH.length; i++) {
            filter.receive(RICH, i, i + 1);
        }
        assertSame(new Outcome(recorder.data(), drain(filter), recorder.log()), "byte by byte");
    }

    @Test
    void everySplitInTwoAndInThreeIsTheSameAsInOnePiece() throws Exception {
        for (int first = 0; first <= RICH.length; first++) {
            for (int second = first; second <= RICH.length; second++) {
                assertSame(outcome(first, second, RICH.length), first + ", " + second);
            }
        }
    }

    @Test
    void whatIsSentIsTheSameForEverySplitAndComesBackAtTheOtherEnd() throws Exception {
        byte[] user = bytes("'a' CR LF CR NUL CR CR 'b' 255 CR 255 LF 255 255 NUL CR LF LF CR");
        byte[] whole = sent(user, user.length);
        for (int first = 0; first <= user.length; first++) {
            for (int second = first; second <= user.length; second++) {
                assertThat(sent(user, first, second, user.length)).isEqualTo(whole);
            }
        }
        Recorder recorder = new Recorder();
        filter(recorder).receive(whole, 0, whole.length);
        assertThat(recorder.data()).isEqualTo(user);
    }

    @Test
    void randomBytesComeBackAtTheOtherEnd() throws Exception {
        Random random = new Random(854);
        byte[] palette = {0, 10, 13, (byte) 255, 'x', (byte) 240, (byte) 250, (byte) 253};
        for (int round = 0; round < 2000; round++) {
            byte[] user = new byte[random.nextInt(40)];
            for (int i = 0; i < user.length; i++) {
                user[i] = palette[random.nextInt(palette.length)];
            }
            byte[] wire = sent(user, user.length);
            Recorder recorder = new Recorder();
            filter(recorder).receive(wire, 0, wire.length);
            assertThat(recorder.data()).isEqualTo(user);
        }
    }

    private static byte[] sent(byte[] user, int... cuts) {
        TelnetFilter filter = filter(new Recorder());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        for (int to : cuts) {
            filter.write(user, from, to);
            out.writeBytes(drain(filter));
            from = to;
        }
        filter.flush();
        out.writeBytes(drain(filter));
        return out.toByteArray();
    }

    private static Outcome outcome(int... cuts) throws Exception {
        Recorder recorder = new Recorder();
        TelnetFilter filter = filter(recorder);
        int from = 0;
        for (int to : cuts) {
            filter.receive(RICH, from, to);
            from = to;
        }
        return new Outcome(recorder.data(), drain(filter), recorder.log());
    }

    private static void assertSame(Outcome outcome, String how) throws Exception {
        Outcome whole = outcome(RICH.length);
        assertThat(outcome.data()).as(how).isEqualTo(whole.data());
        assertThat(outcome.answers()).as(how).isEqualTo(whole.answers());
        assertThat(outcome.log()).as(how).isEqualTo(whole.log());
    }

    private static TelnetFilter filter(Recorder recorder) {
        return new TelnetFilter(
                TelnetBytes.setup(TelnetMode.PASSIVE, TerminalType.of("xterm", 255, 65304)),
                OptionPolicy.CLIENT,
                recorder);
    }
}
