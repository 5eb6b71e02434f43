package protocols.internal.imap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import protocols.internal.wire.BodyTrace;

/** The bytes of a literal, straight from the connection. Closing it closes nothing. */
final class LiteralStream extends InputStream {

    private static final int SCRATCH = 8192;

    private final ResponseBuffer in;
    private final BodyTrace trace;
    private long left;

    LiteralStream(ResponseBuffer in, BodyTrace trace, long size) {
        this.in = in;
        this.trace = trace;
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        try {
            int some = in.stream(into, offset, (int) Math.min(length, left));
            trace.add(into, offset, some);
            left -= some;
            return some;
        } catch (IOException e) {
            trace.end();
            in.broke(e);
            throw e;
        }
    }

    @Override
    public int available() {
        return (int) Math.min(left, in.unread());
    }

    /** How many bytes the caller has left. */
    long left() {
        return left;
    }

    /** Reads over what the caller has left, and ends the record of the body. */
    void drain() throws IOException {
        byte[] scratch = new byte[(int) Math.min(SCRATCH, left)];
        while (left > 0) {
            int some = in.stream(scratch, 0, (int) Math.min(scratch.length, left));
            trace.add(scratch, 0, some);
            left -= some;
        }
        trace.end();
    }
}
