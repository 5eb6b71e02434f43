package protocols.internal.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.internal.wire.Incoming;
import protocols.internal.wire.Link;

/**
 * Reads lines from a link, in place, each with a limit. A line ends with CR LF; what else may pass is said by name when
 * the reader is made.
 */
public final class LineReader {

    /** What real peers do although their standard says otherwise. */
    public enum Quirk {
        /** A line that ends with LF alone (WHOIS, FTP listings, a few FTP servers' replies). */
        BARE_LF,
        /** A CR within a line is text. */
        BARE_CR,
        /** The end of the stream also ends the last line (WHOIS, FTP listings). */
        END_OF_STREAM
    }

    private final Link link;
    private final Incoming in;
    private final boolean bareLf;
    private final boolean bareCr;
    private final boolean endOfStream;
    private final Line line = new Line();

    public LineReader(Link link, Set<Quirk> quirks) {
        this.link = link;
        this.in = link.in();
        bareLf = quirks.contains(Quirk.BARE_LF);
        bareCr = quirks.contains(Quirk.BARE_CR);
        endOfStream = quirks.contains(Quirk.END_OF_STREAM);
    }

    /**
     * Waits for a whole line, and records it.
     *
     * @param limit bytes, the line's end not counted
     * @return the line, good until the next call
     * @throws WireException.LimitExceeded as soon as more bytes than the limit have come without an end
     * @throws WireException.Hangup at the end of the stream
     */
    public Line read(int limit) throws IOException {
        return read(limit, true);
    }

    /** As {@link #read(int)}; false for what is recorded elsewhere, or not at all. */
    public Line read(int limit, boolean record) throws IOException {
        int scanned = 0;
        while (true) {
            int end = indexOfLf(in.position() + scanned);
            if (end >= 0) {
                return take(end, limit, record);
            }
            scanned = in.available();
            if (scanned > limit + 1) {
                throw new WireException.LimitExceeded("line", limit);
            }
            if (!in.fill()) {
                return atEnd(limit, record);
            }
        }
    }

    /** What has arrived already, without waiting: a whole line, or as much of one as there is. */
    public Optional<Line> arrived(int limit) throws IOException {
        int there = in.available();
        if (there == 0 || hasLine()) {
            return there == 0 ? Optional.empty() : Optional.of(read(limit));
        }
        int start = in.position();
        link.recorder().said(link.channel(), Side.SERVER, in.buffer(), start, start + there);
        line.set(in.buffer(), start, start + there);
        in.consume(there);
        return Optional.of(line);
    }

    /** Whether a whole line has already arrived. */
    public boolean hasLine() {
        return indexOfLf(in.position()) >= 0;
    }

    /** Whether the stream has ended, waiting until that is known; only where the end of the stream ends a body. */
    public boolean isAtEnd() throws IOException {
        return in.available() == 0 && !in.fill();
    }

    private int indexOfLf(int from) {
        byte[] buffer = in.buffer();
        int to = in.limit();
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private Line take(int lf, int limit, boolean record) throws WireException {
        byte[] buffer = in.buffer();
        int start = in.position();
        boolean crlf = lf > start && buffer[lf - 1] == '\r';
        int end = crlf ? lf - 1 : lf;
        if (end - start > limit) {
            throw new WireException.LimitExceeded("line", limit);
        }
        if (record) {
            link.recorder().said(link.channel(), Side.SERVER, buffer, start, lf + 1);
        }
        if (!crlf && !bareLf) {
            throw noCrLf(buffer, start, lf + 1);
        }
        if (!bareCr) {
            requireNoCr(buffer, start, end);
        }
        in.consume(lf + 1 - start);
        line.set(buffer, start, end);
        return line;
    }

    /**
     * The rule for the end of a line, wherever lines are read: CR LF, and no CR before that, which some take for an end.
     *
     * @param to behind the LF
     */
    public static void requireLine(byte[] buffer, int from, int to) throws WireException {
        if (to - from < 2 || buffer[to - 2] != '\r') {
            throw noCrLf(buffer, from, to);
        }
        requireNoCr(buffer, from, to - 2);
    }

    private static WireException noCrLf(byte[] buffer, int from, int to) {
        return new WireException.Malformed("a line ends with CR LF", excerpt(buffer, from, to));
    }

    private static void requireNoCr(byte[] buffer, int start, int end) throws WireException {
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\r') {
                throw new WireException.Malformed("no CR within a line", excerpt(buffer, start, end));
            }
        }
    }

    private Line atEnd(int limit, boolean record) throws WireException {
        byte[] buffer = in.buffer();
        int start = in.position();
        int end = in.limit();
        if (!endOfStream || start == end) {
            String seen = start == end ? "" : ", in the middle of a line";
            if (start < end && record) {
                link.recorder().said(link.channel(), Side.SERVER, buffer, start, end);
            }
            throw new WireException.Hangup("the peer closed the connection" + seen);
        }
        if (end - start > limit) {
            throw new WireException.LimitExceeded("line", limit);
        }
        if (record) {
            link.recorder().said(link.channel(), Side.SERVER, buffer, start, end);
        }
        in.consume(end - start);
        line.set(buffer, start, end);
        return line;
    }

    static String excerpt(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }
}
