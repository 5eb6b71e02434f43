package protocols.telnet;

import java.util.List;

/**
 * What an {@link Expectation} found. Nothing in it is escaped.
 *
 * @param which the number of the expectation that matched, from 0 on, in the order they were given
 * @param before the text since the previous match that stands before this one; empty for {@link Expectation#line()}
 * @param text the text that matched: for {@link Expectation#line()} the line without its end, for
 *     {@link Expectation#end()} empty
 * @param groups the groups of a pattern, the first at index 0, an empty text for one that took no part; otherwise empty
 */
public record Match(int which, String before, String text, List<String> groups) {

    public Match {
        groups = List.copyOf(groups);
    }
}
