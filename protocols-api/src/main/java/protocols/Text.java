package protocols;

/** Text that came from a peer, made safe to show on a terminal or in a log. */
public final class Text {

    private static final int SHOWN = 512;

    private Text() {}

    /**
     * The text with control characters (C0, DEL, C1), line separators and bidirectional controls written as
     * {@code \xHH} or {@code \u005cuHHHH}, and cut after 512 characters.
     */
    public static String printable(String text) {
        return escape(text, SHOWN);
    }

    /** As {@link #printable}, but whole: for results that a person reads, where nothing may be missing. */
    public static String escaped(String text) {
        return escape(text, Integer.MAX_VALUE);
    }

    private static String escape(String text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most) + 16);
        for (int i = 0; i < text.length(); i++) {
            if (i == most) {
                return out.append("...").toString();
            }
            char c = text.charAt(i);
            if (!isControl(c)) {
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
        return out.toString();
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
