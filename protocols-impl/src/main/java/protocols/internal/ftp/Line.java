package protocols.internal.ftp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import protocols.ftp.FtpName;
import protocols.spi.FtpFriend;

/**
 * One line of a listing as bytes, with a position that reads along it. It does not own the bytes: it is moved from line
 * to line, so that a listing of a million lines needs one.
 */
final class Line {

    private static final FtpFriend API = FtpFriend.get();
    private static final int LONGEST_NUMBER = 19;

    private byte[] bytes = {};
    private int start;
    private int end;
    private int at;
    private int tokenFrom;

    /** Lies over the bytes of another line, from {@code from} to before {@code to}. */
    Line over(byte[] buffer, int from, int to) {
        bytes = buffer;
        start = from;
        end = to;
        at = from;
        return this;
    }

    static Line of(String text) {
        byte[] bytes = FtpName.encode(text);
        return new Line().over(bytes, 0, bytes.length);
    }

    void rewind() {
        at = start;
    }

    int at() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean atEnd() {
        return at >= end;
    }

    /** The byte at a position; -1 beyond the end. */
    int byteAt(int position) {
        return position < end ? bytes[position] & 0xff : -1;
    }

    /** The byte at the position of reading; -1 at the end. */
    int peek() {
        return byteAt(at);
    }

    /** Steps over a byte, if it is the next one. */
    boolean skip(int expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** Steps over spaces, and says how many there were. */
    int skipSpaces() {
        int from = at;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        return at - from;
    }

    /** Steps over spaces and the word after them, which stands from {@link #tokenFrom} to {@link #at}. */
    boolean nextToken() {
        skipSpaces();
        tokenFrom = at;
        while (at < end && bytes[at] != ' ') {
            at++;
        }
        return at > tokenFrom;
    }

    int tokenFrom() {
        return tokenFrom;
    }

    /** Reads a number of {@code least} to {@code most} digits; -1, and no step, if there is none, or more digits. */
    int digits(int least, int most) {
        int value = 0;
        int from = at;
        while (isDigit(peek()) && at - from < most) {
            value = value * 10 + peek() - '0';
            at++;
        }
        if (at - from < least || isDigit(peek())) {
            at = from;
            return -1;
        }
        return value;
    }

    /** The number that takes up a whole range; -1 if it is not one, or is more than a long holds. */
    long number(int from, int to) {
        if (to <= from || to - from > LONGEST_NUMBER) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        // Of nineteen digits the largest are just beyond a long, and come out negative.
        return Math.max(value, -1);
    }

    /** How many digits stand at a position. */
    int digitsAt(int position) {
        int to = position;
        while (isDigit(byteAt(to))) {
            to++;
        }
        return to - position;
    }

    /** Whether the range begins with that text, capitals or not; the text is given in small ASCII letters. */
    boolean hasAt(int position, String small) {
        for (int i = 0; i < small.length(); i++) {
            int b = byteAt(position + i);
            if (small.charAt(i) != (b >= 'A' && b <= 'Z' ? b + 32 : b)) {
                return false;
            }
        }
        return true;
    }

    /** The position of a byte at or after another position; -1 if there is none. */
    int indexOf(int wanted, int from) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** The text of a range. */
    String text(int from, int to) {
        return API.decode(bytes, from, to);
    }

    /** The text of a range in UTF-8 or, where it is not, in ISO 8859-1. */
    String letters(int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Whether a range holds exactly that text; false for any text beyond ASCII. */
    boolean isAscii(int from, int to, String text) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || text.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** The text from the position of reading to the end. */
    String rest() {
        return text(at, end);
    }

    /** Its bytes, for good. */
    byte[] copy() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** The text of the whole line. */
    String whole() {
        return text(start, end);
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }
}
