package protocols.mail;

/**
 * An addr-spec of RFC 5322 section 3.4.1 as it is read. White space and comments around its separators are left
 * out (section 4.4); anywhere else they had to be left out to make one of it, and so it is none that anybody wrote.
 */
final class AddrSpec {

    private final StringBuilder text = new StringBuilder();
    private boolean gap;
    private boolean afterQuotes;
    private boolean repaired;
    private boolean literal;
    private boolean route;

    /** A character outside quotes. */
    void add(char c) {
        boolean separates = isSeparator(c);
        repaired |= !separates && text.length() > 0 && (afterQuotes || (gap && !endsWithSeparator()));
        literal = c == '[' || (literal && c != ']');
        route = text.length() == 0 ? c == '@' : route && (c != ':' || literal);
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

    /** Whether an at sign was the last of it, so that a domain literal may follow. */
    boolean awaitsDomain() {
        return text.length() > 0 && !afterQuotes && text.charAt(text.length() - 1) == '@';
    }

    /** Whether it begins as a source route does whose hosts are not over (RFC 5321 appendix C). */
    boolean isRoute() {
        return route;
    }

    private boolean endsWithSeparator() {
        return !afterQuotes && isSeparator(text.charAt(text.length() - 1));
    }

    /** A dot, an at sign, and what ends the hosts of a source route. */
    private static boolean isSeparator(char c) {
        return c == '.' || c == '@' || c == ':' || c == ',';
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
        literal = false;
        route = false;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
