package protocols.ftp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern for names, as {@code mget} and {@code mput} take it: {@code *} any text, {@code ?} one character,
 * {@code [a-z_]} one of these, {@code [!a-z]} or {@code [^a-z]} one but these, {@code \} before a character takes it as
 * it is. A bracket that is not closed stands for itself. A dot at the start of a name must be in the pattern, as in a
 * shell. Capitals matter.
 *
 * <p>Matching takes at most the length of the pattern times the length of the name in steps, and no recursion.
 */
public final class Glob {

    private static final int[] ANY_ONE = {};

    /** One step of the pattern: any text if {@code star}; otherwise one character in (or not in) the ranges. */
    private static final class Step {
        static final Step STAR = new Step(true, false, ANY_ONE);
        static final Step ONE = new Step(false, true, ANY_ONE);

        private final boolean star;
        private final boolean negated;
        private final int[] ranges;

        private Step(boolean star, boolean negated, int[] ranges) {
            this.star = star;
            this.negated = negated;
            this.ranges = ranges;
        }

        static Step literal(int point) {
            return new Step(false, false, new int[] {point, point});
        }

        boolean takes(int point) {
            for (int i = 0; i < ranges.length; i += 2) {
                if (point >= ranges[i] && point <= ranges[i + 1]) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    private final String pattern;
    private final Step[] steps;

    private Glob(String pattern) {
        this.pattern = pattern;
        this.steps = compile(pattern.codePoints().toArray());
    }

    /** The pattern of that text. */
    public static Glob of(String pattern) {
        return new Glob(pattern);
    }

    /** Whether a text has any of {@code * ? [}, so that it is meant as a pattern rather than a name. */
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** Whether the whole name fits the pattern. */
    public boolean matches(String name) {
        if (name.startsWith(".") && !pattern.startsWith(".") && !pattern.startsWith("\\.")) {
            return false;
        }
        return matches(name.codePoints().toArray());
    }

    private boolean matches(int[] name) {
        int step = 0;
        int at = 0;
        int lastStar = -1;
        int retry = 0;
        while (at < name.length) {
            if (step < steps.length && steps[step].star) {
                lastStar = step++;
                retry = at;
            } else if (step < steps.length && steps[step].takes(name[at])) {
                step++;
                at++;
            } else if (lastStar >= 0) {
                // Only the last star need grow: an earlier one that took more could do no better.
                step = lastStar + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (step < steps.length && steps[step].star) {
            step++;
        }
        return step == steps.length;
    }

    private static Step[] compile(int[] pattern) {
        List<Step> steps = new ArrayList<>();
        int lastBracket = lastIndexOf(pattern, ']');
        int at = 0;
        while (at < pattern.length) {
            int point = pattern[at++];
            if (point == '*') {
                steps.add(Step.STAR);
            } else if (point == '?') {
                steps.add(Step.ONE);
            } else if (point == '\\' && at < pattern.length) {
                steps.add(Step.literal(pattern[at++]));
            } else if (point == '[' && closing(pattern, at, lastBracket) > 0) {
                int end = closing(pattern, at, lastBracket);
                steps.add(set(pattern, at, end));
                at = end + 1;
            } else {
                steps.add(Step.literal(point));
            }
        }
        return steps.toArray(Step[]::new);
    }

    private static int lastIndexOf(int[] pattern, int point) {
        for (int i = pattern.length - 1; i >= 0; i--) {
            if (pattern[i] == point) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the bracket that closes a set; -1 if there is none. A bracket in the first place is a member. */
    private static int closing(int[] pattern, int from, int last) {
        int first = from < pattern.length && isNegation(pattern[from]) ? from + 1 : from;
        for (int i = first + 1; i <= last; i++) {
            if (pattern[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    private static Step set(int[] pattern, int from, int to) {
        boolean negated = isNegation(pattern[from]);
        int[] ranges = new int[2 * (to - from)];
        int filled = 0;
        for (int i = negated ? from + 1 : from; i < to; i++) {
            boolean range = i + 2 < to && pattern[i + 1] == '-';
            ranges[filled++] = pattern[i];
            ranges[filled++] = range ? pattern[i + 2] : pattern[i];
            i += range ? 2 : 0;
        }
        return new Step(false, negated, Arrays.copyOf(ranges, filled));
    }

    private static boolean isNegation(int point) {
        return point == '!' || point == '^';
    }

    /** The text of the pattern. */
    @Override
    public String toString() {
        return pattern;
    }
}
