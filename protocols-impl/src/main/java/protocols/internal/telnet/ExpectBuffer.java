package protocols.internal.telnet;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import protocols.WireException.LimitExceeded;
import protocols.telnet.Expectation;

/**
 * The text of a peer that the caller has not taken yet, and the place where it is searched. Text goes only when it is
 * matched or taken: if too much of it comes unmatched, that is an error and not a gap.
 */
final class ExpectBuffer {

    private final Charset charset;
    private final int cap;
    private final UnreadText unread;
    private final ReceivedTail tail = new ReceivedTail();
    private boolean ended;
    private int generation;

    /**
     * @param cap the most characters that may stay unmatched
     */
    ExpectBuffer(Charset charset, int cap) {
        this.charset = charset;
        this.cap = cap;
        this.unread = new UnreadText(charset);
    }

    /**
     * The peer sent {@code bytes[from]} to {@code bytes[to - 1]}.
     *
     * @throws LimitExceeded if there was too much before this already and nobody took any
     * @throws IllegalStateException after {@link #end}
     */
    void append(byte[] bytes, int from, int to) throws LimitExceeded {
        if (ended) {
            throw new IllegalStateException("the input has ended");
        }
        checkCap();
        tail.append(bytes, from, to);
        unread.append(bytes, from, to);
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

    /** How many characters stand here unread. */
    int length() {
        return unread.length();
    }

    /** A search from the first unread character on. It ends when another one begins, or text is taken. */
    Search search(List<Expectation> wanted) {
        return new Search(this, ++generation, wanted);
    }

    /** Takes all unread text. */
    String take() {
        String all = unread.text(0, unread.length());
        consume(unread.length());
        return all;
    }

    /** What was waited for, and the last of what came instead. */
    String describe(List<Expectation> wanted) {
        return wanted.stream().map(Expectation::toString).collect(Collectors.joining(" or ", "expected ", ", got "))
                + tail.show(charset);
    }

    UnreadText unread() {
        return unread;
    }

    int generation() {
        return generation;
    }

    void consume(int count) {
        unread.consume(count);
        unread.trim();
        generation++;
    }

    void checkCap() throws LimitExceeded {
        if (unread.length() > cap) {
            throw new LimitExceeded("unmatched text", cap);
        }
    }
}
