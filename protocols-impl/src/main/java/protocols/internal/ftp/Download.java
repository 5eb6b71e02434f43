package protocols.internal.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import protocols.Transcript.Side;
import protocols.Transfer;
import protocols.WireException;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Doing;
import protocols.internal.wire.Link;

/** A file as it arrives. Its end is reported only once the server has confirmed it. */
final class Download extends InputStream {

    static final int BLOCK = 64 * 1024;

    private final Running transfer;
    private final Link data;
    private final BodyTrace trace;
    private long bytes;
    private boolean over;
    private boolean closed;
    private Doing told;
    private Optional<Transfer> outcome = Optional.empty();

    Download(Running transfer) {
        this.transfer = transfer;
        data = transfer.data();
        trace = new BodyTrace(data, Side.SERVER);
        told = data.recorder().lend();
    }

    /** The outcome, after the end was read. */
    Transfer outcome() {
        return outcome.orElseThrow(() -> new IllegalStateException("the transfer has not come to its end"));
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
        if (over || length == 0) {
            return over ? -1 : 0;
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

    private void giveBack() {
        Doing doing = told;
        told = Doing.UNTOLD;
        doing.giveBack();
    }

    private int next(byte[] into, int offset, int length) throws IOException {
        int n;
        try {
            n = transfer.onData(() -> data.read(into, offset, length));
        } catch (WireException e) {
            end();
            throw transfer.broken(e);
        }
        if (n < 0) {
            end();
            outcome = Optional.of(transfer.confirm(bytes));
            return -1;
        }
        trace.add(into, offset, n);
        bytes += n;
        return n;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        long moved = 0;
        for (int n = read(block, 0, BLOCK); n >= 0; n = read(block, 0, BLOCK)) {
            out.write(block, 0, n);
            moved += n;
        }
        return moved;
    }

    private void end() {
        over = true;
        trace.end();
    }

    /** The receiver failed, if the transfer has not come to its end: what it threw is thrown on. */
    void giveUp(Throwable mine) {
        if (!over) {
            end();
            transfer.giveUp(mine, "the receiver failed");
        }
    }

    @Override
    public void close() throws IOException {
        Doing doing = told;
        boolean resumed = doing.resume();
        try {
            if (!closed && !over) {
                end();
                transfer.breakOff();
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
