package protocols.imap;

import java.util.Arrays;
import protocols.Text;

/** Reads a sequence-set (RFC 9051 section 9) as pairs of first and last, in the order they are written. */
final class RangeReader {

    private final String text;
    private int at;
    private long[] pairs = new long[8];
    private int count;

    private RangeReader(String text) {
        this.text = text;
    }

    static long[] pairs(String text) {
        return new RangeReader(text).read();
    }

    private long[] read() {
        do {
            long first = number();
            long last = first;
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
                last = number();
            }
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, count * 2);
            }
            pairs[count++] = Math.min(first, last);
            pairs[count++] = Math.max(first, last);
        } while (comma());
        return Arrays.copyOf(pairs, count);
    }

    private boolean comma() {
        if (at == text.length()) {
            return false;
        }
        if (text.charAt(at++) != ',') {
            throw broken();
        }
        return true;
    }

    private long number() {
        if (at < text.length() && text.charAt(at) == '*') {
            at++;
            return NumberRanges.STAR;
        }
        int start = at;
        long number = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + (text.charAt(at++) - '0');
            if (number > NumberRanges.MAX) {
                throw broken();
            }
        }
        if (at == start || number == 0) {
            throw broken();
        }
        return number;
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("not a set of message numbers: " + Text.printable(text));
    }
}
