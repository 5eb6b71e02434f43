package protocols.whois;

import java.math.BigInteger;
import java.util.Optional;

/** An IP address written as text (RFC 1123 section 2.1, RFC 4291 section 2.2), as a number. */
record IpAddress(BigInteger value, int bits) {

    static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') < 0 ? parse4(text) : parse6(text);
    }

    private static Optional<IpAddress> parse4(String text) {
        long value = 0;
        int start = 0;
        int parts = 0;
        if (text.length() > 15) {
            return Optional.empty();
        }
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != '.') {
                continue;
            }
            int part = HostName.number(text.substring(start, i), 255);
            if (part < 0 || ++parts > 4) {
                return Optional.empty();
            }
            value = value << 8 | part;
            start = i + 1;
        }
        return parts == 4 ? Optional.of(new IpAddress(BigInteger.valueOf(value), 32)) : Optional.empty();
    }

    private static Optional<IpAddress> parse6(String text) {
        int gap = text.indexOf("::");
        if (text.length() > 45 || text.indexOf("::", gap + 1) >= 0 && gap >= 0) {
            return Optional.empty();
        }
        Groups head = Groups.of(gap < 0 ? text : text.substring(0, gap), gap < 0);
        Groups tail = Groups.of(gap < 0 ? "" : text.substring(gap + 2), true);
        int count = head.count() + tail.count();
        if (head.count() < 0 || tail.count() < 0 || (gap < 0 ? count != 8 : count > 7)) {
            return Optional.empty();
        }
        BigInteger high = head.value().shiftLeft(16 * (8 - head.count()));
        return Optional.of(new IpAddress(high.or(tail.value()), 128));
    }

    /** Groups of 16 bits between colons; a count of -1 says that they are not in order. */
    private record Groups(BigInteger value, int count) {

        private static final Groups BROKEN = new Groups(BigInteger.ZERO, -1);

        static Groups of(String text, boolean last) {
            BigInteger value = BigInteger.ZERO;
            int count = 0;
            int start = 0;
            while (start < text.length()) {
                int colon = text.indexOf(':', start);
                int end = colon < 0 ? text.length() : colon;
                String part = text.substring(start, end);
                Optional<IpAddress> quad = last && colon < 0 ? parse4(part) : Optional.empty();
                int group = quad.isPresent() ? 0 : hex(part);
                if (group < 0 || count > 8 || end == text.length() - 1) {
                    return BROKEN;
                }
                value = quad.map(IpAddress::value)
                        .orElse(BigInteger.valueOf(group))
                        .or(value.shiftLeft(quad.isPresent() ? 32 : 16));
                count += quad.isPresent() ? 2 : 1;
                start = end + 1;
            }
            return new Groups(value, count);
        }

        private static int hex(String digits) {
            int value = 0;
            for (int i = 0; i < digits.length(); i++) {
                char c = digits.charAt(i);
                if (c > 'f' || Character.digit(c, 16) < 0) {
                    return -1;
                }
                value = value << 4 | Character.digit(c, 16);
            }
            return digits.isEmpty() || digits.length() > 4 ? -1 : value;
        }
    }
}
