package protocols.telnet;

import java.util.Objects;
import java.util.regex.Pattern;
import protocols.Text;

/**
 * What a caller waits for in the text of a peer. Of several that are waited for at once, the one that is complete first
 * in the stream wins, and of those that end at the same character the one that was named first; how the text was cut
 * into packets changes nothing, but for a {@link #pattern}.
 */
public sealed interface Expectation {

    /**
     * Waits for this very text, such as {@code "login: "}.
     *
     * @throws IllegalArgumentException if the text is empty
     */
    static Expectation text(String text) {
        return new Literal(text);
    }

    /** Waits for the end of a line, LF or CR LF. */
    static Expectation line() {
        return Line.LINE;
    }

    /** Waits until the peer has closed its side. */
    static Expectation end() {
        return End.END;
    }

    /**
     * Waits for a match of a regular expression of the caller.
     *
     * <p>It is tried on the text so far each time more has arrived, so one that can go on, such as {@code \d+}, matches
     * what is there by then: let it end with what follows. Each try begins at the start of the unread text, and a
     * pattern may take time that grows faster than the text: prefer {@link #text} where it will do.
     */
    static Expectation pattern(Pattern pattern) {
        return new Regex(pattern);
    }

    /**
     * This very text.
     *
     * @param text at least one character
     */
    record Literal(String text) implements Expectation {

        /**
         * @throws IllegalArgumentException if the text is empty
         */
        public Literal {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("an empty text is everywhere");
            }
        }

        /** The text in quotes, escaped. */
        @Override
        public String toString() {
            return '"' + Text.printable(text) + '"';
        }
    }

    /** The end of a line. */
    enum Line implements Expectation {
        /** The one value. */
        LINE;

        @Override
        public String toString() {
            return "a line";
        }
    }

    /** The end of the input. */
    enum End implements Expectation {
        /** The one value. */
        END;

        @Override
        public String toString() {
            return "end of input";
        }
    }

    /**
     * A match of a regular expression.
     *
     * @param pattern the expression
     */
    record Regex(Pattern pattern) implements Expectation {

        /**
         * @throws NullPointerException if the pattern is null
         */
        public Regex {
            Objects.requireNonNull(pattern);
        }

        /** The expression between slashes, escaped. */
        @Override
        public String toString() {
            return '/' + Text.printable(pattern.pattern()) + '/';
        }
    }
}
