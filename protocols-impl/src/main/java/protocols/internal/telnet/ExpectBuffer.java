package protocols.internal.telnet;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import protocols.telnet.Expectation;

/**
 * The text of a peer that the caller has not taken yet, and the place where it is searched. Text goes only when it is
 * matched, passed on or taken: where there is too much of it, no more is to be read until some has gone.
 */
final class ExpectBuffer {

    private final Charset charset;
    private final int cap;
    private final int patternWindow;
    private final UnreadText unread;
    private final ReceivedTail tail = new ReceivedTail();
    private long lastCame = System.nanoTime();
    private boolean ended;
    private boolean cameLf;
    private int generation;

    /**
     * @param cap how many characters may stay unmatched before no more is to be read
     * @param patternWindow how long a match of a pattern may be
     */
    ExpectBuffer(Charset charset, int cap, int patternWindow) {
        this.charset = charset;
        this.cap = cap;
        this.patternWindow = patternWindow;
        this.unread = new UnreadText(charset);
    }

    /**
     * The peer sent {@code bytes[from]} to {@code bytes[to - 1]}.
     *
     * @throws IllegalStateException after {@link #end}
     */
    void append(byte[] bytes, int from, int to) {
        if (ended) {
            throw new IllegalStateException("the input has ended");
        }
        lastCame = System.nanoTime();
        tail.append(bytes, from, to);
        put(bytes, from, to);
    }

    /** What was taken, and is all that there was, is unread again. */
    void putBack(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int from, int to) {
        for (int i = from; i < to && !cameLf; i++) {
            cameLf = bytes[i] == '\n';
        }
        unread.append(bytes, from, to);
    }

    /** A mark of a prompt stands here: GA or EOR. */
    void mark() {
        unread.marks().add(unread.length());
    }

    /** The peer will send nothing more. */
    void end() {
        if (!ended) {
            ended = true;
            unread.end();
        }
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether no LF ever came: of such a peer CR is the end of a line. */
    boolean isEndingLinesWithCr() {
        return !cameLf;
    }

    /** How many characters stand here unread. */
    int length() {
        return unread.length();
    }

    /** Whether there is so much unread text that no more is to be read. */
    boolean isFull() {
        return unread.length() > cap;
    }

    int cap() {
        return cap;
    }

    int patternWindow() {
        return patternWindow;
    }

    /** A search from the first unread character on. It ends when another one begins, or text is taken. */
    Search search(List<Expectation> wanted, WatchedText.Watch watch) {
        return new Search(this, ++generation, wanted, watch);
    }

    /** As above, and nobody breaks it off. */
    Search search(List<Expectation> wanted) {
        return search(wanted, () -> {});
    }

    /** Takes all unread text. */
    String take() {
        return take(unread.length());
    }

    /** Takes the first characters of the unread text. */
    String take(int count) {
        String text = unread.text(0, count);
        consume(count);
        return text;
    }

    /** What was waited for, and the last of what came instead. */
    String describe(List<Expectation> wanted) {
        return describe(wanted.stream().map(Expectation::toString).collect(Collectors.joining(" or ")));
    }

    /** As above, in words. */
    String describe(String wanted) {
        return "expected " + wanted + ", got " + tail.show(charset);
    }

    /** How long the peer has said nothing, in words: {@code silent for 3.2 s}. */
    String silence() {
        long millis = Duration.ofNanos(System.nanoTime() - lastCame).toMillis();
        return String.format(Locale.ROOT, "silent for %d.%d s", millis / 1000, millis % 1000 / 100);
    }

    UnreadText unread() {
        return unread;
    }

    int generation() {
        return generation;
    }

    void consume(int count) {
        unread.consume(count);
        unread.marks().matched(count);
        unread.trim();
        generation++;
    }

    /** So many characters were passed on: the search goes on behind them. */
    void pass(int count) {
        unread.consume(count);
        unread.marks().passed(count);
        unread.trim();
    }
}
