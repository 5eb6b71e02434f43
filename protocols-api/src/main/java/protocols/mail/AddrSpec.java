package protocols.mail;

/**
 * An addr-spec of RFC 5322 section 3.4.1 as it is read. White space and comments around its dots and its at sign are left
 * out (section 4.4); anywhere else they had to be left out to make one of it, and so it is none that anybody wrote.
 */
final class AddrSpec {

    private final StringBuilder text = new StringBuilder();
    private boolean gap;
    private boolean afterQuotes;
    private boolean repaired;

    /** A character outside quotes. */
    void add(char c) {
        boolean separates = c == '.' || c == '@';
        repaired |= !separates && text.length() > 0 && (afterQuotes || (gap && !endsWithSeparator()));
        text.append(c);
        gap = false;
        afterQuotes = false;
    }

    /** A quoted string, quotes included. */
    void addQuoted(CharSequence quoted) {
        repaired |= text.length() > 0 && !endsWithSeparator();
        text.append(quoted);
        gap = false;
        afterQuotes = true;
    }

    /** White space, or a comment. */
    void space() {
        gap = true;
    }

    /** Its end was missing. */
    void unfinished() {
        repaired = true;
    }

    private boolean endsWithSeparator() {
        char last = text.charAt(text.length() - 1);
        return !afterQuotes && (last == '.' || last == '@');
    }

    /** Whether something had to be left out or made up. */
    boolean isRepaired() {
        return repaired;
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    void clear() {
        text.setLength(0);
        gap = false;
        afterQuotes = false;
        repaired = false;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
