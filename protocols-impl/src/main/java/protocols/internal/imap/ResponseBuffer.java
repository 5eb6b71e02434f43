package protocols.internal.imap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.WireException.Malformed;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Link;

/**
 * Reading in the link's receive buffer. The bytes from the mark on stay in it and in one piece, so that what is read can
 * be looked at where it lies; the buffer grows by what has arrived, never by what was announced.
 */
final class ResponseBuffer {

    /** A line longer than this is recorded in pieces: else all of it had to stay in the buffer. */
    private static final int PIECE = 8192;

    private final Link link;
    private final ImapLimits limits;

    private byte[] bytes;
    private int at;
    private int end;
    private int mark;
    private int recorded;

    private long passed;
    private long begun;
    private long responseStart;
    private long lineStart;
    private int lineCap;
    private int responseCap;
    private Optional<IOException> broken = Optional.empty();
    private Optional<ByteArrayOutputStream> text = Optional.empty();

    ResponseBuffer(Link link, ImapLimits limits) {
        this.link = link;
        this.limits = limits;
        this.bytes = link.buffer();
    }

    /** Begins a response: limits count from here. */
    void begin() {
        bytes = link.buffer();
        at = link.position();
        end = link.limit();
        mark = at;
        recorded = at;
        passed = 0;
        begun = position();
        text.ifPresent(ByteArrayOutputStream::reset);
        responseStart = begun;
        lineStart = begun;
        lineCap = limits.line();
        responseCap = limits.response();
    }

    /** Ends a response: what was read of the link's buffer is consumed. */
    void end() {
        record(at);
        link.consume(at - link.position());
    }

    /** How many bytes were read since {@link #begin}, without those that were streamed past the buffer. */
    long size() {
        return position() - begun;
    }

    /** The line broke while a section was streamed. */
    void broke(IOException fault) {
        broken = Optional.of(fault);
    }

    /** What broke the line while a section was streamed. */
    Optional<IOException> broken() {
        return broken;
    }

    /** Records what has arrived of a response that cannot be read to its end. */
    void giveUp() {
        record(end);
    }

    private void record(int to) {
        if (to > recorded) {
            keep(recorded, to);
            link.recorder().said(link.channel(), Side.SERVER, bytes, recorded, to);
            recorded = to;
        }
    }

    private void keep(int from, int to) {
        if (text.isPresent()) {
            text.get().write(bytes, from, to - from);
        }
    }

    /** Whether the text of each response is kept until the next one. */
    void keepText(boolean on) {
        text = on ? Optional.of(new ByteArrayOutputStream()) : Optional.empty();
    }

    /** The response so far as it was sent, if texts are kept. */
    byte[] text() {
        return text.map(ByteArrayOutputStream::toByteArray).orElse(new byte[0]);
    }

    /** Lets this response be one long line of numbers. */
    void allowNumbers() {
        lineCap = limits.search();
        responseCap = limits.search();
    }

    /** Lets this response hold a section of a message. */
    void allowBody() {
        responseCap = Math.max(responseCap, limits.body());
    }

    /** How many bytes have arrived that nobody has read. */
    int unread() {
        return end - at;
    }

    private long position() {
        return passed + at;
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
        end();
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

    int tokenEnd() {
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
        record(at);
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

    /** As {@link #literal}, for a section of a message, which is recorded as a body. */
    void body(long size) throws IOException {
        if (size > limits.body()) {
            throw new WireException.LimitExceeded("body", limits.body());
        }
        allowBody();
        mark();
        BodyTrace trace = new BodyTrace(link, Side.SERVER);
        try {
            for (long left = size; left > 0; ) {
                peek();
                int some = (int) Math.min(left, end - at);
                trace.add(bytes, at, some);
                keep(at, at + some);
                at += some;
                recorded = at;
                left -= some;
                lineStart = position();
            }
        } finally {
            trace.end();
        }
    }

    /** A section of a message that is not kept in memory. */
    LiteralStream stream(long size) {
        return new LiteralStream(this, new BodyTrace(link, Side.SERVER), size);
    }

    /** Reads some bytes of a literal that is streamed: the limits do not count them. */
    int stream(byte[] into, int offset, int most) throws IOException {
        int some;
        if (at == end) {
            link.consume(at - link.position());
            some = link.read(into, offset, most);
            resume();
            if (some < 0) {
                throw new WireException.Hangup("the server closed the connection in the middle of a literal");
            }
        } else {
            some = Math.min(most, end - at);
            System.arraycopy(bytes, at, into, offset, some);
            at += some;
        }
        mark = at;
        recorded = at;
        responseStart = position();
        lineStart = responseStart;
        return some;
    }

    /** Takes the link's buffer up where it stands now. */
    private void resume() {
        bytes = link.buffer();
        passed += at - link.position();
        at = link.position();
        end = link.limit();
    }

    // Refill

    private void fill() throws IOException {
        checkLimits();
        if (at - recorded >= PIECE && mark > recorded) {
            record(at);
        }
        int keep = Math.min(mark, recorded);
        link.consume(keep - link.position());
        boolean more = false;
        try {
            more = link.fill();
        } finally {
            int moved = keep - link.position();
            at -= moved;
            mark -= moved;
            recorded -= moved;
            passed += moved;
            bytes = link.buffer();
            end = link.limit();
        }
        if (!more) {
            throw new WireException.Hangup(
                    "the server closed the connection" + (at > recorded ? ", in the middle" : ""));
        }
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
