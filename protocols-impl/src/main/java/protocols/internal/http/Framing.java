package protocols.internal.http;

import java.util.List;
import protocols.WireException;
import protocols.http.Headers;
import protocols.spi.HttpRequest;

/**
 * Where the body of a response ends (RFC 9112 section 6.3), and whether another response may follow it. Two lengths, or a
 * length and chunks, are what smuggled responses are made of: such a response is refused, not interpreted.
 */
record Framing(long length, boolean persistent) {

    static final long CHUNKED = -1;
    static final long UNTIL_CLOSE = -2;

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    static Framing of(Head head, HttpRequest request) throws WireException {
        Headers headers = head.headers();
        long declared = declared(head);
        boolean keep = !headers.has("Connection", "close")
                && (!head.isOldVersion() || headers.has("Connection", "keep-alive"));
        if (head.status() == NO_CONTENT) {
            return new Framing(0, keep && (declared == 0 || declared == UNTIL_CLOSE));
        }
        if (head.status() == NOT_MODIFIED || request.method().equals("HEAD")) {
            return new Framing(0, keep);
        }
        return new Framing(declared, keep && declared != UNTIL_CLOSE);
    }

    private static long declared(Head head) throws WireException {
        List<String> codings = head.headers().all("Transfer-Encoding");
        List<String> lengths = head.headers().all("Content-Length");
        if (codings.isEmpty()) {
            return lengths.isEmpty() ? UNTIL_CLOSE : length(lengths);
        }
        if (head.isOldVersion()) {
            throw new WireException.Malformed("no Transfer-Encoding in HTTP/1.0", codings.toString());
        }
        if (!lengths.isEmpty()) {
            throw new WireException.Malformed("either Transfer-Encoding or Content-Length", lengths.toString());
        }
        if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new WireException.Malformed("no transfer coding but chunked was asked for", codings.toString());
        }
        return CHUNKED;
    }

    /** One length, however often it is repeated (RFC 9110 section 8.6). */
    private static long length(List<String> values) throws WireException {
        long length = UNTIL_CLOSE;
        for (String value : values) {
            int from = 0;
            while (from <= value.length()) {
                int comma = value.indexOf(',', from);
                int to = comma < 0 ? value.length() : comma;
                long one = number(value.substring(from, to).strip(), value);
                if (length != UNTIL_CLOSE && length != one) {
                    throw new WireException.Malformed("one Content-Length", values.toString());
                }
                length = one;
                from = to + 1;
            }
        }
        return length;
    }

    private static long number(String digits, String value) throws WireException {
        long number = 0;
        boolean good = !digits.isEmpty() && digits.length() <= 19;
        for (int i = 0; good && i < digits.length(); i++) {
            char c = digits.charAt(i);
            number = 10 * number + c - '0';
            good = c >= '0' && c <= '9' && number >= 0;
        }
        if (!good) {
            throw new WireException.Malformed("a Content-Length is a number of digits alone", value);
        }
        return number;
    }
}
