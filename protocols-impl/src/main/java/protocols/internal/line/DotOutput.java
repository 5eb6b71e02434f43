package protocols.internal.line;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import protocols.Transcript.Side;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Link;

/**
 * Sends a body that ends with a line of a single dot (RFC 5321 section 4.5.2): a dot is added to each line that begins
 * with one, and every CR or LF that stands alone becomes CR LF, so that no line end but ours can end the body.
 */
public final class DotOutput extends OutputStream {

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LF = {'\n'};
    private static final byte[] DOT = {'.'};
    private static final byte[] END = {'.', '\r', '\n'};

    private final Link link;
    private final BodyTrace trace;
    private boolean lineStart = true;
    private boolean afterCr;

    public DotOutput(Link link) {
        this.link = link;
        this.trace = new BodyTrace(link, Side.CLIENT);
    }

    /** What needs no change goes on in one piece, however many lines it is. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int from = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                if (!afterCr) {
                    send(bytes, from, i);
                    send(CRLF, 0, 2);
                    from = i + 1;
                }
                afterCr = false;
                lineStart = true;
                continue;
            }
            if (afterCr) {
                send(bytes, from, i);
                send(LF, 0, 1);
                from = i;
                afterCr = false;
                lineStart = true;
            }
            if (b == '\r') {
                afterCr = true;
            } else if (lineStart) {
                lineStart = false;
                if (b == '.') {
                    send(bytes, from, i);
                    send(DOT, 0, 1);
                    from = i;
                }
            }
        }
        send(bytes, from, end);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    private void send(byte[] bytes, int from, int to) throws IOException {
        if (from < to) {
            trace.add(bytes, from, to - from);
            link.out().write(bytes, from, to - from);
        }
    }

    /** Ends the last line if it is open, and the body. It is sent with the next flush. */
    public void finish() throws IOException {
        if (afterCr) {
            send(LF, 0, 1);
        } else if (!lineStart) {
            send(CRLF, 0, 2);
        }
        abandon();
        link.recorder().said(link.channel(), Side.CLIENT, END, 0, END.length);
        link.out().write(END, 0, END.length);
    }

    /** Closes the trace of a body that cannot be finished. */
    public void abandon() {
        trace.end();
    }
}
