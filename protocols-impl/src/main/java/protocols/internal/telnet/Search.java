package protocols.internal.telnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import protocols.WireException;
import protocols.spi.TelnetFriend;
import protocols.telnet.Expectation;
import protocols.telnet.Match;

/**
 * One wait for one of several expectations. {@link #poll} is called whenever more text has come and goes on where it
 * stopped: for texts and lines every character is looked at once for each of them, however the text arrives.
 */
final class Search {

    private static final TelnetFriend API = TelnetFriend.get();

    /** Looks for one expectation. */
    private interface Finder {
        /** Goes on from the unread character {@code from} on, up to {@code to}. */
        Optional<Found> find(UnreadText text, int from, int to);
    }

    /** Where it is, counted from the first unread character. */
    private record Found(int from, int to, List<String> groups) {}

    private final ExpectBuffer buffer;
    private final int generation;
    private final List<Expectation> wanted;
    private final List<Finder> finders = new ArrayList<>();
    private int searched;

    Search(ExpectBuffer buffer, int generation, List<Expectation> wanted) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("nothing is expected");
        }
        this.buffer = buffer;
        this.generation = generation;
        this.wanted = List.copyOf(wanted);
        this.wanted.forEach(expectation -> finders.add(finder(expectation)));
    }

    /**
     * The match, which is then taken out of the text with all before it; empty if more text is needed.
     *
     * @throws WireException.Hangup if no more will come
     * @throws WireException.LimitExceeded if there is too much text without a match
     * @throws IllegalStateException if this search is over
     */
    Optional<Match> poll() throws WireException {
        if (generation != buffer.generation()) {
            throw new IllegalStateException("this search is over: its text was taken, or another search began");
        }
        UnreadText text = buffer.unread();
        int which = -1;
        Optional<Found> first = Optional.empty();
        for (int i = 0; i < finders.size(); i++) {
            // A later one must be complete earlier.
            int to = first.map(found -> found.to() - 1).orElse(text.length());
            Optional<Found> found = to < 0 ? Optional.empty() : finders.get(i).find(text, searched, to);
            if (found.isPresent()) {
                first = found;
                which = i;
            }
        }
        searched = text.length();
        if (first.isPresent()) {
            return Optional.of(take(which, first.get()));
        }
        return atEnd();
    }

    /** How many characters were searched so far. */
    int searched() {
        return searched;
    }

    /** What was waited for, and the last of what came instead. */
    String describe() {
        return buffer.describe(wanted);
    }

    private Optional<Match> atEnd() throws WireException {
        if (!buffer.isEnded()) {
            buffer.checkCap();
            return Optional.empty();
        }
        int which = indexOfEnd();
        if (which < 0) {
            throw new WireException.Hangup("the peer closed: " + describe());
        }
        return Optional.of(take(which, new Found(buffer.length(), buffer.length(), List.of())));
    }

    private int indexOfEnd() {
        for (int i = 0; i < wanted.size(); i++) {
            if (API.isEnd(wanted.get(i))) {
                return i;
            }
        }
        return -1;
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

    private static String withoutCr(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static Finder finder(Expectation expectation) {
        if (API.pattern(expectation).isPresent()) {
            return regex(API.pattern(expectation).get());
        }
        return API.isEnd(expectation) ? (text, from, to) -> Optional.empty() : literal(API.literal(expectation));
    }

    private static Finder literal(String wanted) {
        LiteralFinder finder = new LiteralFinder(wanted);
        return (text, from, to) -> {
            int end = finder.find(text.array(), text.offset() + from, text.offset() + to) - text.offset();
            return end < 0 ? Optional.empty() : Optional.of(new Found(end - finder.length(), end, List.of()));
        };
    }

    private static Finder regex(Pattern pattern) {
        return (text, from, to) -> {
            Matcher matcher = pattern.matcher(text.view(to));
            if (!matcher.find()) {
                return Optional.empty();
            }
            List<String> groups = new ArrayList<>();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                groups.add(matcher.group(i) == null ? "" : matcher.group(i));
            }
            return Optional.of(new Found(matcher.start(), matcher.end(), groups));
        };
    }
}
