package protocols.internal.peer;

import java.util.Arrays;

/** What a client has said on one channel and nobody has taken yet. */
final class Inbox {

    private byte[] bytes = new byte[512];
    private int length;
    private int searched;
    private boolean ended;

    void add(byte[] more, int from, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(more, from, bytes, length, count);
        length += count;
    }

    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The first of these are what was said. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOf(bytes, count);
        System.arraycopy(bytes, count, bytes, 0, length - count);
        length -= count;
        searched = 0;
        return taken;
    }

    /** How far nobody has found what he was looking for. */
    int searched() {
        return searched;
    }

    void search() {
        searched = length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Up to and with the first line end, or all of it. */
    int firstLine() {
        int end = 0;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(length, end + 1);
    }
}
