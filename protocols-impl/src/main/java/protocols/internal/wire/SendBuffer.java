package protocols.internal.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Small pieces that wait to be sent together, so that a batch is one write. */
final class SendBuffer {

    private final byte[] bytes = new byte[ReceiveBuffer.SIZE];
    private int pending;

    boolean isEmpty() {
        return pending == 0;
    }

    int size() {
        return pending;
    }

    /** Adds a piece if there is room for it. */
    boolean add(byte[] piece, int offset, int length) {
        if (length > bytes.length - pending) {
            return false;
        }
        System.arraycopy(piece, offset, bytes, pending, length);
        pending += length;
        return true;
    }

    ByteBuffer contents() {
        return ByteBuffer.wrap(bytes, 0, pending);
    }

    /** Forgets what is pending, and overwrites it: it may hold a secret. */
    void wipe() {
        Arrays.fill(bytes, 0, pending, (byte) 0);
        pending = 0;
    }
}
