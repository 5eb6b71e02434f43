package protocols.internal.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import protocols.net.Deadline;
import protocols.net.Wire;

/** A wire to a peer that has said all already, which arrives in pieces, and then the end; it hears what is written. */
public final class SaidWire implements Wire {

    private final byte[] said;
    private final int piece;
    private final List<byte[]> written = new ArrayList<>();
    private int at;

    /**
     * @param piece how many bytes one read gives at most
     */
    public SaidWire(byte[] said, int piece) {
        this.said = said;
        this.piece = piece;
    }

    /** The arrays that were written from, as they are now: what was wiped since is gone. */
    public List<byte[]> written() {
        return written;
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) {
        int some = Math.min(Math.min(piece, into.remaining()), said.length - at);
        into.put(said, at, some);
        at += some;
        return some == 0 ? -1 : some;
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) {
        written.add(from.array());
        from.position(from.limit());
    }

    @Override
    public boolean await(Deadline deadline) {
        return true;
    }

    @Override
    public String peer() {
        return "";
    }

    @Override
    public String local() {
        return "";
    }

    @Override
    public void close() {}
}
