package protocols.internal.telnet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import protocols.WireException.LimitExceeded;

/** The bytes that wait to be written to the peer: answers and data in the order they came about. */
final class Outgoing {

    /** What the peer makes us answer and does not read, in bytes; more than that is not kept. */
    static final int MOST_ANSWERS = 1 << 16;

    private byte[] bytes = new byte[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Before another answer: that the peer takes those that he has made us give. */
    void requireRead() throws LimitExceeded {
        if (size > MOST_ANSWERS) {
            throw new LimitExceeded("TELNET answers that the peer does not read", MOST_ANSWERS);
        }
    }

    void put(int octet) {
        reserve(1);
        bytes[size++] = (byte) octet;
    }

    void put(byte[] from, int at, int to) {
        reserve(to - at);
        System.arraycopy(from, at, bytes, size, to - at);
        size += to - at;
    }

    void command(int code) {
        put(Codes.IAC);
        put(code);
    }

    /** Whole sub-negotiation; this is the one place where an octet 255 of the payload is doubled (RFC 855). */
    void subnegotiation(int option, byte[] payload) {
        command(Codes.SB);
        put(option);
        for (byte octet : payload) {
            put(octet);
            if (octet == (byte) Codes.IAC) {
                put(Codes.IAC);
            }
        }
        command(Codes.SE);
    }

    /** All that waits, which is then gone from here; valid until the next {@code put}. */
    ByteBuffer drain() {
        ByteBuffer all = ByteBuffer.wrap(bytes, 0, size).slice();
        size = 0;
        return all;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }
}
