package protocols.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Base64 as it arrives (RFC 2045 section 6.8): what is not of the alphabet is skipped, padding may be missing. */
final class Base64Decoding extends InputStream {

    private static final byte[] VALUES = values();

    private final InputStream source;
    private final byte[] in = new byte[8192];
    private int at;
    private int filled;
    private int bits;
    private int digits;

    Base64Decoding(InputStream source) {
        this.source = source;
    }

    /** The bytes of one encoded word; none if it has a character that base64 has not. */
    static byte[] decode(String word) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(word.length());
        int bits = 0;
        int held = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int value = c < 128 ? VALUES[c] : -1;
            if (value < 0 && c != '=') {
                return new byte[0];
            }
            if (value >= 0) {
                bits = bits << 6 | value;
                held += 6;
            }
            if (held >= 8) {
                held -= 8;
                out.write(bits >> held);
            }
        }
        return out.toByteArray();
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
            if (at == filled && !fill()) {
                break;
            }
            int c = in[at++];
            int value = c >= 0 ? VALUES[c] : -1;
            if (value >= 0) {
                bits = bits << 6 | value;
                digits++;
                if (digits > 1) {
                    out[offset + done++] = (byte) (bits >> (8 - 2 * digits));
                }
                digits &= 3;
            } else if (c == '=') {
                digits = 0;
            }
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, source.read(in, 0, in.length));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int c = 0; c < 128; c++) {
            values[c] = (byte) alphabet.indexOf(c);
        }
        return values;
    }
}
