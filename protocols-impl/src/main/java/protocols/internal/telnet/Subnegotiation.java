package protocols.internal.telnet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import protocols.telnet.TelnetOption;

/** The sub-negotiation that is being received. Grows with what came, never with what a peer claims. */
final class Subnegotiation {

    /** The longest payload that is kept, in octets; a longer one is dropped as a whole. */
    static final int CAP = 4096;

    private byte[] payload = new byte[32];
    private int size;
    private TelnetOption option = TelnetOption.BINARY;
    private boolean tooLong;

    void begin(int code) {
        option = TelnetOption.of(code);
        size = 0;
        tooLong = false;
    }

    TelnetOption option() {
        return option;
    }

    boolean isTooLong() {
        return tooLong;
    }

    void append(byte[] from, int at, int to) {
        int more = to - at;
        tooLong |= more > CAP - size;
        if (tooLong) {
            return;
        }
        if (size + more > payload.length) {
            payload = Arrays.copyOf(payload, Math.min(CAP, Math.max(size + more, payload.length * 2)));
        }
        System.arraycopy(from, at, payload, size, more);
        size += more;
    }

    ByteBuffer payload() {
        return ByteBuffer.wrap(payload, 0, size).slice().asReadOnlyBuffer();
    }
}
