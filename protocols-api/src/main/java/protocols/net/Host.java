package protocols.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import protocols.Text;
import protocols.net.idn.Idna;

/**
 * A host: a name, or an address as text. What is one and how it is written is decided here for all clients, for URLs, mail
 * domains, servers and proxies. Nothing is looked up.
 *
 * <ul>
 *   <li>An IPv4 address is four numbers from 0 to 255 in decimal, without zeros before them. Octal and hexadecimal numbers
 *       and fewer than four of them are refused (RFC 6943 section 3.1.1).
 *   <li>An IPv6 address has one of the forms of RFC 4291 section 2.2, without brackets, and may have a zone of letters,
 *       digits and {@code - . _ ~} behind a {@code %} (RFC 4007 section 11).
 *   <li>A name has labels of 1 to 63 letters, digits, hyphens and underscores, 253 characters in all, and may end in a dot.
 *       A hyphen may stand anywhere, because such names are in use. The last label is neither digits alone nor a
 *       hexadecimal number with {@code 0x}: that is an address that was written wrong.
 *   <li>A name with characters beyond ASCII becomes A-labels by UTS 46, non-transitional ({@code faß.example} is
 *       {@code xn--fa-hia.example}), in Unicode 17. A-labels in a name that is all ASCII are taken as they are: whether
 *       there is such a name is known where it is looked up (RFC 5891 section 5.4).
 * </ul>
 *
 * <!-- run: host -->
 * <pre>{@code
 * Host host = Host.parse("Bücher.example");
 * out.println(host.text() + " " + host.unicode());
 * out.println(Host.parse("2001:DB8:0:0::1").text());
 * }</pre>
 */
public final class Host {

    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;
    private static final byte[] NONE = new byte[0];

    private final String text;
    private final byte[] octets;

    private Host(String text, byte[] octets) {
        this.text = text;
        this.octets = octets;
    }

    /**
     * The host that a text is.
     *
     * @throws IllegalArgumentException if it is none; the message names the rule
     */
    public static Host parse(String text) {
        if (text.indexOf(':') >= 0 || text.startsWith("[")) {
            return literal6(text).orElseThrow(() -> refused(text, whyNoAddress(text)));
        }
        if (isAscii(text)) {
            return endsInNumber(text) ? ipv4(text) : name(text, text);
        }
        Host host = name(toAscii(text), text);
        if (endsInNumber(host.text)) {
            throw refused(text, "the last label of a name is no number");
        }
        return host;
    }

    private static String toAscii(String text) {
        try {
            return Idna.toAscii(text);
        } catch (IllegalArgumentException e) {
            throw refused(text, String.valueOf(e.getMessage()));
        }
    }

    /** The address that a text is; empty for a name and for what is no host at all. */
    public static Optional<Host> literal(String text) {
        if (text.indexOf(':') >= 0) {
            return literal6(text);
        }
        byte[] four = AddressText.ipv4(text);
        return four.length == 0 ? Optional.empty() : Optional.of(new Host(text, four));
    }

    /** An address, with its zone if it has one. */
    public static Host of(InetAddress address) {
        byte[] octets = address.getAddress();
        return new Host(AddressText.print(octets) + zone(address), octets);
    }

    private static String zone(InetAddress address) {
        if (!(address instanceof Inet6Address six) || six.getScopeId() == 0) {
            return "";
        }
        String printed = six.getHostAddress();
        int percent = printed.indexOf('%');
        return percent < 0 ? "" : printed.substring(percent);
    }

    private static Optional<Host> literal6(String text) {
        int percent = text.indexOf('%');
        byte[] octets = AddressText.ipv6(percent < 0 ? text : text.substring(0, percent));
        boolean zoned = percent >= 0;
        if (octets.length == 0 || (zoned && (!isZone(text, percent + 1) || AddressText.isMapped(octets)))) {
            return Optional.empty();
        }
        String zone = zoned ? text.substring(percent) : "";
        return Optional.of(new Host(AddressText.print(octets) + zone, octets));
    }

    private static boolean isZone(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isLetterOrDigit(text.charAt(i)) && "-._~".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return from < text.length() && text.length() - from <= LONGEST_LABEL;
    }

    private static Host ipv4(String text) {
        return literal(text)
                .orElseThrow(() -> refused(
                        text, "an IPv4 address is four decimal numbers from 0 to 255 without zeros before them"));
    }

    private static Host name(String ascii, String written) {
        int end = ascii.endsWith(".") ? ascii.length() - 1 : ascii.length();
        if (end <= 0) {
            throw refused(written, "a name is not empty");
        }
        if (end > LONGEST) {
            throw refused(written, "a name is at most " + LONGEST + " characters long");
        }
        boolean large = false;
        int start = 0;
        for (int i = 0; i <= end; i++) {
            char c = i < end ? ascii.charAt(i) : '.';
            if (c == '.') {
                checkLabel(i - start, written);
                start = i + 1;
            } else if (!isLetterOrDigit(c) && c != '-' && c != '_') {
                throw refused(written, "a name is made of letters, digits, hyphens, underscores and dots");
            }
            large |= c >= 'A' && c <= 'Z';
        }
        return new Host(large ? ascii.toLowerCase(Locale.ROOT) : ascii, NONE);
    }

    private static void checkLabel(int length, String written) {
        if (length == 0) {
            throw refused(written, "a label is not empty");
        }
        if (length > LONGEST_LABEL) {
            throw refused(written, "a label is at most " + LONGEST_LABEL + " characters long");
        }
    }

    /** Whether the last label is digits alone, or {@code 0x} and hexadecimal digits, as the URL Standard has it. */
    private static boolean endsInNumber(String text) {
        int end = text.endsWith(".") ? text.length() - 1 : text.length();
        int start = text.lastIndexOf('.', end - 1) + 1;
        boolean hex = text.regionMatches(true, start, "0x", 0, 2);
        for (int i = hex ? start + 2 : start; i < end; i++) {
            if (!(hex ? AddressText.isHex(text.charAt(i)) : AddressText.isDigit(text.charAt(i)))) {
                return false;
            }
        }
        return start < end;
    }

    private static String whyNoAddress(String text) {
        int colon = text.lastIndexOf(':');
        boolean port = colon > 0 && colon < text.length() - 1;
        for (int i = colon + 1; i < text.length(); i++) {
            port &= AddressText.isDigit(text.charAt(i));
        }
        boolean before = text.indexOf(':') == colon || (colon > 0 && text.charAt(colon - 1) == ']');
        if (port && before) {
            return "a port goes into port()";
        }
        if (text.contains("://")) {
            return "a URL is no host";
        }
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        if (bracketed && literal6(text.substring(1, text.length() - 1)).isPresent()) {
            return "an IPv6 address is written without brackets";
        }
        return "with a colon it is an IPv6 address (RFC 4291 section 2.2)";
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return AddressText.isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Whether it is an address. */
    public boolean isLiteral() {
        return octets.length > 0;
    }

    /** The 4 or 16 octets of an address; none of a name. */
    public byte[] octets() {
        return octets.clone();
    }

    /**
     * The address, if it is one. An IPv4 address within IPv6 ({@code ::ffff:192.0.2.1}) is one of IPv4, as a socket takes
     * it. A zone that is a number is in it; one that is the name of an interface is not, because what it means only this
     * machine can be asked.
     */
    public Optional<InetAddress> address() {
        if (octets.length == 0) {
            return Optional.empty();
        }
        try {
            int scope = zone().map(Host::number).orElse(-1);
            return Optional.of(
                    scope > 0 ? Inet6Address.getByAddress(null, octets, scope) : InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no address of " + octets.length + " octets", e);
        }
    }

    private static int number(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (!AddressText.isDigit(digits.charAt(i)) || i > 8) {
                return -1;
            }
            value = 10 * value + digits.charAt(i) - '0';
        }
        return value;
    }

    /** What stands behind the {@code %} of an IPv6 address. */
    public Optional<String> zone() {
        int percent = text.indexOf('%');
        return percent < 0 ? Optional.empty() : Optional.of(text.substring(percent + 1));
    }

    /**
     * The one way to write it: a name in small letters and A-labels, with its last dot if it has one; an IPv6 address as
     * RFC 5952 says, without brackets, with its zone.
     */
    public String text() {
        return text;
    }

    /** For people to read: as {@link #text}, but with U-labels where an A-label keeps the rules of UTS 46. */
    public String unicode() {
        return isLiteral() ? text : Idna.toUnicode(text);
    }

    /** Whether it is this machine by its own name: {@code localhost}, 127.0.0.0/8 (also within IPv6), or ::1. */
    public boolean isLoopback() {
        return isLiteral()
                ? address().filter(InetAddress::isLoopbackAddress).isPresent()
                : text.equals("localhost") || text.equals("localhost.");
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("not a host, " + why + ": " + Text.printable(text));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Host that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As {@link #text}. */
    @Override
    public String toString() {
        return text;
    }
}
