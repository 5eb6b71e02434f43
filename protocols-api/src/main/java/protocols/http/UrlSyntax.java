package protocols.http;

import java.nio.charset.StandardCharsets;
import protocols.Text;
import protocols.net.Host;

/** The grammar of RFC 3986, as far as {@code http} and {@code https} need it. */
final class UrlSyntax {

    private UrlSyntax() {}

    /** Where the host ends and the port, with its colon, begins. */
    static int endOfHost(String authority) {
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            if (end < 0) {
                throw new IllegalArgumentException("no ] after the address: " + Text.printable(authority));
            }
            return end + 1;
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority.length() : colon;
    }

    static int port(String text, int defaultPort) {
        if (text.isEmpty() || text.equals(":")) {
            return defaultPort;
        }
        int port = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            port = 10 * port + c - '0';
            if (c < '0' || c > '9' || port > 65_535) {
                throw new IllegalArgumentException("not a port: " + Text.printable(text));
            }
        }
        if (text.charAt(0) != ':' || port == 0) {
            throw new IllegalArgumentException("not a port: " + Text.printable(text));
        }
        return port;
    }

    /** A name, or an address of IPv4, or one of IPv6 in brackets; as {@link Host#text} writes it. */
    static String host(String text) {
        if (!text.startsWith("[")) {
            Host host = Host.parse(decoded(text));
            if (host.text().indexOf(':') >= 0) {
                throw new IllegalArgumentException("no brackets around an IPv6 address: " + Text.printable(text));
            }
            return host.text();
        }
        String address = text.substring(1, text.length() - 1);
        int zone = address.indexOf('%');
        if (zone >= 0 && !address.startsWith("%25", zone)) {
            throw new IllegalArgumentException("not %25 before a zone (RFC 6874 section 2): " + Text.printable(text));
        }
        return Host.literal(decoded(address))
                .map(Host::text)
                .filter(literal -> literal.indexOf(':') >= 0)
                .orElseThrow(() -> new IllegalArgumentException("not an IPv6 address: " + Text.printable(text)));
    }

    /** Percent-encoded UTF-8 as characters. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < octets.length; i++) {
            byte octet = octets[i];
            if (octet == '%') {
                int high = i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
                int low = i + 2 < octets.length ? Character.digit(octets[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new IllegalArgumentException("% without two hexadecimal digits: " + Text.printable(text));
                }
                octet = (byte) (high << 4 | low);
                i += 2;
            }
            octets[length++] = octet;
        }
        // Octets that are no UTF-8 become U+FFFD, which is in no name.
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "-._~".indexOf(b) >= 0;
    }

    /** Path and query as they may go into a request line. */
    static String checked(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '\\') {
                throw new IllegalArgumentException(
                        "blank, control character or backslash in a URL at " + i + ": " + Text.printable(text));
            }
            ascii &= c < 0x80;
        }
        return ascii ? text : encodeBeyondAscii(text);
    }

    private static String encodeBeyondAscii(String text) {
        StringBuilder out = new StringBuilder(text.length() + 32);
        for (byte b : Text.whole("a URL", text).getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0) {
                out.append((char) b);
            } else {
                percent(out, b);
            }
        }
        return out.toString();
    }

    static void percent(StringBuilder out, byte b) {
        out.append('%');
        out.append("0123456789ABCDEF".charAt((b >> 4) & 15));
        out.append("0123456789ABCDEF".charAt(b & 15));
    }

    /** Whether a reference begins with a scheme of its own: a letter, then letters, digits, {@code +-.}, then a colon. */
    static boolean hasScheme(String reference) {
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c == ':') {
                return i > 0;
            }
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || "+-.".indexOf(c) >= 0))) {
                return false;
            }
        }
        return false;
    }

    /** A relative reference, taken together with the target that it was found at (RFC 3986 section 5.2.2 and 5.2.3). */
    static String merge(String base, String reference) {
        String path = before(base, '?');
        if (reference.charAt(0) == '?') {
            return path + reference;
        }
        String referred = before(reference, '?');
        String query = reference.substring(referred.length());
        String merged = referred.startsWith("/") ? referred : path.substring(0, path.lastIndexOf('/') + 1) + referred;
        return withoutDots(merged) + query;
    }

    /** RFC 3986 section 5.2.4, for a path that begins with a slash. */
    private static String withoutDots(String path) {
        StringBuilder out = new StringBuilder(path.length());
        int at = 0;
        while (at < path.length()) {
            int next = path.indexOf('/', at + 1);
            boolean last = next < 0;
            String segment = path.substring(at, last ? path.length() : next);
            if (segment.equals("/..")) {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            }
            boolean dots = segment.equals("/..") || segment.equals("/.");
            if (!dots) {
                out.append(segment);
            } else if (last) {
                out.append('/');
            }
            at = last ? path.length() : next;
        }
        return out.toString();
    }

    private static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }
}
