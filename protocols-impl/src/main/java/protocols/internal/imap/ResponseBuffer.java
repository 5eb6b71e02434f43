package protocols.internal.imap;

import java.io.IOException;
import java.util.Optional;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.WireException.Malformed;
import protocols.internal.wire.BodyTrace;
import protocols.internal.wire.Incoming;
import protocols.internal.wire.Link;

/**
 * Reading in the link's receive buffer. The bytes from the mark on stay in it and in one piece, so that what is read can
 * be looked at where it lies; the buffer grows by what has arrived, never by what was announced.
 */
final class ResponseBuffer {

    /** A line longer than this is recorded in pieces: else all of it had to stay in the buffer. */
    private static final int PIECE = 8192;

    private static final byte[] NONE = new byte[0];

    private final Link link;
    private final Incoming in;
    private final ImapLimits limits;

    private byte[] bytes;

    private int at;
    private int end;
    private int mark;
    private int recorded;
    private int framed;
    private int shown;

    private long passed;
    private long begun;
    private long literalLeft;
    private final ResponseCaps caps;
    private final Framing framing = new Framing();
    private Optional<IOException> broken = Optional.empty();
    private final ResponseText text;

    ResponseBuffer(Link link, ImapLimits limits) {
        this.link = link;
        this.in = link.in();
        this.limits = limits;
        this.text = new ResponseText(limits.body());
        this.caps = new ResponseCaps(limits, link.settings().timeout());
        this.bytes = in.buffer();
    }

    /** Begins a response: limits count from here. */
    void begin() {
        bytes = in.buffer();
        at = in.position();
        end = in.limit();
        mark = at;
        recorded = at;
        framed = at;
        shown = at;
        passed = 0;
        begun = position();
        literalLeft = 0;
        text.clear();
        caps.begin(begun);
        framing.begin();
    }

    /** Ends a response: what was read of the link's buffer is consumed. */
    void end() {
        record(at);
        in.consume(at - in.position());
        bytes = NONE;
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
            text.add(bytes, recorded, to);
            link.recorder().said(link.channel(), Side.SERVER, bytes, recorded, to);
            recorded = to;
        }
    }

    /** The response as it is sent, while texts are kept. */
    ResponseText text() {
        return text;
    }

    ResponseCaps caps() {
        return caps;
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
        caps.check(position());
        end();
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
        caps.check(position());
        record(at);
        framing.newLine();
        framed = at;
        literalLeft = size;
        return size;
    }

    /** Reads over bytes of a literal, which join what is marked. */
    void literal(long size, int cap) throws IOException {
        if (size > cap) {
            throw new WireException.LimitExceeded("literal", cap);
        }
        caps.newLine(position());
        while (literalLeft > 0) {
            advance();
        }
    }

    /** Reads over some bytes of a literal; gives how many. */
    private int advance() throws IOException {
        peek();
        int some = (int) Math.min(literalLeft, end - at);
        at += some;
        framed = at;
        literalLeft -= some;
        caps.newLine(position());
        return some;
    }

    /** As {@link #literal}, for a section of a message, which is recorded as a body. */
    void body(long size) throws IOException {
        if (size > limits.body()) {
            throw new WireException.LimitExceeded("body", limits.body());
        }
        caps.allowBody();
        caps.newLine(position());
        mark();
        body(true);
    }

    private void body(boolean kept) throws IOException {
        BodyTrace trace = new BodyTrace(link, Side.SERVER);
        try {
            while (literalLeft > 0) {
                mark = kept ? mark : at;
                int some = advance();
                trace.add(bytes, at - some, some);
                text.add(bytes, at - some, at);
                recorded = at;
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
            drop(at);
            in.consume(at - in.position());
            some = in.read(into, offset, most);
            resume();
            if (some < 0) {
                throw new WireException.Hangup("the server closed the connection in the middle of a literal");
            }
        } else {
            drop(at);
            some = Math.min(most, end - at);
            System.arraycopy(bytes, at, into, offset, some);
            at += some;
        }
        mark = at;
        recorded = at;
        framed = at;
        shown = at;
        literalLeft -= some;
        caps.restart(position());
        return some;
    }

    /** Takes the link's buffer up where it stands now. */
    private void resume() {
        bytes = in.buffer();
        passed += at - in.position();
        at = in.position();
        end = in.limit();
    }

    private void fill() throws IOException {
        caps.checkWait(position());
        if (at - recorded >= PIECE && mark > recorded) {
            record(at - link.recorder().withheld(bytes, recorded, at));
        }
        int keep = Math.min(mark, recorded);
        drop(keep);
        in.consume(keep - in.position());
        boolean more = false;
        try {
            more = in.fill();
        } finally {
            int moved = keep - in.position();
            at -= moved;
            mark -= moved;
            recorded -= moved;
            framed -= moved;
            shown -= moved;
            passed += moved;
            bytes = in.buffer();
            end = in.limit();
        }
        if (!more) {
            throw new WireException.Hangup(
                    "the server closed the connection" + (at > recorded ? ", in the middle" : ""));
        }
    }

    /** What comes before this leaves the buffer. */
    private void drop(int before) {
        if (framed < before) {
            framing.scan(bytes, framed, before);
            framed = before;
        }
        if (shown < before) {
            framing.keep(bytes, shown, before);
            shown = before;
        }
    }

    /**
     * Reads over what is left of a response, within the time of one operation.
     *
     * @return false if it has no end that is worth reading to
     * @throws Malformed if its end cannot be told
     */
    boolean skip() throws IOException {
        caps.lift();
        at = framed;
        long most = position() + limits.skipped();
        while (position() + literalLeft <= most) {
            if (literalLeft > 0) {
                body(false);
            }
            mark = at;
            int stop = at == end ? -1 : framing.scan(bytes, at, end);
            at = stop < 0 ? end : stop;
            framed = at;
            mark = at;
            if (stop < 0) {
                fill();
            } else if (!announced()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the line that has ended announces a literal; else it was the last of its response. */
    private boolean announced() throws Malformed {
        long size = framing.literal();
        if (size < 0) {
            framing.keep(bytes, shown, at);
            end();
            return false;
        }
        record(at);
        framing.newLine();
        literalLeft = size;
        return true;
    }

    /** How the response began that was skipped, and the UID that it tells. */
    Framing skipped() {
        return framing;
    }

    Malformed broken(String rule) {
        int line = (int) Math.max(in.position(), caps.line() - passed);
        return new Malformed(rule, link.recorder().excerpt(bytes, line, end, at));
    }
}
