package protocols.whois;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/** The syntax of host and domain names (RFC 1123 section 2.1, RFC 1035 section 2.3.4). */
final class HostName {

    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    /** What IDNA2003 maps to something else than IDNA2008 does, so the JDK would ask for another name. */
    private static final String DEVIATIONS = "\u00df\u1e9e\u03c2\u200c\u200d";

    private HostName() {}

    /** Letters, digits, hyphens and underscores in labels of 1 to 63; the last label is not a number. */
    static boolean isHost(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        int start = 0;
        boolean letters = false;
        for (int i = 0; i <= name.length(); i++) {
            if (i < name.length() && name.charAt(i) != '.') {
                if (!isLabelCharacter(name.charAt(i))) {
                    return false;
                }
                letters |= !isDigit(name.charAt(i));
                continue;
            }
            if (i == start || i - start > LONGEST_LABEL || name.charAt(start) == '-' || name.charAt(i - 1) == '-') {
                return false;
            }
            start = i + 1;
            letters &= i == name.length();
        }
        return letters;
    }

    /**
     * The name in lower case, A-labels, and without the last dot; empty if it is no host name, or if IDNA2003 (which is
     * what the JDK has) and IDNA2008 do not agree on it.
     */
    static Optional<String> toAscii(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (bare.length() > LONGEST) {
            return Optional.empty();
        }
        for (int i = 0; i < bare.length(); i++) {
            if (DEVIATIONS.indexOf(bare.charAt(i)) >= 0) {
                return Optional.empty();
            }
        }
        try {
            String ascii = IDN.toASCII(bare).toLowerCase(Locale.ROOT);
            return isHost(ascii) ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A decimal number from 0 to the given one; -1 if it is not one. */
    static int number(String digits, int most) {
        if (digits.isEmpty() || digits.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (!isDigit(digits.charAt(i))) {
                return -1;
            }
            value = value * 10 + digits.charAt(i) - '0';
        }
        return value <= most ? value : -1;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLabelCharacter(char c) {
        return isDigit(c) || isLetter(c) || c == '-' || c == '_';
    }
}
