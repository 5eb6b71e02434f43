package protocols.internal.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import protocols.WireException;
import protocols.WireException.Malformed;

/**
 * The receive buffer, and reading in it. The bytes from the mark on stay in the buffer and in one piece, so that what
 * is read can be looked at where it lies; the buffer grows by what has arrived, never by what was announced.
 */
final class ResponseBuffer {

    private static final int INITIAL = 16 << 10;

    private final ImapSource source;
    private final ImapLimits limits;

    private byte[] bytes = new byte[INITIAL];
    private int at;
    private int end;
    private int mark;

    private long dropped;
    private long responseStart;
    private long lineStart;
    private int lineCap;
    private int responseCap;

    ResponseBuffer(ImapSource source, ImapLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** Begins a response: limits count from here. A buffer that one response has blown up is given back. */
    void begin() {
        if (bytes.length > 4 * INITIAL && end - at <= INITIAL) {
            byte[] small = new byte[INITIAL];
            System.arraycopy(bytes, at, small, 0, end - at);
            dropped += at;
            end -= at;
            at = 0;
            bytes = small;
        }
        mark = at;
        responseStart = position();
        lineStart = responseStart;
        lineCap = limits.line();
        responseCap = limits.response();
    }

    /** Lets this response be one long line of numbers. */
    void allowNumbers() {
        lineCap = limits.search();
        responseCap = limits.search();
    }

    /** How many bytes have arrived that nobody has read. */
    int unread() {
        return end - at;
    }

    private long position() {
        return dropped + at;
    }

    /** The next byte, which stays; waits for it. */
    int peek() throws IOException {
        if (at == end) {
            fill();
        }
        return bytes[at] & 0xff;
    }

    int next() throws IOException {
        int b = peek();
        at++;
        return b;
    }

    boolean take(char c) throws IOException {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char c, String rule) throws IOException {
        if (!take(c)) {
            throw broken(rule);
        }
    }

    void skipSpaces() throws IOException {
        while (peek() == ' ') {
            at++;
        }
    }

    /** CR LF, and nothing but that, ends a response. */
    void endLine() throws IOException {
        expect('\r', "the end of a response");
        expect('\n', "LF after CR");
        checkLimits();
    }

    /** Reads over the rest of the line, CR and LF excluded. */
    void restOfLine() throws IOException {
        int b = peek();
        while (b != '\r' && b != '\n') {
            at++;
            b = peek();
        }
    }

    // Tokens

    void mark() {
        mark = at;
    }

    /** Where the marked bytes begin in {@link #bytes}; changes with every byte that is read. */
    int start() {
        return mark;
    }

    int end() {
        return at;
    }

    byte[] bytes() {
        return bytes;
    }

    byte[] token() {
        return Arrays.copyOfRange(bytes, mark, at);
    }

    String tokenText() {
        return new String(bytes, mark, at - mark, StandardCharsets.ISO_8859_1);
    }

    /** Whether the marked bytes are a word, given in capitals, in any case. */
    boolean tokenIs(String word) {
        int length = at - mark;
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int b = bytes[mark + i];
            if ((b >= 'a' && b <= 'z' ? b - 0x20 : b) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Marks and reads a word: up to a space, a parenthesis, an opening bracket or the end of the line. */
    void word() throws IOException {
        mark();
        int b = peek();
        while (b > ' ' && b != '(' && b != ')' && b != '[') {
            at++;
            b = peek();
        }
        if (at == mark) {
            throw broken("a word");
        }
    }

    /** Reads digits: 1 to 19 of them, 63 bits (RFC 9051 section 9, number64). */
    long number(String rule) throws IOException {
        long number = 0;
        int digits = 0;
        int b = peek();
        while (b >= '0' && b <= '9') {
            number = number * 10 + (b - '0');
            if (++digits > 18) {
                throw broken(rule);
            }
            at++;
            b = peek();
        }
        if (digits == 0) {
            throw broken(rule);
        }
        return number;
    }

    // Literals

    /** The size of the literal whose opening brace comes next, up to and with its CR LF. */
    long literalSize() throws IOException {
        expect('{', "a literal");
        long size = number("the size of a literal");
        take('+');
        expect('}', "the size of a literal");
        expect('\r', "CR LF after the size of a literal");
        expect('\n', "CR LF after the size of a literal");
        checkLimits();
        return size;
    }

    /** Reads over bytes of a literal, which join what is marked. */
    void literal(long size, int cap) throws IOException {
        if (size > cap) {
            throw new WireException.LimitExceeded("literal", cap);
        }
        long left = size;
        while (left > 0) {
            peek();
            int some = (int) Math.min(left, end - at);
            at += some;
            left -= some;
            lineStart = position();
        }
        lineStart = position();
    }

    /** Reads some bytes of a literal that is streamed: the limits do not count them. */
    int stream(byte[] into, int offset, int most) throws IOException {
        mark();
        peek();
        int some = Math.min(most, end - at);
        System.arraycopy(bytes, at, into, offset, some);
        streamed(some);
        return some;
    }

    /** As {@link #stream}, straight out of the buffer. */
    int streamTo(OutputStream out, long most) throws IOException {
        mark();
        peek();
        int some = (int) Math.min(most, end - at);
        out.write(bytes, at, some);
        streamed(some);
        return some;
    }

    private void streamed(int count) {
        at += count;
        mark = at;
        responseStart += count;
        lineStart = position();
    }

    // Refill

    private void fill() throws IOException {
        checkLimits();
        if (mark > 0) {
            compact();
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = source.read(bytes, end, bytes.length - end);
        if (read < 0) {
            throw new WireException.Hangup("the server closed the connection");
        }
        if (read == 0) {
            throw new IllegalStateException("a source that gives no byte");
        }
        end += read;
    }

    private void compact() {
        System.arraycopy(bytes, mark, bytes, 0, end - mark);
        dropped += mark;
        at -= mark;
        end -= mark;
        mark = 0;
    }

    private void checkLimits() throws WireException {
        if (position() - lineStart > lineCap) {
            throw new WireException.LimitExceeded("line", lineCap);
        }
        if (position() - responseStart > responseCap) {
            throw new WireException.LimitExceeded("response", responseCap);
        }
    }

    Malformed broken(String rule) {
        int from = Math.max(0, at - 30);
        String excerpt = new String(bytes, from, Math.min(end, at + 30) - from, StandardCharsets.ISO_8859_1);
        return new Malformed(rule, excerpt);
    }
}
