package protocols.internal.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the values of which responses are made: strings, literals, lists (RFC 9051 section 4). */
final class ValueReader {

    private final ResponseBuffer in;
    private final ImapLimits limits;

    ValueReader(ResponseBuffer in, ImapLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    byte[] token() {
        return Arrays.copyOfRange(in.bytes(), in.start(), in.tokenEnd());
    }

    String tokenText() {
        return new String(in.bytes(), in.start(), in.tokenEnd() - in.start(), StandardCharsets.ISO_8859_1);
    }

    /** Whether the marked bytes are a word, given in capitals, in any case. */
    boolean tokenIs(String word) {
        byte[] bytes = in.bytes();
        int start = in.start();
        int length = in.tokenEnd() - start;
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int b = bytes[start + i];
            if ((b >= 'a' && b <= 'z' ? b - 0x20 : b) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Marks and reads a word: up to a space, a parenthesis, an opening bracket or the end of the line. */
    void word() throws IOException {
        in.mark();
        int b = in.peek();
        while (b > ' ' && b != '(' && b != ')' && b != '[') {
            in.next();
            b = in.peek();
        }
        if (in.tokenEnd() == in.start()) {
            throw in.broken("a word");
        }
    }

    /**
     * Reads over one value of any kind, lists in lists included, and leaves it marked. Nothing is stacked, so nesting
     * costs nothing here; who makes a tree of the value has a cap of its own.
     */
    void any() throws IOException {
        in.mark();
        over();
    }

    /** Reads over one value and leaves the mark where it is. */
    void over() throws IOException {
        long depth = 0;
        do {
            switch (in.peek()) {
                case '(' -> {
                    in.next();
                    depth++;
                }
                case ')' -> {
                    if (depth == 0) {
                        throw in.broken("a value");
                    }
                    in.next();
                    depth--;
                }
                case ' ' -> {
                    if (depth == 0) {
                        throw in.broken("a value");
                    }
                    in.next();
                }
                default -> simple();
            }
        } while (depth > 0);
    }

    private void simple() throws IOException {
        switch (in.peek()) {
            case '"' -> quoted();
            case '{' -> in.literal(in.literalSize(), limits.literal());
            case '~' -> {
                in.next();
                if (in.peek() == '{') {
                    in.literal(in.literalSize(), limits.literal());
                } else {
                    restOfAtom();
                }
            }
            default -> atom();
        }
    }

    private void atom() throws IOException {
        if (in.peek() <= ' ') {
            throw in.broken("a value");
        }
        restOfAtom();
    }

    private void restOfAtom() throws IOException {
        int b = in.peek();
        while (b > ' ' && b != '(' && b != ')') {
            in.next();
            b = in.peek();
        }
    }

    private void quoted() throws IOException {
        in.next();
        int b = in.next();
        while (b != '"') {
            if (b == '\\') {
                b = in.next();
            }
            if (b == '\r' || b == '\n') {
                throw in.broken("a quoted string that ends");
            }
            b = in.next();
        }
    }

    /** Reads an astring or nstring and gives its bytes. */
    byte[] string() throws IOException {
        int kind = in.peek();
        if (kind == '"') {
            in.mark();
            quoted();
            return unquoted(in.bytes(), in.start() + 1, in.tokenEnd() - 1);
        }
        if (kind == '{') {
            long size = in.literalSize();
            in.mark();
            in.literal(size, limits.literal());
            return token();
        }
        if (kind == '(' || kind == ')' || kind <= ' ') {
            throw in.broken("a string");
        }
        in.mark();
        atom();
        return token();
    }

    private static byte[] unquoted(byte[] bytes, int from, int to) {
        byte[] out = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\' && i + 1 < to) {
                i++;
            }
            out[n++] = bytes[i];
        }
        return n == out.length ? out : Arrays.copyOf(out, n);
    }
}
