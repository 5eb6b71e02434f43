package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import protocols.net.Deadline;
import protocols.net.Wire;

/** A wire of which some bytes were read already: they come first, to whoever reads it from now on. */
final class Preceded extends WireOver {

    private final ByteBuffer first;

    Preceded(byte[] first, Wire wire) {
        super(wire);
        this.first = ByteBuffer.wrap(first);
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        if (!first.hasRemaining()) {
            return super.read(into, deadline);
        }
        int n = Math.min(first.remaining(), into.remaining());
        into.put(into.position(), first, first.position(), n);
        into.position(into.position() + n);
        first.position(first.position() + n);
        return n;
    }

    @Override
    public Sight look() {
        return first.hasRemaining() ? Sight.DATA : super.look();
    }

    @Override
    public boolean await(Deadline deadline) throws IOException {
        return first.hasRemaining() || super.await(deadline);
    }
}
