package protocols.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;
import static protocols.internal.telnet.TelnetBytes.drain;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import protocols.WireException;
import protocols.WireException.LimitExceeded;
import protocols.internal.telnet.TelnetBytes.Recorder;
import protocols.spi.TelnetFriend;
import protocols.spi.TelnetSetup;
import protocols.telnet.Telnet;
import protocols.telnet.TelnetMode;
import protocols.telnet.TelnetOption;
import protocols.telnet.TerminalType;

/** Whatever a peer of TELNET sends: how it is cut changes nothing, and what a user writes arrives as it is. */
class TelnetFuzzTest {

    private static final List<TelnetOption> ASKED = List.of(
            TelnetOption.TTYPE, TelnetOption.STATUS, TelnetOption.NEW_ENVIRON, TelnetOption.CHARSET, TelnetOption.NAWS);
    private static final Telnet KNOWN = Telnet.at("localhost")
            .mode(TelnetMode.PASSIVE)
            .environment("USER", "alice")
            .environment("LANG", "C");

    @FuzzTest(maxDuration = "60s")
    void received(byte[] bytes) throws IOException {
        for (TelnetMode mode : TelnetMode.values()) {
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
        filter.end();
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

    /** The first byte chooses the option, the rest is what the peer says of it. */
    @FuzzTest(maxDuration = "60s")
    void subnegotiations(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        TelnetOption option = ASKED.get((bytes[0] & 0xff) % ASKED.size());
        Outgoing asked = new Outgoing();
        asked.subnegotiation(option.code(), Arrays.copyOfRange(bytes, 1, bytes.length));
        byte[] wire = new byte[asked.size()];
        asked.drain().get(wire);
        byte[] answer = answer(wire, wire.length);
        assertThat(answer(wire, 1)).isEqualTo(answer);
        assertThat(answer.length).isLessThanOrEqualTo(2 * wire.length + 200);
        Recorder peer = new Recorder();
        filter(TelnetMode.PASSIVE, peer).receive(answer, 0, answer.length);
        assertThat(peer.data()).isEmpty();
        assertThat(peer.log()).matches(answer.length == 0 ? "" : "<SB " + option + "[ 0-9]*>");
    }

    private static byte[] answer(byte[] wire, int piece) throws IOException {
        TelnetSetup setup = TelnetFriend.get().setup(KNOWN);
        TelnetFilter filter = new TelnetFilter(setup, OptionPolicy.of(setup), new Recorder(), () -> 0);
        for (TelnetOption option : ASKED) {
            byte[] agreed = {(byte) Codes.IAC, (byte) Verb.DO.code(), (byte) option.code()};
            filter.receive(agreed, 0, agreed.length);
        }
        drain(filter);
        for (int at = 0; at < wire.length; ) {
            int to = Math.min(wire.length, at + piece);
            at = filter.receive(wire, at, to);
        }
        return drain(filter);
    }

    /** Where a bomb is found may depend on the cut, as what has been read ahead does; nothing else may. */
    @FuzzTest(maxDuration = "60s")
    void inflated(byte[] bytes) {
        Inflated whole = inflated(bytes, Math.max(1, bytes.length));
        Inflated cut = inflated(bytes, 1);
        if (whole.end.equals("bomb") || cut.end.equals("bomb")) {
            assertThat(Arrays.mismatch(whole.out, cut.out)).isIn(-1, Math.min(whole.out.length, cut.out.length));
        } else {
            assertThat(Arrays.equals(whole.out, cut.out)).isTrue();
            assertThat(cut.end).isEqualTo(whole.end);
        }
    }

    /** What came out, and how it ended. */
    private record Inflated(byte[] out, String end) {}

    private static Inflated inflated(byte[] bytes, int piece) {
        Inflation inflation = new Inflation();
        inflation.begin();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String end = "";
        int at = 0;
        try {
            while (at < bytes.length && inflation.isOn()) {
                at = inflation.inflate(bytes, at, Math.min(bytes.length, at + piece), (some, from, to) -> {
                    out.write(some, from, to - from);
                    return to;
                });
            }
            end = "at " + at;
        } catch (LimitExceeded bomb) {
            end = "bomb";
        } catch (WireException broken) {
            end = broken.reason();
        } finally {
            inflation.end();
        }
        return new Inflated(out.toByteArray(), end);
    }

    private static TelnetFilter filter(TelnetMode mode, Recorder recorder) {
        return new TelnetFilter(TelnetBytes.setup(mode, TerminalType.DUMB), OptionPolicy.CLIENT, recorder, () -> 0);
    }
}
