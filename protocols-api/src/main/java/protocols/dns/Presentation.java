package protocols.dns;

import protocols.WireException.Malformed;

/** The escapes of the presentation format: {@code \X} and {@code \DDD} (RFC 1035 section 5.1, RFC 4343 section 2.1). */
final class Presentation {

    private Presentation() {}

    /** A character-string in quotes. */
    static String quoted(Octets octets) {
        StringBuilder out = new StringBuilder(octets.length() + 2).append('"');
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.at(i);
            if (octet == '"' || octet == '\\') {
                out.append('\\').append((char) octet);
            } else if (octet < ' ' || octet >= 0x7f) {
                decimal(octet, out);
            } else {
                out.append((char) octet);
            }
        }
        return out.append('"').toString();
    }

    /** One octet of a label; what means something in zone text is escaped, so that the name can stand anywhere there. */
    static void label(int octet, StringBuilder out) {
        switch (octet) {
            case '.', '\\', '"', '(', ')', ';', '@', '$' -> out.append('\\').append((char) octet);
            default -> {
                if (octet <= ' ' || octet >= 0x7f) {
                    decimal(octet, out);
                } else {
                    out.append((char) octet);
                }
            }
        }
    }

    private static void decimal(int octet, StringBuilder out) {
        out.append('\\')
                .append((char) ('0' + octet / 100))
                .append((char) ('0' + octet / 10 % 10))
                .append((char) ('0' + octet % 10));
    }

    /** How many characters the escape at an index takes: 4 for {@code \DDD}, 2 for {@code \X}. */
    static int escapeLength(CharSequence text, int at) {
        return at + 1 < text.length() && isDigit(text.charAt(at + 1)) ? 4 : 2;
    }

    /** The octet that the escape at an index stands for. */
    static int unescape(CharSequence text, int at) throws Malformed {
        if (at + escapeLength(text, at) > text.length()) {
            throw new Malformed("escape is cut short", text.toString());
        }
        char first = text.charAt(at + 1);
        if (!isDigit(first)) {
            if (first >= 0x80) {
                throw new Malformed("escaped character is not ASCII", text.toString());
            }
            return first;
        }
        int octet = 0;
        for (int i = at + 1; i < at + 4; i++) {
            if (!isDigit(text.charAt(i))) {
                throw new Malformed("escape is not three digits", text.toString());
            }
            octet = octet * 10 + text.charAt(i) - '0';
        }
        if (octet > 255) {
            throw new Malformed("escape is over 255", text.toString());
        }
        return octet;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetterOrDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The number that a text of digits stands for, or -1 if it is none or more than the limit. */
    static long number(String digits, long limit) {
        if (digits.isEmpty() || digits.length() > 10) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (!isDigit(digits.charAt(i))) {
                return -1;
            }
            value = value * 10 + digits.charAt(i) - '0';
        }
        return value <= limit ? value : -1;
    }

    /**
     * The seconds that a time stands for, in seconds or in units such as {@code 1w2d3h4m5s}; -1 if it is none or more than
     * the limit.
     */
    static long seconds(String time, long limit) {
        long plain = number(time, limit);
        if (plain >= 0 || time.isEmpty()) {
            return plain;
        }
        long total = 0;
        int start = 0;
        for (int at = 0; at < time.length(); at++) {
            if (!isDigit(time.charAt(at))) {
                long count = number(time.substring(start, at), limit);
                int unit = unit(time.charAt(at));
                total = count < 0 || unit == 0 ? -1 : total + count * unit;
                if (total < 0 || total > limit) {
                    return -1;
                }
                start = at + 1;
            }
        }
        return start == time.length() ? total : -1;
    }

    private static int unit(char c) {
        return switch (c) {
            case 's', 'S' -> 1;
            case 'm', 'M' -> 60;
            case 'h', 'H' -> 3_600;
            case 'd', 'D' -> 86_400;
            case 'w', 'W' -> 604_800;
            default -> 0;
        };
    }
}
