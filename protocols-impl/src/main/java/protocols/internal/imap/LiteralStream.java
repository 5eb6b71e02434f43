package protocols.internal.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** The bytes of a literal, straight from the receive buffer. Closing it closes nothing. */
final class LiteralStream extends InputStream {

    private final ResponseBuffer in;
    private long left;

    LiteralStream(ResponseBuffer in, long size) {
        this.in = in;
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
        int some = in.stream(into, offset, (int) Math.min(length, left));
        left -= some;
        return some;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long sum = left;
        while (left > 0) {
            left -= in.streamTo(out, left);
        }
        return sum;
    }

    @Override
    public int available() {
        return (int) Math.min(left, in.unread());
    }

    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }
}
