package protocols.mail;

import java.io.IOException;
import java.io.InputStream;

/**
 * Quoted-printable as it arrives (RFC 2045 section 6.7): white space at the end of a line goes, a soft line break joins,
 * an equals sign that begins neither is kept as it stands.
 */
final class QuotedPrintableDecoding extends InputStream {

    /** How far to look for the end of a line behind white space; a legal line is 76 long. */
    private static final int AHEAD = 1024;

    private final InputStream source;
    private final byte[] in = new byte[8 * AHEAD];
    private int at;
    private int filled;
    private boolean ended;

    /** Up to here the bytes are copied: the white space was looked at and is no end of a line. */
    private int literal;

    QuotedPrintableDecoding(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled - at <= AHEAD && !ended) {
                fill();
            }
            if (at == filled) {
                break;
            }
            int octet = next();
            if (octet >= 0) {
                out[offset + done++] = (byte) octet;
            }
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    /** The next octet, or -1 where something was dropped. */
    private int next() {
        int c = in[at];
        if (c == '=') {
            return escape();
        }
        if (Lines.isWhite(c) && at >= literal) {
            literal = behindWhite(at);
            if (atLineEnd(literal)) {
                at = literal;
                return -1;
            }
        }
        at++;
        return c & 0xff;
    }

    private int escape() {
        int octet = at + 2 < filled ? hex(at + 1) : -1;
        if (octet >= 0) {
            at += 3;
            return octet;
        }
        int end = behindWhite(at + 1);
        if (!atLineEnd(end)) {
            at++;
            literal = end;
            return '=';
        }
        at = end == filled ? end : end + (in[end] == '\r' ? 2 : 1);
        return -1;
    }

    private int hex(int from) {
        int high = Charsets.hex(in[from]);
        int low = Charsets.hex(in[from + 1]);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private int behindWhite(int from) {
        int end = from;
        while (end < filled && end - from < AHEAD - 2 && Lines.isWhite(in[end])) {
            end++;
        }
        return end;
    }

    private boolean atLineEnd(int end) {
        return end == filled || in[end] == '\n' || (in[end] == '\r' && end + 1 < filled && in[end + 1] == '\n');
    }

    private void fill() throws IOException {
        System.arraycopy(in, at, in, 0, filled - at);
        filled -= at;
        literal = Math.max(0, literal - at);
        at = 0;
        while (filled <= AHEAD && !ended) {
            int more = source.read(in, filled, in.length - filled);
            ended = more < 0;
            filled += Math.max(0, more);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
