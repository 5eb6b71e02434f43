package protocols.internal.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What has arrived and was not consumed: the bytes between position and limit. */
final class ReceiveBuffer {

    static final int SIZE = 8192;

    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int position;
    private int limit;

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int limit() {
        return limit;
    }

    int available() {
        return limit - position;
    }

    void consume(int count) {
        position += count;
    }

    int take(byte[] into, int offset, int length) {
        int n = Math.min(length, limit - position);
        System.arraycopy(bytes, position, into, offset, n);
        position += n;
        return n;
    }

    /** Space behind what is there; grows if all of it is taken and nothing was consumed, and is given back when empty. */
    ByteBuffer space() {
        if (position == limit) {
            bytes = bytes.length == 0 || bytes.length > 8 * SIZE ? new byte[SIZE] : bytes;
            position = 0;
            limit = 0;
        } else if (limit == bytes.length) {
            if (position > 0) {
                System.arraycopy(bytes, position, bytes, 0, limit - position);
            } else {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            limit -= position;
            position = 0;
        }
        return ByteBuffer.wrap(bytes, limit, bytes.length - limit);
    }

    /** Gives its memory back, if nothing is there. */
    void rest() {
        if (position == limit) {
            bytes = NONE;
            position = 0;
            limit = 0;
        }
    }

    /** So many bytes were put into the space. */
    void received(int count) {
        limit += count;
    }
}
