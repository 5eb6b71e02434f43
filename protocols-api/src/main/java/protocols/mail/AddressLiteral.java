package protocols.mail;

/** Address literals of RFC 5321 section 4.1.3: {@code [192.0.2.1]} and {@code [IPv6:2001:db8::1]}. */
final class AddressLiteral {

    private AddressLiteral() {}

    static boolean isLiteral(String text) {
        if (text.length() < 4 || !text.startsWith("[") || text.indexOf(']') != text.length() - 1) {
            return false;
        }
        String inner = text.substring(1, text.length() - 1);
        return inner.regionMatches(true, 0, "IPv6:", 0, 5) ? isIpv6(inner.substring(5)) : isIpv4(inner);
    }

    private static boolean isIpv4(String text) {
        int numbers = 0;
        int at = 0;
        while (at <= text.length() && numbers < 5) {
            int dot = text.indexOf('.', at);
            int end = dot < 0 ? text.length() : dot;
            if (!isOctet(text, at, end)) {
                return false;
            }
            numbers++;
            at = end + 1;
        }
        return numbers == 4;
    }

    private static boolean isOctet(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to && i < from + 4; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        return to > from && to - from <= 3 && value <= 255;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        int before = head.isEmpty() ? 0 : groups(head, false);
        int after = tail.isEmpty() ? 0 : groups(tail, true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** How many groups of 16 bits, an IPv4 address at the end counting two; -1 if it is no such text. */
    private static int groups(String text, boolean last) {
        int count = 0;
        int at = 0;
        while (at <= text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            if (colon < 0 && last && isIpv4(text.substring(at))) {
                return count + 2;
            }
            if (count == 8 || !isHex(text, at, end)) {
                return -1;
            }
            count++;
            at = end + 1;
        }
        return count;
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return to > from && to - from <= 4;
    }
}
