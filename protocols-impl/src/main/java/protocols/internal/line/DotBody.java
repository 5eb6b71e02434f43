package protocols.internal.line;

import java.io.IOException;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.internal.wire.Link;

/** A body that ends with a line of a single dot, the dots that were added to it taken away (RFC 1939 section 3). */
public final class DotBody extends Body {

    private static final byte[] END = {'.', '\r', '\n'};

    private boolean lineStart = true;
    private boolean afterCr;

    public DotBody(Link link, String doing) {
        super(link, doing);
    }

    @Override
    protected int take(byte[] into, int offset, int length) throws IOException {
        int copied = 0;
        while (copied == 0) {
            require(1);
            if (lineStart && in.buffer()[in.position()] == '.') {
                require(2);
                if (in.buffer()[in.position() + 1] == '\r') {
                    require(3);
                    if (in.buffer()[in.position() + 2] == '\n') {
                        trace.end();
                        link.recorder().said(link.channel(), Side.SERVER, END, 0, END.length);
                        in.consume(END.length);
                        return -1;
                    }
                }
                trace.add(in.buffer(), in.position(), 1);
                in.consume(1);
                lineStart = false;
            }
            copied = copyLines(into, offset, length);
        }
        return copied;
    }

    /** Copies as many lines as lie there and fit, in one pass: stops where a line begins with a dot. */
    private int copyLines(byte[] into, int offset, int length) {
        byte[] buffer = in.buffer();
        int from = in.position();
        int to = Math.min(in.limit(), from + length);
        int i = from;
        while (i < to) {
            byte b = buffer[i];
            if (lineStart && b == '.') {
                break;
            }
            lineStart = afterCr && b == '\n';
            afterCr = b == '\r';
            i++;
        }
        System.arraycopy(buffer, from, into, offset, i - from);
        trace.add(buffer, from, i - from);
        in.consume(i - from);
        return i - from;
    }

    private void require(int bytes) throws IOException {
        while (in.available() < bytes) {
            if (!in.fill()) {
                throw new WireException.Hangup("the peer closed the connection in the middle of a body");
            }
        }
    }
}
