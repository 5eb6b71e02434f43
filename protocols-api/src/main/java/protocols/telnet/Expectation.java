package protocols.telnet;

import java.util.Optional;
import java.util.regex.Pattern;
import protocols.Text;

/**
 * What a caller waits for in the text of a peer. Of several that are waited for at once, the one that is complete first
 * in the stream wins, and of those that end at the same character the one that was named first; how the text was cut
 * into packets changes nothing, but for a {@link #pattern}.
 */
public final class Expectation {

    private static final Expectation LINE = new Expectation("\n", Optional.empty(), "a line");
    private static final Expectation END = new Expectation("", Optional.empty(), "end of input");

    private static final Expectation PROMPT_MARK = new Expectation("", Optional.empty(), "a prompt mark (GA or EOR)");

    /** What ends it in the stream; empty where that is no text. */
    private final String literal;

    private final Optional<Pattern> pattern;
    private final String words;

    private Expectation(String literal, Optional<Pattern> pattern, String words) {
        this.literal = literal;
        this.pattern = pattern;
        this.words = words;
    }

    /**
     * Waits for this very text, such as {@code "login: "}.
     *
     * @throws IllegalArgumentException if the text is empty
     */
    public static Expectation text(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty text is everywhere");
        }
        return new Expectation(text, Optional.empty(), '"' + Text.printable(text) + '"');
    }

    /** Waits for the end of a line, LF or CR LF. */
    public static Expectation line() {
        return LINE;
    }

    /** Waits until the peer has closed its side. */
    public static Expectation end() {
        return END;
    }

    /**
     * Waits until the peer says that its prompt is complete: by GA (RFC 854) or EOR (RFC 885). {@link Match#before} is the
     * text before the mark, the prompt at its end. A mark before which no text came since the last match belongs to what
     * that took, and is passed over.
     */
    public static Expectation promptMark() {
        return PROMPT_MARK;
    }

    /**
     * Waits for a match of a regular expression of the caller, of at most {@link Telnet#patternWindow} characters.
     *
     * <p>It is tried on the text that has come by then, so one that can go on, such as {@code \d+}, matches what is there:
     * let it end with what follows. {@code ^} is the start of the text since the last match, {@code $} the end of what has
     * come. While a start may still match, a later one is looked at once the peer pauses.
     *
     * <p>The time grows with the text, whatever the pattern: matches of up to 256 characters are found wherever they stand,
     * longer ones too unless the pattern reads the text many times over; then in the last window of characters, when the
     * peer pauses. A pattern that takes even longer, such as {@code (a+)+$}, is broken off when the time is over.
     */
    public static Expectation pattern(Pattern pattern) {
        return new Expectation("", Optional.of(pattern), '/' + Text.printable(pattern.pattern()) + '/');
    }

    String literal() {
        return literal;
    }

    Optional<Pattern> pattern() {
        return pattern;
    }

    boolean isLine() {
        return equals(LINE);
    }

    boolean isEnd() {
        return equals(END);
    }

    boolean isPromptMark() {
        return equals(PROMPT_MARK);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expectation that
                && literal.equals(that.literal)
                && pattern.equals(that.pattern)
                && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    /** A text in quotes, a pattern between slashes, escaped; else words. */
    @Override
    public String toString() {
        return words;
    }
}
