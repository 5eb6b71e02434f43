package protocols.internal.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import protocols.internal.wire.Doing;
import protocols.internal.wire.Recorder;

/**
 * A stream that a call lends to its caller: what is read of it afterwards, at the caller's pace, belongs to the operation
 * of that call, which ends when it is read to its end or closed.
 */
public abstract class LentStream extends InputStream {

    /** The most that is read at once, in bytes. */
    private static final int PIECE = 131_072;

    /** What is read first of a body that may be small. */
    private static final int FIRST = 8_192;

    private Doing told;
    private boolean closed;

    protected LentStream(Recorder recorder) {
        told = recorder.lend();
    }

    /** Some bytes, at least one; -1 at the end. */
    protected abstract int next(byte[] into, int offset, int length) throws IOException;

    /** Whether the last byte was read. */
    public abstract boolean isEnded();

    /** Lets go of what was not read. */
    protected abstract void endEarly() throws IOException;

    /** How many bytes are still to come, or are worth to be asked for first where nobody knows. */
    protected long left() {
        return FIRST;
    }

    /** What this belongs to. */
    protected Doing told() {
        return told;
    }

    /** It will not be read to its end because of this. */
    public void failed(Throwable why) {
        told.failed(why);
    }

    private void giveBack() {
        Doing doing = told;
        told = Doing.UNTOLD;
        doing.giveBack();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (isEnded() || length == 0) {
            return isEnded() ? -1 : 0;
        }
        Doing doing = told;
        boolean resumed = doing.resume();
        try {
            int n = next(into, offset, length);
            if (n < 0) {
                giveBack();
            }
            return n;
        } catch (IOException | RuntimeException | Error e) {
            doing.failed(e);
            giveBack();
            throw e;
        } finally {
            if (resumed) {
                doing.pause();
            }
        }
    }

    /** In pieces as large as pay: each costs a call to the system, and clearing a large one more than a small body. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] piece = new byte[(int) Math.max(1, Math.min(left(), PIECE))];
        long bytes = 0;
        for (int n = read(piece, 0, piece.length); n >= 0; n = read(piece, 0, piece.length)) {
            out.write(piece, 0, n);
            bytes += n;
            if (n == piece.length && n < PIECE && left() > 0) {
                piece = new byte[(int) Math.min(4L * n, PIECE)];
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        Doing doing = told;
        boolean resumed = doing.resume();
        try {
            if (!closed && !isEnded()) {
                endEarly();
            }
        } finally {
            closed = true;
            if (resumed) {
                doing.pause();
            }
            giveBack();
        }
    }
}
