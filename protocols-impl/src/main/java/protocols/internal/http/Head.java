package protocols.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import protocols.WireException;
import protocols.http.Headers;
import protocols.spi.HttpFriend;

/** The head of a response: bytes, and where in them things are. */
final class Head {

    private static final byte[] VERSION = "HTTP/1.".getBytes(ISO_8859_1);
    /** Where things stand in {@code HTTP/1.1 200 OK}. */
    private static final int MINOR = 7;

    private static final int STATUS = 9;
    private static final int AFTER_STATUS = 12;
    private static final int REASON = 13;

    private final byte[] block;
    private final int endOfLine;
    private final int status;
    private final Headers headers;

    private Head(byte[] block, int endOfLine, int status, Headers headers) {
        this.block = block;
        this.endOfLine = endOfLine;
        this.status = status;
        this.headers = headers;
    }

    /**
     * Reads a status line (RFC 9112 section 4) and what follows.
     *
     * @param block lines that each end with CR LF, without the empty one
     * @param fields how many fields there may be
     */
    static Head parse(byte[] block, int fields) throws WireException {
        int end = 0;
        while (block[end] != '\r') {
            end++;
        }
        int status = status(block, end);
        return new Head(block, end, status, HttpFriend.get().headers(block, end + 2, fields));
    }

    /** The blank before an empty reason is missing in many servers' answers, and nothing depends on it. */
    private static int status(byte[] line, int end) throws WireException {
        boolean good = end >= AFTER_STATUS && startsLikeOne(line, 0, end) && isDigit(line[MINOR]) && line[8] == ' ';
        int status = 0;
        for (int i = STATUS; good && i < AFTER_STATUS; i++) {
            good = isDigit(line[i]);
            status = 10 * status + line[i] - '0';
        }
        good = good && status >= 100 && (end == AFTER_STATUS || line[AFTER_STATUS] == ' ');
        for (int i = REASON; good && i < end; i++) {
            good = line[i] < 0 || line[i] >= ' ' && line[i] != 0x7f || line[i] == '\t';
        }
        if (!good) {
            throw malformed(line, 0, end);
        }
        return status;
    }

    /** Whether a line can be a status line of this version of HTTP. */
    static boolean startsLikeOne(byte[] bytes, int from, int to) {
        for (int i = 0; i < VERSION.length; i++) {
            if (from + i >= to || bytes[from + i] != VERSION[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether it tells the client to stop sending: an error, another place, or an end of the connection. */
    boolean endsRequest() {
        return status >= 300 || headers.has("Connection", "close");
    }

    static WireException malformed(byte[] bytes, int from, int to) {
        return new WireException.Malformed(
                "a response begins with HTTP/1.x and a status of three digits",
                new String(bytes, from, to - from, ISO_8859_1));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    int status() {
        return status;
    }

    boolean isOldVersion() {
        return block[MINOR] == '0';
    }

    String version() {
        return new String(block, 0, MINOR + 1, ISO_8859_1);
    }

    String reason() {
        return endOfLine <= REASON ? "" : new String(block, REASON, endOfLine - REASON, ISO_8859_1);
    }

    Headers headers() {
        return headers;
    }
}
