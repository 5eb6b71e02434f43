package protocols.internal.line;

import java.io.IOException;
import protocols.WireException;
import protocols.internal.wire.Link;

/** A body of a length that is known before. */
public final class LengthBody extends Body {

    private final long length;
    private long left;

    public LengthBody(Link link, String doing, long length) {
        super(link, doing);
        this.length = length;
        this.left = length;
    }

    @Override
    protected boolean isWhole() {
        return left == 0;
    }

    @Override
    protected long left() {
        return left;
    }

    @Override
    protected int take(byte[] into, int offset, int count) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(into, offset, (int) Math.min(count, left));
        if (n < 0) {
            throw new WireException.Hangup(
                    "the peer closed the connection after " + (length - left) + " of " + length + " bytes");
        }
        left -= n;
        trace.add(into, offset, n);
        return n;
    }
}
