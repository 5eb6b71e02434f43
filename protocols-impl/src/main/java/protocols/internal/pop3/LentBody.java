package protocols.internal.pop3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import protocols.internal.line.DotBody;

/** The bytes of one message of a batch while a receiver has them: counted, and no longer there once it has returned. */
final class LentBody extends InputStream {

    private final DotBody body;
    private long count;
    private boolean closed;

    LentBody(DotBody body) {
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        requireOpen();
        int octet = body.read();
        count += octet < 0 ? 0 : 1;
        return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        requireOpen();
        int n = body.read(into, offset, length);
        count += Math.max(n, 0);
        return n;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        requireOpen();
        long moved = body.transferTo(out);
        count += moved;
        return moved;
    }

    /** Leaves the rest to {@link #finish}. */
    @Override
    public void close() {
        closed = true;
    }

    /** Takes it back: what was not read is read and thrown away. How many bytes the whole message has. */
    long finish(byte[] scratch) throws IOException {
        closed = true;
        for (int n = body.read(scratch); n >= 0; n = body.read(scratch)) {
            count += n;
        }
        return count;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the message was closed or given back");
        }
    }
}
