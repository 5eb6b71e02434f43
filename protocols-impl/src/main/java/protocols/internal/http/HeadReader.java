package protocols.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import protocols.Limits;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.http.Headers;
import protocols.internal.line.LineReader;
import protocols.internal.wire.Incoming;
import protocols.internal.wire.Link;
import protocols.spi.CoreFriend;
import protocols.spi.HttpFriend;

/**
 * Reads heads and trailers where they arrive: one pass finds the empty line that ends them, then they are copied out as one
 * array. Every line ends with CR LF (RFC 9112 section 2.2 lets a recipient be lenient; a bare LF is how responses are
 * smuggled).
 */
final class HeadReader {

    /** As many as curl and the JDK stand. */
    private static final int MOST_INFORMATIONAL = 8;

    private static final int SWITCHING_PROTOCOLS = 101;

    private static final int FRAME_HEAD = 9;
    private static final int SETTINGS = 4;
    private static final byte[] NO_FLAGS_STREAM_0 = new byte[5];

    private static final byte[] SET_COOKIE = "set-cookie".getBytes(ISO_8859_1);

    private final Link link;
    private final Incoming in;
    private final Limits limits;
    private boolean arrived;
    private int informational;
    private Optional<Head> early = Optional.empty();
    private boolean cookie;

    HeadReader(Link link) {
        this.link = link;
        this.in = link.in();
        this.limits = link.settings().limits();
    }

    /** Waits for the head of the final response (RFC 9110 section 15.2: others may come before it). */
    Head response() throws IOException {
        if (early.isPresent()) {
            Head head = early.get();
            early = Optional.empty();
            return head;
        }
        for (int i = 0; i <= MOST_INFORMATIONAL; i++) {
            Head head = head();
            if (head.status() >= 200) {
                return head;
            }
            if (head.status() == SWITCHING_PROTOCOLS) {
                throw new WireException.Malformed("no change of protocols was asked for", "101 " + head.reason());
            }
        }
        throw new WireException.LimitExceeded("informational responses", MOST_INFORMATIONAL);
    }

    private Head head() throws IOException {
        try {
            return Head.parse(block(true), limits.fields());
        } catch (WireException.Malformed e) {
            throw CoreFriend.get().show(e, HeadReader::withoutCookie);
        }
    }

    /** A request begins: nothing of its response has come. */
    void begin() {
        arrived = false;
        informational = 0;
        early = Optional.empty();
    }

    /** The head of the final response, if it has come whole while the request is still being sent. */
    Optional<Head> early() throws IOException {
        while (early.isEmpty() && holdsHead()) {
            Head head = head();
            early = head.status() >= 200 ? Optional.of(head) : Optional.empty();
            if (early.isEmpty() && ++informational > MOST_INFORMATIONAL) {
                throw new WireException.LimitExceeded("informational responses", MOST_INFORMATIONAL);
            }
        }
        if (early.isEmpty()) {
            requireWithinLimits(in.available(), lastLine());
        }
        return early;
    }

    /** Where the line begins that has not come to its end. */
    private int lastLine() {
        int at = in.limit();
        while (at > in.position() && in.buffer()[at - 1] != '\n') {
            at--;
        }
        return at - in.position();
    }

    /** More than a head may have, in bytes. */
    int most() {
        return limits.reply() + 1;
    }

    private boolean holdsHead() {
        byte[] buffer = in.buffer();
        arrived |= in.available() > 0;
        for (int i = in.position() + 3; i < in.limit(); i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return true;
            }
        }
        return false;
    }

    /** Whether any byte of the response has come. */
    boolean arrived() {
        return arrived;
    }

    /** The fields behind the last chunk, with the empty line. */
    Headers trailers() throws IOException {
        try {
            byte[] block = block(false);
            return block.length == 0 ? Headers.NONE : HttpFriend.get().headers(block, 0, limits.fields());
        } catch (WireException.Malformed e) {
            throw CoreFriend.get().show(e, HeadReader::withoutCookie);
        }
    }

    /** A line as an error shows it. One that goes on from another may be the value of a cookie. */
    private static String withoutCookie(String line) {
        int name = SET_COOKIE.length;
        if (line.startsWith(" ") || line.startsWith("\t")) {
            return Transcript.REDACTED;
        }
        byte[] bytes = line.getBytes(ISO_8859_1);
        if (!isCookie(bytes, 0, bytes.length)) {
            return line;
        }
        int value = line.indexOf('=', name);
        return line.substring(0, value < 0 ? name : value + 1) + Transcript.REDACTED;
    }

    /** Lines up to an empty one, which is consumed and left out. */
    private byte[] block(boolean statusLine) throws IOException {
        int scanned = 0;
        int line = 0;
        while (true) {
            byte[] buffer = in.buffer();
            int base = in.position();
            int available = in.available();
            if (statusLine && line == 0 && isSettings(buffer, base, available)) {
                throw new WireException.Unsupported("HTTP/1.1 with this server, which speaks HTTP/2 only");
            }
            while (scanned < available) {
                if (buffer[base + scanned++] != '\n') {
                    continue;
                }
                record(buffer, base + line, base + scanned);
                requireWithinLimits(scanned - 1, line);
                LineReader.requireLine(buffer, base + line, base + scanned);
                if (scanned - line == 2 && !(statusLine && line == 0)) {
                    requireWithinLimits(scanned, scanned);
                    in.consume(scanned);
                    return Arrays.copyOfRange(buffer, base, base + line);
                }
                if (statusLine && line == 0 && !Head.startsLikeOne(buffer, base, base + scanned)) {
                    throw Head.malformed(buffer, base, base + scanned);
                }
                line = scanned;
            }
            requireWithinLimits(scanned, line);
            fill(scanned);
        }
    }

    /** Whether a frame of HTTP/2 begins here, with which every server of it greets (RFC 9113 sections 3.4, 4.1 and 6.5). */
    private static boolean isSettings(byte[] buffer, int from, int available) {
        return available >= FRAME_HEAD
                && buffer[from] == 0
                && buffer[from + 3] == SETTINGS
                && Arrays.equals(buffer, from + 4, from + FRAME_HEAD, NO_FLAGS_STREAM_0, 0, NO_FLAGS_STREAM_0.length);
    }

    /** What a cookie holds is as good as a password (RFC 6265 section 8.3); its name and attributes tell no secret. */
    private void record(byte[] buffer, int from, int to) {
        boolean goesOn = cookie && isBlank(buffer[from]);
        cookie = goesOn || isCookie(buffer, from, to);
        if (!cookie) {
            link.recorder().said(link.channel(), Side.SERVER, buffer, from, to);
            return;
        }
        int name = goesOn ? from + 1 : endOfName(buffer, from + SET_COOKIE.length, to);
        int value = name;
        while (value < to && buffer[value] != '=' && buffer[value] != ';') {
            value++;
        }
        int begin = value < to && buffer[value] == '=' ? value + 1 : name;
        int end = begin;
        while (end < to && buffer[end] != ';' && buffer[end] != '\r' && buffer[end] != '\n') {
            end++;
        }
        link.recorder()
                .redactedAnswer(
                        link.channel(),
                        CoreFriend.get().escapePart(buffer, from, begin)
                                + Transcript.REDACTED
                                + CoreFriend.get().escape(buffer, end, to));
    }

    private static int endOfName(byte[] buffer, int from, int to) {
        int end = from;
        while (end < to && isBlank(buffer[end])) {
            end++;
        }
        return end < to && buffer[end] == ':' ? end + 1 : from;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Whether a line is that field, or what is left of one. */
    private static boolean isCookie(byte[] buffer, int from, int to) {
        for (int i = 0; i < SET_COOKIE.length; i++) {
            if (from + i >= to || (buffer[from + i] | 0x20) != (SET_COOKIE[i] | 0x20)) {
                return false;
            }
        }
        int next = from + SET_COOKIE.length;
        return next == to || buffer[next] == ':' || buffer[next] <= ' ';
    }

    private void requireWithinLimits(int scanned, int line) throws WireException {
        if (scanned - line > limits.line() + 1) {
            throw new WireException.LimitExceeded("line", limits.line());
        }
        if (scanned > limits.reply()) {
            throw new WireException.LimitExceeded("reply", limits.reply());
        }
    }

    private void fill(int scanned) throws IOException {
        if (!in.fill()) {
            throw new WireException.Hangup(
                    scanned == 0 && !arrived
                            ? "the peer closed the connection instead of answering"
                            : "the peer closed the connection in the middle of a head");
        }
        arrived = true;
    }
}
