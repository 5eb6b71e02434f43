package protocols.internal.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import protocols.Limits;
import protocols.Protocol;
import protocols.WireException;
import protocols.internal.wire.SaidWire;

/** Whatever bytes a body is: a dot in front of a line never ends it, and how it is cut on its way changes nothing. */
class DotFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void received(byte[] bytes) throws IOException {
        String whole = read(bytes, Integer.MAX_VALUE, 8192);
        assertThat(read(bytes, 1, 8192)).isEqualTo(whole);
        assertThat(read(bytes, 3, 2)).isEqualTo(whole);
        assertThat(whole.length()).isLessThanOrEqualTo(bytes.length + 1);
    }

    /** What was read, and a mark if the end came. */
    private static String read(byte[] bytes, int piece, int room) throws IOException {
        DotBody body = new DotBody(SaidWire.link(Protocol.POP3, Limits.DEFAULT, bytes, piece), "RETR");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] into = new byte[room];
        try {
            for (int n = body.read(into); n >= 0; n = body.read(into)) {
                out.write(into, 0, n);
            }
        } catch (WireException.Hangup cut) {
            return out.toString(StandardCharsets.ISO_8859_1);
        }
        return out.toString(StandardCharsets.ISO_8859_1) + "|";
    }
}
