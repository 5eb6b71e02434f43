package protocols.whois;

import java.util.Locale;
import java.util.Optional;
import protocols.Text;

/**
 * What is asked for: its kind, found by its form alone, and its text in the form that servers expect.
 *
 * <p>A domain name is put into lower case and A-labels, see {@link protocols.net.Host}.
 */
public final class WhoisQuery {

    private static final int LONGEST = 512;

    private final Kind kind;
    private final String text;

    private WhoisQuery(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** The kind of thing that is asked for. */
    public enum Kind {
        /** A domain name of two labels or more. */
        DOMAIN,
        /** A domain name of one label, of letters alone or an A-label: IANA itself knows it. */
        TOP_LEVEL_DOMAIN,
        /** An IPv4 address. */
        IPV4,
        /** An IPv6 address. */
        IPV6,
        /** A block of addresses, written as address and prefix length. */
        CIDR,
        /** An autonomous system, written {@code AS64496}. */
        AS_NUMBER,
        /** Anything else: a handle, a name, or words and flags for one certain server. */
        HANDLE
    }

    /**
     * Reads a query.
     *
     * @throws IllegalArgumentException if it is empty, longer than 512 characters, holds a control character (CR, LF
     *     and NUL would end or split the query), or begins with a hyphen (servers read flags there: see {@link
     *     #verbatim})
     */
    public static WhoisQuery of(String query) {
        String text = checked(query.strip());
        if (text.startsWith("-")) {
            throw new IllegalArgumentException("a query that begins with '-' would be read as a flag");
        }
        if (IpAddress.parse(text).isPresent()) {
            return new WhoisQuery(text.indexOf(':') < 0 ? Kind.IPV4 : Kind.IPV6, text.toLowerCase(Locale.ROOT));
        }
        if (text.indexOf('-') < 0
                && text.indexOf('/') > 0
                && IpRange.parse(text).isPresent()) {
            return new WhoisQuery(Kind.CIDR, text.toLowerCase(Locale.ROOT));
        }
        if (isAsNumber(text)) {
            return new WhoisQuery(Kind.AS_NUMBER, text.toUpperCase(Locale.ROOT));
        }
        return ofName(text);
    }

    /**
     * A query that goes to every server as it is, flags and all.
     *
     * @throws IllegalArgumentException if it is empty, longer than 512 characters or holds a control character
     */
    public static WhoisQuery verbatim(String query) {
        return new WhoisQuery(Kind.HANDLE, checked(query));
    }

    private static WhoisQuery ofName(String text) {
        boolean marked = text.startsWith(".");
        Optional<String> name = HostName.toAscii(marked ? text.substring(1) : text);
        if (name.isEmpty() || text.indexOf(' ') >= 0) {
            if (text.indexOf('.') > 0 && !isAscii(text) && text.indexOf(' ') < 0 && text.indexOf('@') < 0) {
                throw new IllegalArgumentException("not a domain name: " + Text.printable(text));
            }
            return new WhoisQuery(Kind.HANDLE, text);
        }
        String ascii = name.get();
        if (ascii.indexOf('.') > 0) {
            return new WhoisQuery(Kind.DOMAIN, ascii);
        }
        boolean top = marked || ascii.startsWith("xn--") || isLetters(ascii);
        return top ? new WhoisQuery(Kind.TOP_LEVEL_DOMAIN, ascii) : new WhoisQuery(Kind.HANDLE, text);
    }

    private static String checked(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a query has 1 to " + LONGEST + " characters, not " + text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            if (Text.isControl(text.charAt(i))) {
                throw new IllegalArgumentException("control character in query: " + Text.printable(text));
            }
        }
        return text;
    }

    /** The kind of thing that is asked for. */
    public Kind kind() {
        return kind;
    }

    /** The thing asked for, normalised. */
    public String text() {
        return text;
    }

    /** The last label of a domain name, in A-labels; empty for anything else. */
    public Optional<String> topLevelDomain() {
        return switch (kind) {
            case DOMAIN, TOP_LEVEL_DOMAIN -> Optional.of(text.substring(text.lastIndexOf('.') + 1));
            default -> Optional.empty();
        };
    }

    /** The line to send to a server, in the form it wants, without the CRLF. */
    String lineFor(WhoisServer server) {
        return QueryForms.line(this, server.host());
    }

    /** The block of addresses or AS numbers that is asked for; empty where it is about neither. */
    Optional<IpRange> range() {
        return switch (kind) {
            case IPV4, IPV6, CIDR -> IpRange.parse(text);
            case AS_NUMBER -> IpRange.ofNumbers(text);
            default -> Optional.empty();
        };
    }

    private static boolean isAsNumber(String text) {
        if (text.length() < 3 || text.length() > 12 || !text.regionMatches(true, 0, "AS", 0, 2)) {
            return false;
        }
        for (int i = 2; i < text.length(); i++) {
            if (!HostName.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return Long.parseLong(text, 2, text.length(), 10) <= 0xffffffffL;
    }

    private static boolean isLetters(String text) {
        return text.chars().allMatch(c -> HostName.isLetter((char) c));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WhoisQuery that && kind == that.kind && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text, which holds no control character. */
    @Override
    public String toString() {
        return text;
    }
}
