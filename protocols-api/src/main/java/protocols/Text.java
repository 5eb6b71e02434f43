package protocols;

/** Text that came from a peer, made safe to show on a terminal or in a log. */
public final class Text {

    private static final int SHOWN = 512;

    private Text() {}

    /**
     * The text with control characters (C0, DEL, C1), line separators, bidirectional controls and halves of characters
     * written as {@code \xHH} or {@code \u005cuHHHH}, and cut after 512 characters. What is escaped already stays as it is.
     */
    public static String printable(String text) {
        return escape(text, SHOWN);
    }

    /** As {@link #printable}, but whole: for results that a person reads, where nothing may be missing. */
    public static String escaped(String text) {
        return escape(text, Integer.MAX_VALUE);
    }

    private static String escape(String text, int most) {
        int end = end(text, most);
        int plain = 0;
        while (plain < end && isPlain(text, plain)) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(end + 16).append(text, 0, plain);
        for (int i = plain; i < end; i++) {
            char c = text.charAt(i);
            if (isPlain(text, i)) {
                out.append(c);
            } else if (c < 0x100) {
                out.append("\\x").append(hex(c >> 4)).append(hex(c));
            } else {
                out.append("\\u")
                        .append(hex(c >> 12))
                        .append(hex(c >> 8))
                        .append(hex(c >> 4))
                        .append(hex(c));
            }
        }
        return end < text.length() ? out.append("...").toString() : out.toString();
    }

    /** Where a text is cut: not between the halves of a character. */
    private static int end(String text, int most) {
        if (text.length() <= most) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    /**
     * The text, if UTF-8 can say it.
     *
     * @param what it is, for the error
     * @throws IllegalArgumentException if half of a surrogate pair is in it, which is no character (RFC 3629 section 3)
     */
    public static String whole(String what, String text) {
        if (!isWhole(text)) {
            throw new IllegalArgumentException("half of a surrogate pair in " + what + ": " + printable(text));
        }
        return text;
    }

    /** Whether no half of a character is in it without its other half. */
    static boolean isWhole(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String text, int i) {
        char c = text.charAt(i);
        if (c >= 0x20 && c < 0x7f) {
            return true;
        }
        return Character.isSurrogate(c) ? isPaired(text, i) : !isControl(c);
    }

    /** Whether half of a character stands beside its other half. */
    private static boolean isPaired(CharSequence text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /** Whether a character moves the cursor, ends the line or turns the direction of writing. */
    public static boolean isControl(char c) {
        return c < 0x20
                || (c >= 0x7f && c < 0xa0)
                || c == 0x061c
                || (c >= 0x200e && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static char hex(int nibble) {
        return "0123456789abcdef".charAt(nibble & 15);
    }
}
