package protocols.internal.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import protocols.Sink;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Doing;
import protocols.internal.wire.Link;
import protocols.net.Deadline;

/**
 * A body as it arrives: read by the caller at the caller's pace, from the receive buffer, however long it is. Its silence
 * is bounded by the idle limit, its length is not.
 */
public abstract class Body extends InputStream {

    /** What is read and thrown away to keep a connection whose body was closed early. */
    private static final long WORTH_DRAINING = 1 << 20;

    /** What is on its way may arrive meanwhile. */
    private static final Duration NEARLY = Duration.ofMillis(50);

    /** The most that is read at once, and what is read first of a body that may be small. */
    private static final int PIECE = 65_536;

    private static final int FIRST = 8_192;

    protected final Link link;
    protected final BodyTrace trace;
    private Deadline total;
    private final String doing;
    private boolean ended;
    private boolean closed;
    private Runnable whenEnded = () -> {};
    private Doing told;

    protected Body(Link link, String doing) {
        this.link = link;
        this.doing = doing;
        this.trace = new BodyTrace(link, Side.SERVER);
        this.total = link.transferTotal();
        this.told = link.recorder().lend();
    }

    /** Some bytes, at least one; -1 at the end of the body. */
    protected abstract int take(byte[] into, int offset, int length) throws IOException;

    /** Is told once, when the last byte was read. */
    public Body whenEnded(Runnable then) {
        whenEnded = then;
        return this;
    }

    /** The same sink, for what is read of it; whoever looks on is told how far that has come. */
    public Sink watched(Sink sink) {
        return link.recorder().watched(sink, told);
    }

    /** It will not be read to its end because of this. */
    public void failed(Throwable why) {
        told.failed(why);
    }

    /** Has to be read to its end by then: what is held in memory has the total of one operation. */
    public void within(Deadline limit) {
        total = total.earlier(limit);
    }

    /** Whether the last byte was read. */
    public boolean isEnded() {
        return ended;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (closed) {
            throw new IOException("the body is closed");
        }
        return ended ? -1 : length == 0 ? 0 : next(into, offset, length);
    }

    /** What is read once the call that lent the body has returned belongs to the operation of that call. */
    private int next(byte[] into, int offset, int length) throws WireException {
        Doing doing = told;
        boolean resumed = doing.resume();
        try {
            return piece(into, offset, length);
        } catch (WireException | RuntimeException | Error e) {
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

    private int piece(byte[] into, int offset, int length) throws WireException {
        return link.operation(doing, link.settings().timeout(), () -> {
            link.beginTransfer(total);
            try {
                int n = take(into, offset, length);
                if (n < 0) {
                    end();
                }
                return n;
            } catch (IOException e) {
                trace.end();
                throw e;
            } finally {
                link.endTransfer();
            }
        });
    }

    private void end() {
        ended = true;
        trace.end();
        whenEnded.run();
        giveBack();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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
                piece = new byte[PIECE];
            }
        }
        return bytes;
    }

    /** How many bytes are still to come, or are worth to be asked for first where nobody knows. */
    protected long left() {
        return FIRST;
    }

    /**
     * Reads the rest if there is little of it and it is there already, or nearly so. Else the connection is given up at
     * once: reading what nobody wants would cost more than a new connection.
     */
    @Override
    public void close() throws IOException {
        if (closed || ended || !link.isAlive()) {
            closed = true;
            giveBack();
            return;
        }
        Doing doing = told;
        boolean resumed = doing.resume();
        try {
            endEarly();
        } finally {
            if (resumed) {
                doing.pause();
            }
            giveBack();
        }
    }

    private void endEarly() {
        byte[] scratch = new byte[8192];
        Deadline patience = Deadline.after("close", NEARLY);
        within(patience);
        closed = true;
        try {
            for (long drained = 0; drained < WORTH_DRAINING && !patience.hasPassed() && isThere(patience); ) {
                int n = next(scratch, 0, scratch.length);
                if (n < 0) {
                    return;
                }
                drained += n;
            }
        } catch (WireException e) {
            // Whoever closes wants no more of it.
            trace.end();
        }
        trace.end();
        link.abandon("a body was closed before its end");
    }

    /** The end of the body may need no further byte. */
    private boolean isThere(Deadline patience) throws WireException {
        return link.operation(doing, patience, () -> isWhole() || link.await(patience));
    }

    /** Whether its last byte was taken already. */
    protected boolean isWhole() {
        return false;
    }
}
