package protocols.dns;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The suffixes that a short name is tried with (resolv.conf(5), {@code search} and {@code ndots}). */
public final class SearchList {

    /** No suffix: every name is tried as it is. */
    public static final SearchList NONE = new SearchList(List.of(), 1);

    /** The most dots that {@code ndots} can ask for, as in the C library. */
    public static final int MAX_NDOTS = 15;

    private final List<Name> suffixes;
    private final int ndots;

    SearchList(List<Name> suffixes, int ndots) {
        if (ndots < 0 || ndots > MAX_NDOTS) {
            throw new IllegalArgumentException("ndots is not within 0 to " + MAX_NDOTS + ": " + ndots);
        }
        this.suffixes = List.copyOf(suffixes);
        this.ndots = ndots;
    }

    /** In the order in which they are tried; the root stands for the name as it is. */
    public List<Name> suffixes() {
        return suffixes;
    }

    /** From how many dots on a name is tried as it is before the suffixes; 0 to 15, by default 1. */
    public int ndots() {
        return ndots;
    }

    /**
     * These suffixes, with {@code ndots} 1.
     *
     * @throws IllegalArgumentException if one of them is no name
     */
    public static SearchList of(String... suffixes) {
        return new SearchList(List.of(suffixes).stream().map(Name::of).toList(), 1);
    }

    /** The same suffixes with another number of dots. */
    public SearchList ndots(int dots) {
        return new SearchList(suffixes, dots);
    }

    /**
     * The names that a name may stand for, in the order in which the C library tries them, each of them once. A name that
     * ends in a dot stands for itself alone. One with {@code ndots} dots or more is tried as it is first, one with fewer
     * last. A suffix that would make the name longer than 255 bytes is left out.
     *
     * @throws IllegalArgumentException if the text is no name
     */
    public List<Name> candidates(String name) {
        Name whole = Name.of(name);
        if (isAbsolute(name)) {
            return List.of(whole);
        }
        Set<Name> order = new LinkedHashSet<>();
        if (whole.labelCount() > ndots) {
            order.add(whole);
        }
        for (Name suffix : suffixes) {
            if (whole.length() - 1 + suffix.length() <= Name.MAX_LENGTH) {
                order.add(whole.under(suffix));
            }
        }
        order.add(whole);
        return List.copyOf(order);
    }

    /** Whether a dot ends the name; one that is escaped belongs to the last label. */
    private static boolean isAbsolute(String name) {
        int end = name.length() - 1;
        int escapes = 0;
        while (end - escapes > 0 && name.charAt(end - escapes - 1) == '\\') {
            escapes++;
        }
        return end >= 0 && name.charAt(end) == '.' && escapes % 2 == 0;
    }

    boolean isFirst(Name whole) {
        return whole.labelCount() > ndots;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchList that && suffixes.equals(that.suffixes) && ndots == that.ndots;
    }

    @Override
    public int hashCode() {
        return Objects.hash(suffixes, ndots);
    }

    /** The suffixes and the number of dots. */
    @Override
    public String toString() {
        return suffixes + ", ndots " + ndots;
    }
}
