package protocols.internal.ftp;

import java.io.IOException;
import java.util.Optional;
import protocols.Transcript.Side;
import protocols.Transfer;
import protocols.WireException;
import protocols.internal.line.LentStream;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Link;

/** A file as it arrives. Its end is reported only once the server has confirmed it. */
final class Download extends LentStream {

    private final Running transfer;
    private final Offset start;
    private final Link data;
    private final BodyTrace trace;
    private long bytes;
    private boolean over;
    private Optional<Transfer> outcome = Optional.empty();

    Download(Running transfer, Offset start) {
        super(transfer.data().recorder());
        this.transfer = transfer;
        this.start = start;
        data = transfer.data();
        trace = new BodyTrace(data, Side.SERVER);
    }

    /** The outcome, after the end was read. */
    Transfer outcome() {
        return outcome.orElseThrow(() -> new IllegalStateException("the transfer has not come to its end"));
    }

    @Override
    public boolean isEnded() {
        return over;
    }

    @Override
    protected int next(byte[] into, int offset, int length) throws IOException {
        int n;
        try {
            n = transfer.onData(() -> data.in().read(into, offset, length));
        } catch (WireException e) {
            end();
            throw transfer.broken(e);
        }
        if (n < 0) {
            end();
            Transfer done = transfer.confirm(bytes);
            start.requireRest(bytes);
            outcome = Optional.of(done);
            return -1;
        }
        trace.add(into, offset, n);
        bytes += n;
        return n;
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
    protected void endEarly() throws IOException {
        end();
        transfer.breakOff();
    }
}
