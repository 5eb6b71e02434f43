package protocols.internal.telnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a match of a caller's pattern in a stream of characters, at most {@code window} long, in time that grows with the
 * text and not faster. Every character can be the start of a match, and they are tried from left to right:
 *
 * <ul>
 *   <li>A start whose try fails without having asked for more text ({@link Matcher#hitEnd}) is dead for ever.
 *   <li>One whose try failed by its first character alone makes that character dead wherever it stands.
 *   <li>While text comes, the first start that can still match is waited for, and tried again only when what stands behind
 *       it has grown by a quarter. Once the peer is silent, all behind it are tried too ({@code thoroughly}).
 *   <li>A match of up to {@link #SHORT} characters is looked for from every start; a longer one too, until that has read
 *       many times more characters than came, and from then on in the last window alone, when the peer is silent.
 * </ul>
 */
final class PatternFinder implements Finder {

    /** Matches of up to this length are found wherever they stand, unless a single try is too costly. */
    static final int SHORT = 256;

    /** How many characters may be read for longer matches, for each one that came. */
    private static final long CREDIT = 16;

    /** What one try may read while text comes: what takes longer waits for silence. */
    private static final long DEAR = 1 << 19;

    /** After a thorough try that took longer, in nanoseconds, the next one waits for as long a silence. */
    private static final long CHEAP = 200_000;

    private static final long LONGEST_PAUSE = 100_000_000;

    /** What became of a start. */
    private enum Verdict {
        MATCH,
        /** It matches nothing, whatever comes. */
        DEAD,
        /** It may match if more text comes. */
        OPEN,
        /** It matches nothing as short as was asked for. */
        LONGER
    }

    private final int window;
    private final int shortly;
    private final WatchedText view;
    private final Matcher matcher;
    private final boolean looksBehind;
    private final boolean[] dead = new boolean[256];
    private int length;
    /** Where the text begins that was never taken away: nothing can match before it. */
    private int first;
    /** The first start that may still match. */
    private int open;
    /** The first start that was not tried while text came. */
    private int next;
    /** How long the text must be before the next try. */
    private int again;
    /** How long it was when all starts were tried. */
    private int complete = -1;

    private long credit;
    private long pause;
    private boolean dear;

    PatternFinder(Pattern pattern, int window, WatchedText.Watch watch) {
        this.window = window;
        this.shortly = Math.min(window, SHORT);
        this.credit = CREDIT * window;
        String source = pattern.pattern();
        this.looksBehind = source.contains("(?<=") || source.contains("(?<!");
        this.view = new WatchedText(watch);
        // A lookbehind, ^ and $ see the text that is there, and not the region of a try.
        this.matcher = pattern.matcher(view).useAnchoringBounds(false).useTransparentBounds(true);
    }

    @Override
    public Optional<Found> find(UnreadText text, int to, boolean thoroughly) {
        view.refresh(text);
        credit = Math.min(CREDIT * window, credit + CREDIT * Math.max(0, text.length() - length));
        length = text.length();
        if (thoroughly) {
            return thoroughly(to);
        }
        return dear || length < again ? Optional.empty() : inPassing();
    }

    private Optional<Found> inPassing() {
        try {
            while (next <= length) {
                Verdict verdict = isPassedOver(next) ? Verdict.DEAD : inPassing(next);
                if (verdict == Verdict.MATCH) {
                    return Optional.of(found());
                }
                if (verdict == Verdict.OPEN) {
                    again = length + (length - next) / 4 + 1;
                    return Optional.empty();
                }
                open += verdict == Verdict.DEAD && open == next ? 1 : 0;
                next++;
            }
        } catch (WatchedText.Costly e) {
            dear = true;
        }
        return Optional.empty();
    }

    private Verdict inPassing(int start) {
        Verdict verdict = attempt(start, shortly, DEAR);
        if (verdict == Verdict.LONGER && window > shortly && credit >= window) {
            verdict = attempt(start, window, DEAR);
            credit -= view.reads();
            return verdict == Verdict.LONGER ? Verdict.DEAD : verdict;
        }
        return verdict == Verdict.LONGER && window == shortly ? Verdict.DEAD : verdict;
    }

    private Optional<Found> thoroughly(int to) {
        long began = System.nanoTime();
        int firstOpen = length + 1;
        int from = Math.max(Math.min(Math.max(open, length - window), next), first);
        for (int start = from; start <= to; start++) {
            Verdict verdict =
                    isPassedOver(start) ? Verdict.DEAD : attempt(start, Math.min(window, to - start), Long.MAX_VALUE);
            if (verdict == Verdict.MATCH) {
                return Optional.of(found());
            }
            if (verdict == Verdict.OPEN) {
                firstOpen = Math.min(firstOpen, start);
            }
        }
        if (to == length) {
            open = firstOpen;
            next = Math.max(next, open);
            again = length + 1;
            complete = length;
            long took = System.nanoTime() - began;
            pause = took > CHEAP ? Math.min(took, LONGEST_PAUSE) : 0;
        }
        return Optional.empty();
    }

    private Verdict attempt(int start, int longest, long reads) {
        int end = Math.min(start + longest, length);
        view.begin(start, reads);
        if (matcher.region(start, end).lookingAt()) {
            return Verdict.MATCH;
        }
        if (matcher.hitEnd()) {
            return end == length ? Verdict.OPEN : Verdict.LONGER;
        }
        learn(start);
        return Verdict.DEAD;
    }

    /** At the start of the text a boundary reads nothing before it, and a lookbehind may read nothing anywhere near it. */
    private void learn(int start) {
        if (start > 0 && !looksBehind && view.sawOneCharacter() && isFarFromTheEnd(start)) {
            char c = view.at(start);
            if (c < dead.length) {
                dead[c] = true;
            }
        }
    }

    /** Whether nothing can begin here: with a character that begins nothing, or within one of two halves. */
    private boolean isPassedOver(int start) {
        if (start >= length) {
            return false;
        }
        char c = view.at(start);
        if (c < dead.length) {
            return dead[c] && isFarFromTheEnd(start);
        }
        return Character.isLowSurrogate(c) && start > 0 && Character.isHighSurrogate(view.at(start - 1));
    }

    /** Where {@code $} and its kin cannot match. */
    private boolean isFarFromTheEnd(int start) {
        return start < length - SHORT;
    }

    private Found found() {
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i) == null ? "" : matcher.group(i));
        }
        return new Found(matcher.start(), matcher.end(), groups);
    }

    /** The last window stays, and one character before it, so that {@code ^} matches nowhere within the text. */
    @Override
    public int settled() {
        return Math.max(0, length - window - 1);
    }

    @Override
    public void shift(int count) {
        first = 1;
        length -= count;
        open = Math.max(open - count, first);
        next = Math.max(next - count, first);
        again -= count;
        complete -= count;
    }

    @Override
    public long pause() {
        boolean isAllTried = complete == length || (!dear && open >= length);
        return isAllTried ? -1 : pause;
    }
}
