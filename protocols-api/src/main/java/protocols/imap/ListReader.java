package protocols.imap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import protocols.WireException.Malformed;

/**
 * Reads the values of a parenthesised list that is whole in memory, literals included: {@code ("a" NIL {3}CRLFxyz)}.
 * After {@link #string} the value stands in the fields and costs nothing until it is asked for as text.
 */
final class ListReader {

    private final byte[] bytes;
    private final int end;
    private int at;
    private int from;
    private int to;
    private boolean nil;
    private boolean escaped;

    ListReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at >= end;
    }

    /** The next byte; -1 at the end. */
    int peek() {
        return at < end ? bytes[at] & 0xff : -1;
    }

    /** Takes the byte if it comes next. */
    boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char c) throws Malformed {
        if (!take(c)) {
            throw broken("'" + c + "' expected");
        }
    }

    void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    /** Reads NIL, a quoted string, a literal or an atom. */
    void string() throws Malformed {
        nil = false;
        escaped = false;
        switch (peek()) {
            case '"' -> quoted();
            case '{' -> literal();
            default -> atom();
        }
    }

    private void quoted() throws Malformed {
        from = ++at;
        while (at < end) {
            byte b = bytes[at++];
            if (b == '"') {
                to = at - 1;
                return;
            }
            if (b == '\\') {
                escaped = true;
                at++;
            } else if (b == '\r' || b == '\n') {
                break;
            }
        }
        throw broken("a quoted string that ends");
    }

    private void literal() throws Malformed {
        at++;
        long size = 0;
        int digits = at;
        while (peek() >= '0' && peek() <= '9' && size <= end) {
            size = size * 10 + (bytes[at++] - '0');
        }
        if (at == digits) {
            throw broken("the size of a literal");
        }
        take('+');
        expect('}');
        expect('\r');
        expect('\n');
        if (size > end - at) {
            throw broken("a literal that ends");
        }
        from = at;
        to = at + (int) size;
        at = to;
    }

    private void atom() throws Malformed {
        from = at;
        while (at < end && bytes[at] > ' ' && bytes[at] != '(' && bytes[at] != ')' && bytes[at] != '"') {
            at++;
        }
        to = at;
        if (from == to) {
            throw broken("a string or NIL");
        }
        nil = to - from == 3
                && (bytes[from] | 0x20) == 'n'
                && (bytes[from + 1] | 0x20) == 'i'
                && (bytes[from + 2] | 0x20) == 'l';
    }

    boolean isNil() {
        return nil;
    }

    boolean isNilOrEmpty() {
        return nil || from == to;
    }

    /** The value just read; empty for NIL. */
    Optional<String> value() {
        if (nil) {
            return Optional.empty();
        }
        byte[] value = escaped ? unescaped() : Arrays.copyOfRange(bytes, from, to);
        return Optional.of(ImapText.text(value));
    }

    private byte[] unescaped() {
        byte[] out = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\' && i + 1 < to) {
                i++;
            }
            out[n++] = bytes[i];
        }
        return Arrays.copyOf(out, n);
    }

    /** Copies bytes that were read; gives where they end in the copy. */
    int copy(int first, int last, byte[] into, int offset) {
        System.arraycopy(bytes, first, into, offset, last - first);
        return offset + last - first;
    }

    Malformed broken(String rule) {
        int shown = Math.max(0, Math.min(at, end) - 20);
        int length = Math.max(0, Math.min(60, end - shown));
        return new Malformed(rule, new String(bytes, shown, length, StandardCharsets.ISO_8859_1));
    }
}
