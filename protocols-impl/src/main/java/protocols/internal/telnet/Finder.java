package protocols.internal.telnet;

import java.util.List;
import java.util.Optional;

/** Looks for one expectation in the unread text, again whenever more of it has come. */
interface Finder {

    /**
     * Where it is.
     *
     * @param from the first character of it, counted from the first unread one
     * @param to the one after its last
     * @param groups of a pattern
     */
    record Found(int from, int to, List<String> groups) {}

    /**
     * Goes on where it stopped, up to {@code to}.
     *
     * @param thoroughly whether all must be tried that is left for later while more text comes
     */
    Optional<Found> find(UnreadText text, int to, boolean thoroughly);

    /** How many characters at the start of the text can be no part of what it finds later, nor change it. */
    int settled();

    /** So many of these were taken away. */
    void shift(int count);

    /** How long the peer must be silent before it is worth while to look thoroughly, in nanoseconds; -1 if it is not. */
    default long pause() {
        return -1;
    }
}
