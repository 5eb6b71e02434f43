package protocols.internal.telnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.WireException;
import protocols.internal.telnet.Finder.Found;
import protocols.spi.TelnetFriend;
import protocols.telnet.Expectation;
import protocols.telnet.Match;

/**
 * One wait for one of several expectations. {@link #poll} is called whenever more text has come and goes on where it
 * stopped: for texts and lines every character is looked at once for each of them, however the text arrives.
 */
final class Search {

    private static final TelnetFriend API = TelnetFriend.get();

    private final ExpectBuffer buffer;
    private final int generation;
    private final List<Expectation> wanted;
    private final List<Finder> finders = new ArrayList<>();
    private int searched;

    Search(ExpectBuffer buffer, int generation, List<Expectation> wanted, WatchedText.Watch watch) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("nothing is expected");
        }
        this.buffer = buffer;
        this.generation = generation;
        this.wanted = List.copyOf(wanted);
        this.wanted.forEach(expectation -> finders.add(finder(expectation, buffer.patternWindow(), watch)));
    }

    /**
     * The match, which is then taken out of the text with all before it; empty if more text is needed.
     *
     * @throws WireException.Hangup if no more will come
     * @throws IllegalStateException if this search is over
     */
    Optional<Match> poll() throws WireException {
        return poll(buffer.isEnded());
    }

    /** As {@link #poll}, where the peer has paused: what patterns leave for such a time is done too. */
    Optional<Match> pollThoroughly() throws WireException {
        return poll(true);
    }

    private Optional<Match> poll(boolean thoroughly) throws WireException {
        if (generation != buffer.generation()) {
            throw new IllegalStateException("this search is over: its text was taken, or another search began");
        }
        Best best = new Best();
        // Patterns come last: they are the ones that cost, and what is found already bounds them.
        for (int i = 0; i < finders.size(); i++) {
            if (!(finders.get(i) instanceof PatternFinder)) {
                best.look(i, false);
            }
        }
        for (int i = 0; i < finders.size(); i++) {
            if (finders.get(i) instanceof PatternFinder) {
                best.look(i, thoroughly || best.found.isPresent());
            }
        }
        searched = buffer.length();
        return best.found.isPresent() ? best.found.map(found -> take(best.which, found)) : atEnd();
    }

    /** What is complete first in the stream, and of those that end together the one that was named first. */
    private final class Best {
        private int which;
        private Optional<Found> found = Optional.empty();

        void look(int i, boolean thoroughly) {
            UnreadText text = buffer.unread();
            int to = found.map(earlier -> winsTie(i) ? earlier.to() : earlier.to() - 1)
                    .orElse(text.length());
            Optional<Found> better = to < 0 ? Optional.empty() : finders.get(i).find(text, to, thoroughly);
            if (better.isPresent()) {
                which = i;
                found = better;
            }
        }

        private boolean winsTie(int i) {
            return isMark(i) == isMark(which) ? i < which : isMark(which);
        }
    }

    /** A mark comes behind the character at which a text ends. */
    private boolean isMark(int i) {
        return finders.get(i) instanceof MarkFinder;
    }

    /** How many characters were searched so far. */
    int searched() {
        return searched;
    }

    /** How many characters at the start of the text surely stand before whatever will match. */
    int settled() {
        int settled = buffer.length();
        for (Finder finder : finders) {
            settled = Math.min(settled, finder.settled());
        }
        return settled;
    }

    /** So many characters at the start of the text were passed on. */
    void shift(int count) {
        searched -= count;
        finders.forEach(finder -> finder.shift(count));
    }

    /** How long the peer must be silent before {@link #pollThoroughly} is worth while, in nanoseconds; -1 if it is not. */
    long pause() {
        long pause = -1;
        for (Finder finder : finders) {
            pause = Math.max(pause, finder.pause());
        }
        return pause;
    }

    /** What was waited for, and the last of what came instead. */
    String describe() {
        return buffer.describe(wanted);
    }

    private Optional<Match> atEnd() throws WireException {
        if (!buffer.isEnded()) {
            return Optional.empty();
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (API.isEnd(wanted.get(i))) {
                return Optional.of(take(i, new Found(buffer.length(), buffer.length(), List.of())));
            }
        }
        throw new WireException.Hangup("the peer closed: " + describe());
    }

    private Match take(int which, Found found) {
        UnreadText text = buffer.unread();
        String before = text.text(0, found.from());
        String matched = text.text(found.from(), found.to());
        buffer.consume(found.to());
        if (API.isLine(wanted.get(which))) {
            return API.match(which, "", withoutCr(before), List.of());
        }
        return API.match(which, before, matched, found.groups());
    }

    /** Some peers end lines with CR CR LF, and some with LF CR: that stands before the next. */
    private static String withoutCr(String line) {
        int start = line.startsWith("\r") ? 1 : 0;
        int end = line.length();
        while (end > start && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(start, end);
    }

    private static Finder finder(Expectation expectation, int window, WatchedText.Watch watch) {
        if (API.pattern(expectation).isPresent()) {
            return new PatternFinder(API.pattern(expectation).get(), window, watch);
        }
        if (API.isPromptMark(expectation)) {
            return new MarkFinder();
        }
        return API.isEnd(expectation)
                ? new EndFinder()
                : new LiteralFinder(API.literal(expectation), API.isLine(expectation));
    }
}
