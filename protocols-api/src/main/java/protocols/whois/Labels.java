package protocols.whois;

import java.util.Locale;
import java.util.Optional;

/** How a label is told from its value on one line. */
final class Labels {

    private static final int LONGEST = 64;

    private Labels() {}

    /**
     * A line taken apart.
     *
     * @param isHeading a label in brackets with nothing after it: what follows belongs to it
     */
    record Split(String label, String value, boolean isHeading) {}

    /** The letters and digits in lower case. */
    static String key(String label) {
        StringBuilder key = new StringBuilder(Math.min(label.length(), LONGEST));
        for (int i = 0; i < label.length() && i < 2 * LONGEST; i++) {
            if (Character.isLetterOrDigit(label.charAt(i))) {
                key.append(label.charAt(i));
            }
        }
        return key.toString().toLowerCase(Locale.ROOT);
    }

    static Optional<Split> split(String content) {
        int bracket = bracket(content);
        if (bracket >= 0) {
            int close = content.indexOf(']');
            String value = content.substring(close + 1).strip();
            return Optional.of(new Split(content.substring(bracket + 1, close), value, value.isEmpty()));
        }
        Optional<Split> colon = at(content, content.indexOf(':'), 1);
        if (colon.isPresent()) {
            return colon;
        }
        int dots = content.indexOf("..");
        Optional<Split> dotted = dots > 0 ? at(content, dots, dotsAt(content, dots)) : Optional.empty();
        return dotted.isPresent() ? dotted : at(content, content.indexOf('\t'), 1);
    }

    /** The index of the bracket in {@code [Label]} or {@code a. [Label]}; -1 if the line does not begin so. */
    private static int bracket(String content) {
        int at = content.startsWith("[") ? 0 : content.indexOf(". [") == 1 ? 3 : -1;
        int close = at < 0 ? -1 : content.indexOf(']', at);
        boolean closed = close > at + 1 && close - at <= LONGEST && content.indexOf(']') == close;
        return closed && content.charAt(close - 1) != ' ' ? at : -1;
    }

    private static int dotsAt(String content, int from) {
        int end = from;
        while (end < content.length() && content.charAt(end) == '.') {
            end++;
        }
        return end - from;
    }

    /** A colon with no blank after it, dots and tabs end a label only if that label is known: text is full of them. */
    private static Optional<Split> at(String content, int end, int width) {
        if (end <= 0 || end > 2 * LONGEST) {
            return Optional.empty();
        }
        int last = end;
        while (last > 0 && (content.charAt(last - 1) == '.' || Character.isWhitespace(content.charAt(last - 1)))) {
            last--;
        }
        String label = content.substring(0, last);
        if (label.length() > LONGEST || !hasLetter(label)) {
            return Optional.empty();
        }
        int after = end + width;
        boolean clear = content.charAt(end) == ':'
                && (after >= content.length() || Character.isWhitespace(content.charAt(after)));
        if (!clear && !FieldNames.isKnown(key(label))) {
            return Optional.empty();
        }
        return Optional.of(new Split(label, content.substring(after).strip(), false));
    }

    private static boolean hasLetter(String label) {
        for (int i = 0; i < label.length(); i++) {
            if (Character.isLetter(label.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
