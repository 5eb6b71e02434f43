package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import protocols.net.Wire.Sight;

/** What a look or a wait has read of a stream before anybody asked; most connections never need it. */
final class Ahead {

    private static final int SIZE = 1024;

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private boolean ended;
    private @Nullable IOException broken;

    /** Whether a read has to take what is here, be it bytes, the end or a fault. */
    boolean isKnown() {
        return bytes.hasRemaining() || ended || broken != null;
    }

    Sight sight() {
        if (broken != null) {
            return Sight.BROKEN;
        }
        return ended ? Sight.ENDED : bytes.hasRemaining() ? Sight.DATA : Sight.ALIVE;
    }

    /** What a read gives: as many bytes as fit, or -1. */
    int take(ByteBuffer into) throws IOException {
        if (broken != null) {
            throw Faults.of(broken);
        }
        if (ended) {
            return -1;
        }
        int n = Math.min(bytes.remaining(), into.remaining());
        into.put(into.position(), bytes, bytes.position(), n);
        into.position(into.position() + n);
        bytes.position(bytes.position() + n);
        return n;
    }

    /** Where the next bytes go, once there are none; {@link #arrived} follows. */
    ByteBuffer space() {
        if (bytes.capacity() == 0) {
            bytes = ByteBuffer.allocate(SIZE);
        }
        return bytes.clear();
    }

    /** So many bytes were put into the space; -1 for the end. */
    void arrived(int n) {
        ended = n < 0;
        bytes.limit(Math.max(n, 0)).position(0);
    }

    /** Nothing came, but a fault. */
    void broke(IOException fault) {
        bytes.limit(0);
        broken = fault;
    }
}
