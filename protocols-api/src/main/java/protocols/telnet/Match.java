package protocols.telnet;

import java.util.List;
import java.util.Objects;
import protocols.Text;

/** What an {@link Expectation} found. Nothing in it is escaped, but in {@link #toString}. */
public final class Match {

    private final int which;
    private final String before;
    private final String text;
    private final List<String> groups;

    Match(int which, String before, String text, List<String> groups) {
        this.which = which;
        this.before = before;
        this.text = text;
        this.groups = List.copyOf(groups);
    }

    /**
     * A match, as a session gives it; for tests.
     *
     * @param which see {@link #which()}
     * @param before see {@link #before()}
     * @param text see {@link #text()}
     * @param groups see {@link #groups()}
     */
    public static Match of(int which, String before, String text, List<String> groups) {
        return new Match(which, before, text, groups);
    }

    /** The number of the expectation that matched, from 0 on, in the order they were given. */
    public int which() {
        return which;
    }

    /** The text since the previous match that stands before this one; empty for {@link Expectation#line()}. */
    public String before() {
        return before;
    }

    /** The text that matched: for {@link Expectation#line()} without its end, for {@link Expectation#end()} empty. */
    public String text() {
        return text;
    }

    /** The groups of a pattern, the first at index 0, an empty text for one that took no part; otherwise empty. */
    public List<String> groups() {
        return groups;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Match that
                && which == that.which
                && before.equals(that.before)
                && text.equals(that.text)
                && groups.equals(that.groups);
    }

    @Override
    public int hashCode() {
        return Objects.hash(which, before, text, groups);
    }

    /** Such as {@code 0: "$ " after "up 42 days\x0d\x0a"}, escaped. */
    @Override
    public String toString() {
        return which + ": \"" + Text.printable(text) + "\" after \"" + Text.printable(before) + '"';
    }
}
