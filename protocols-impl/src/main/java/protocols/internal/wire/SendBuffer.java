package protocols.internal.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Small pieces that wait to be sent together, so that a batch is one write. */
final class SendBuffer {

    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int pending;

    boolean isEmpty() {
        return pending == 0;
    }

    int size() {
        return pending;
    }

    /** Adds a piece if there is room for it. */
    boolean add(byte[] piece, int offset, int length) {
        if (length > ReceiveBuffer.SIZE - pending) {
            return false;
        }
        if (bytes.length == 0) {
            bytes = new byte[ReceiveBuffer.SIZE];
        }
        System.arraycopy(piece, offset, bytes, pending, length);
        pending += length;
        return true;
    }

    ByteBuffer contents() {
        return ByteBuffer.wrap(bytes, 0, pending);
    }

    /** Gives its memory back, if nothing is pending. */
    void rest() {
        if (pending == 0) {
            bytes = NONE;
        }
    }

    /** Forgets what is pending, and overwrites it: it may hold a secret. */
    void wipe() {
        Arrays.fill(bytes, 0, pending, (byte) 0);
        pending = 0;
    }
}
