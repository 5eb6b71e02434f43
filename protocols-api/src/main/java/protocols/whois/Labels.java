package protocols.whois;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a label is told from its value on one line. */
final class Labels {

    private static final int LONGEST = 64;

    /** What the words before a date begin with, if it is of the record and not of the database. */
    private static final Set<String> DATED =
            Set.of("record", "domain", "created", "registered", "activated", "expires");

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
        Optional<Split> marked = dotted.isPresent() ? dotted : at(content, content.indexOf('\t'), 1);
        return marked.isPresent() ? marked : beforeDate(content);
    }

    /** {@code Record created on 2001-02-03.}: words that are known to stand before a date, and one. */
    private static Optional<Split> beforeDate(String content) {
        int end = content.indexOf(' ');
        if (end < 0 || !DATED.contains(key(content.substring(0, end)))) {
            return Optional.empty();
        }
        for (int words = 1; end > 0 && end < LONGEST && words < 6; words++) {
            String label = content.substring(0, end);
            String value = content.substring(end + 1).strip();
            boolean date =
                    FieldNames.of(key(label)).filter(WhoisField.Key::isDate).isPresent()
                            && WhoisDate.read(value.endsWith(".") ? value.substring(0, value.length() - 1) : value)
                                            .precision()
                                    != WhoisDate.Precision.TEXT;
            if (date) {
                return Optional.of(new Split(label, value, false));
            }
            end = content.indexOf(' ', end + 1);
        }
        return Optional.empty();
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
