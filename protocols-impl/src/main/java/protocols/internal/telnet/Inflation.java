package protocols.internal.telnet;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import protocols.WireException;
import protocols.WireException.LimitExceeded;
import protocols.WireException.Malformed;

/** What the peer compresses (COMPRESS2, "MCCP2"): one zlib stream (RFC 1950), after whose end it says plainly what it says. */
final class Inflation {

    /** How much may become of so many bytes, looked at over each {@link #BLOCK} of what comes out. */
    static final int RATIO = 100;

    static final int BLOCK = 1 << 20;

    private static final int PIECE = 8192;

    /** Takes what is inflated, {@code bytes[from]} to {@code bytes[to - 1]}. */
    interface Taker {
        int take(byte[] bytes, int from, int to) throws WireException;
    }

    private byte[] piece = new byte[0];
    private Inflater inflater = new Inflater();
    private boolean on;
    private long in;
    private long out;

    Inflation() {
        inflater.end();
    }

    boolean isOn() {
        return on;
    }

    /** What the peer sends from now on is compressed. */
    void begin() {
        inflater = new Inflater();
        piece = new byte[PIECE];
        on = true;
    }

    /**
     * Inflates {@code bytes[from]} to {@code bytes[to - 1]}.
     *
     * @return {@code to}, or less if the compressed stream ended there
     */
    int inflate(byte[] bytes, int from, int to, Taker taker) throws WireException {
        inflater.setInput(bytes, from, to - from);
        while (on && !inflater.needsInput()) {
            int left = inflater.getRemaining();
            int count = next();
            count(left - inflater.getRemaining(), count);
            taker.take(piece, 0, count);
            if (inflater.finished()) {
                int at = to - inflater.getRemaining();
                end();
                return at;
            }
        }
        return to;
    }

    /** Gives back what is held outside the heap. */
    void end() {
        inflater.end();
        piece = new byte[0];
        on = false;
    }

    private int next() throws Malformed {
        try {
            int count = inflater.inflate(piece);
            if (count == 0 && inflater.needsDictionary()) {
                throw new Malformed("compressed TELNET has no dictionary (RFC 1950)", "");
            }
            return count;
        } catch (DataFormatException e) {
            throw new Malformed("compressed TELNET is zlib (RFC 1950)", String.valueOf(e.getMessage()));
        }
    }

    private void count(int taken, int given) throws LimitExceeded {
        in += taken;
        out += given;
        if (out >= BLOCK) {
            if (out / RATIO > in) {
                throw new LimitExceeded("growth of compressed TELNET", RATIO);
            }
            in = 0;
            out = 0;
        }
    }
}
