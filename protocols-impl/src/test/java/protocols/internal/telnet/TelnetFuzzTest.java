package protocols.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static protocols.internal.telnet.TelnetBytes.drain;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import protocols.WireException.LimitExceeded;
import protocols.internal.telnet.TelnetBytes.Recorder;
import protocols.telnet.TelnetMode;
import protocols.telnet.TerminalType;

/** Whatever a peer of TELNET sends: how it is cut changes nothing, and what a user writes arrives as it is. */
class TelnetFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void received(byte[] bytes) throws IOException {
        for (TelnetMode mode : new TelnetMode[] {TelnetMode.ACTIVE, TelnetMode.PASSIVE}) {
            String whole = outcome(mode, bytes, Integer.MAX_VALUE);
            assertThat(outcome(mode, bytes, 1)).isEqualTo(whole);
            assertThat(outcome(mode, bytes, 3)).isEqualTo(whole);
        }
    }

    private static String outcome(TelnetMode mode, byte[] bytes, int piece) throws IOException {
        Recorder recorder = new Recorder();
        TelnetFilter filter = filter(mode, recorder);
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        String end = "";
        try {
            for (int at = 0; at < bytes.length; ) {
                int to = (int) Math.min(bytes.length, (long) at + piece);
                filter.receive(bytes, at, to);
                answers.writeBytes(drain(filter));
                at = to;
            }
        } catch (LimitExceeded endless) {
            end = endless.reason();
        }
        answers.writeBytes(drain(filter));
        assertThat(recorder.data()).hasSizeLessThanOrEqualTo(bytes.length);
        return recorder.log() + "|" + Arrays.toString(answers.toByteArray()) + filter.isInsideCommand() + end;
    }

    @FuzzTest(maxDuration = "60s")
    void written(byte[] bytes) throws IOException {
        TelnetFilter user = filter(TelnetMode.PASSIVE, new Recorder());
        int half = bytes.length / 2;
        user.write(bytes, 0, half);
        user.write(bytes, half, bytes.length);
        user.flush();
        byte[] wire = drain(user);
        assertThat(wire.length).isBetween(bytes.length, 2 * bytes.length);
        Recorder peer = new Recorder();
        filter(TelnetMode.PASSIVE, peer).receive(wire, 0, wire.length);
        assertThat(peer.data()).isEqualTo(bytes);
    }

    private static TelnetFilter filter(TelnetMode mode, Recorder recorder) {
        return new TelnetFilter(TelnetBytes.setup(mode, TerminalType.DUMB), OptionPolicy.CLIENT, recorder);
    }
}
