package protocols.internal.line;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A line where it arrived, in the receive buffer, without its end: good until the next line is read. */
public final class Line {

    private byte[] bytes = new byte[0];
    private int from;
    private int to;

    void set(byte[] buffer, int start, int end) {
        bytes = buffer;
        from = start;
        to = end;
    }

    public int length() {
        return to - from;
    }

    /** The byte at a position, as 0 to 255; -1 past the end. */
    public int at(int index) {
        return index < to - from ? bytes[from + index] & 0xff : -1;
    }

    /** The array that holds the line, from {@link #from()} to {@link #to()}. */
    public byte[] array() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public boolean startsWith(String ascii) {
        if (ascii.length() > length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The text from a position on; what is no text in the charset becomes U+FFFD. */
    public String text(int start, Charset charset) {
        return start >= length() ? "" : new String(bytes, from + start, to - from - start, charset);
    }

    /** The text from a position on, in UTF-8. */
    public String text(int start) {
        return text(start, StandardCharsets.UTF_8);
    }

    /** The whole line in UTF-8. */
    @Override
    public String toString() {
        return text(0);
    }
}
