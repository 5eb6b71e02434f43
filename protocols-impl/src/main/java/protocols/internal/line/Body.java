package protocols.internal.line;

import java.io.IOException;
import java.time.Duration;
import protocols.Sink;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Incoming;
import protocols.internal.wire.Link;
import protocols.net.Deadline;

/**
 * A body as it arrives: read by the caller at the caller's pace, from the receive buffer, however long it is. Its silence
 * is bounded by the idle limit, its length is not.
 */
public abstract class Body extends LentStream {

    /** What is read and thrown away to keep a connection whose body was closed early. */
    private static final long WORTH_DRAINING = 1 << 20;

    /** What is on its way may arrive meanwhile. */
    private static final Duration NEARLY = Duration.ofMillis(50);

    protected final Link link;
    protected final Incoming in;
    protected final BodyTrace trace;
    private Deadline total;
    private final String doing;
    private boolean ended;
    private Runnable whenEnded = () -> {};

    protected Body(Link link, String doing) {
        super(link.recorder());
        this.link = link;
        this.in = link.in();
        this.doing = doing;
        this.trace = new BodyTrace(link, Side.SERVER);
        this.total = link.transferTotal();
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
        return link.recorder().watched(sink, told());
    }

    /** Has to be read to its end by then: what is held in memory has the total of one operation. */
    public void within(Deadline limit) {
        total = total.earlier(limit);
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    protected int next(byte[] into, int offset, int length) throws WireException {
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
    }

    /**
     * Reads the rest if there is little of it and it is there already, or nearly so. Else the connection is given up at
     * once: reading what nobody wants would cost more than a new connection.
     */
    @Override
    protected void endEarly() {
        if (!link.isAlive()) {
            return;
        }
        byte[] scratch = new byte[8192];
        Deadline patience = Deadline.after("close", NEARLY);
        within(patience);
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
        return link.operation(doing, patience, () -> isWhole() || in.await(patience));
    }

    /** Whether its last byte was taken already. */
    protected boolean isWhole() {
        return false;
    }
}
