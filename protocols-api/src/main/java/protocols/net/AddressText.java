package protocols.net;

import java.util.Arrays;

/** IP addresses between octets and text. Nothing here asks a resolver. */
final class AddressText {

    private static final byte[] NONE = new byte[0];

    private AddressText() {}

    /**
     * Four numbers from 0 to 255 in decimal, with dots between them. A zero before a number is refused, because half of the
     * world reads it as octal (RFC 6943 section 3.1.1); so are the short and the hexadecimal forms of inet_aton.
     *
     * @return four octets, or none
     */
    static byte[] ipv4(String text) {
        return text.length() > 15 ? NONE : ipv4(text, 0);
    }

    private static byte[] ipv4(String text, int from) {
        byte[] octets = new byte[4];
        int at = from;
        for (int i = 0; i < 4; i++) {
            int start = at;
            int value = 0;
            while (at < text.length() && at < start + 3 && isDigit(text.charAt(at))) {
                value = 10 * value + text.charAt(at++) - '0';
            }
            boolean ends = i == 3 ? at == text.length() : at < text.length() && text.charAt(at) == '.';
            if (at == start || !ends || value > 255 || (text.charAt(start) == '0' && at > start + 1)) {
                return NONE;
            }
            octets[i] = (byte) value;
            at++;
        }
        return octets;
    }

    /**
     * The forms of RFC 4291 section 2.2, without a zone.
     *
     * @return sixteen octets, or none
     */
    static byte[] ipv6(String text) {
        byte[] octets = new byte[16];
        int length = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int end = endOfGroup(text, at);
            if (end < text.length() && text.charAt(end) == '.') {
                byte[] last = ipv4(text, at);
                if (last.length == 0 || length > 12) {
                    return NONE;
                }
                System.arraycopy(last, 0, octets, length, 4);
                length += 4;
                break;
            }
            boolean ends = end == text.length() || text.charAt(end) == ':';
            if (end == at || !ends || length == 16 || end == text.length() - 1) {
                return NONE;
            }
            int group = Integer.parseInt(text, at, end, 16);
            octets[length++] = (byte) (group >> 8);
            octets[length++] = (byte) group;
            at = end + 1;
            if (at < text.length() && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return NONE;
                }
                gap = length;
                at++;
            }
        }
        return gap < 0 ? (length == 16 ? octets : NONE) : spread(octets, length, gap);
    }

    private static int endOfGroup(String text, int start) {
        int end = start;
        while (end < text.length() && end < start + 4 && isHex(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** What stands after the gap goes to the end; the gap is one group at least. */
    private static byte[] spread(byte[] octets, int length, int gap) {
        if (length > 14) {
            return NONE;
        }
        System.arraycopy(octets, gap, octets, 16 - (length - gap), length - gap);
        Arrays.fill(octets, gap, 16 - (length - gap), (byte) 0);
        return octets;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Whether it is an IPv4 address within IPv6 (RFC 4291 section 2.5.5.2), which has no zone. */
    static boolean isMapped(byte[] octets) {
        for (int i = 0; i < 12; i++) {
            if (octets[i] != (i < 10 ? 0 : -1)) {
                return false;
            }
        }
        return true;
    }

    /** Dotted decimal, or the text of RFC 5952 section 4 and 5: small letters, the longest run of zeros shortened. */
    static String print(byte[] octets) {
        StringBuilder text = new StringBuilder(39);
        if (octets.length == 4) {
            return dotted(octets, 0, text).toString();
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
        }
        int start = -1;
        int run = 1;
        for (int i = 0, zeros = 0; i < 8; i++) {
            zeros = groups[i] == 0 ? zeros + 1 : 0;
            if (zeros > run) {
                run = zeros;
                start = i - zeros + 1;
            }
        }
        boolean mapped = isMapped(octets);
        for (int i = 0; i < (mapped ? 6 : 8); i++) {
            if (i == start) {
                text.append("::");
                i += run - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return (mapped ? dotted(octets, 12, text.append(':')) : text).toString();
    }

    private static StringBuilder dotted(byte[] octets, int from, StringBuilder text) {
        for (int i = from; i < from + 4; i++) {
            text.append(i == from ? "" : ".").append(octets[i] & 0xff);
        }
        return text;
    }
}
