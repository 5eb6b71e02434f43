package protocols.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import protocols.WireException;
import protocols.http.Headers;
import protocols.internal.line.Body;
import protocols.internal.line.LineReader;
import protocols.internal.wire.Link;

/** A body in chunks, with the trailers behind it (RFC 9112 section 7.1). */
final class ChunkedBody extends Body {

    private static final int MOST_EXTENSION = 256;
    /** More would not fit a positive long. */
    private static final int MOST_DIGITS = 15;

    private final HeadReader heads;
    private boolean first = true;
    private long left;
    private Headers trailers = Headers.NONE;

    ChunkedBody(Link link, String doing, HeadReader heads) {
        super(link, doing);
        this.heads = heads;
    }

    Headers trailers() {
        return trailers;
    }

    @Override
    protected int take(byte[] into, int offset, int length) throws IOException {
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        int n = in.read(into, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw cutShort();
        }
        left -= n;
        trace.add(into, offset, n);
        if (left == 0) {
            endOfChunk();
        }
        return n;
    }

    private boolean nextChunk() throws IOException {
        int lf = endOfLine();
        byte[] buffer = in.buffer();
        int start = in.position();
        left = size(buffer, start, lf - 1);
        trace.add(buffer, start, lf + 1 - start);
        in.consume(lf + 1 - start);
        first = false;
        if (left > 0) {
            return true;
        }
        trace.end();
        trailers = heads.trailers();
        return false;
    }

    /** Where the LF of a size line stands, which a CR has to stand before. */
    private int endOfLine() throws IOException {
        int scanned = 0;
        while (true) {
            byte[] buffer = in.buffer();
            for (int i = in.position() + scanned; i < in.limit(); i++) {
                if (buffer[i] == '\n') {
                    requireShort(i - in.position());
                    LineReader.requireLine(buffer, in.position(), i + 1);
                    return i;
                }
            }
            scanned = in.available();
            requireShort(scanned);
            if (!in.fill()) {
                throw cutShort();
            }
        }
    }

    private static void requireShort(int line) throws WireException {
        if (line > MOST_DIGITS + MOST_EXTENSION + 2) {
            throw new WireException.LimitExceeded("chunk extension", MOST_EXTENSION);
        }
    }

    private long size(byte[] line, int from, int to) throws WireException {
        long size = 0;
        int at = from;
        for (int digit; at < to && (digit = Character.digit(line[at], 16)) >= 0; at++) {
            size = 16 * size + digit;
            if (size >> 4 * MOST_DIGITS != 0) {
                throw malformed("the size of a chunk is too large", line, from, to);
            }
        }
        int extension = at;
        while (at < to && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
        if (extension == from || (at < to && line[at] != ';') || (at == to && at > extension)) {
            throw malformed("the size of a chunk is hexadecimal digits, then ; or the end", line, from, to);
        }
        if (to - extension > MOST_EXTENSION) {
            throw new WireException.LimitExceeded("chunk extension", MOST_EXTENSION);
        }
        for (; at < to; at++) {
            if ((line[at] >= 0 && line[at] < ' ' && line[at] != '\t') || line[at] == 0x7f) {
                throw malformed("no control character in a chunk extension", line, from, to);
            }
        }
        return size;
    }

    private void endOfChunk() throws IOException {
        while (in.available() < 2) {
            if (!in.fill()) {
                throw cutShort();
            }
        }
        byte[] buffer = in.buffer();
        int at = in.position();
        if (buffer[at] != '\r' || buffer[at + 1] != '\n') {
            throw malformed("the data of a chunk ends with CR LF", buffer, at, at + 2);
        }
        trace.add(buffer, at, 2);
        in.consume(2);
    }

    private WireException cutShort() {
        return new WireException.Hangup(
                "the peer closed the connection " + (first ? "before the first chunk" : "in the middle of the chunks"));
    }

    private static WireException malformed(String rule, byte[] bytes, int from, int to) {
        return new WireException.Malformed(rule, new String(bytes, from, to - from, ISO_8859_1));
    }
}
