package protocols.internal.peer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import protocols.Script.Pieces;
import protocols.spi.CoreFriend;
import protocols.spi.ScriptParts;
import protocols.spi.ScriptParts.Failure;

/** How a served peer speaks: in which pieces, how slowly, and what goes wrong, counted over all its connections. */
final class Delivery {

    private final ScriptParts.Delivery parts;
    private final Bell bell;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean struck;

    Delivery(ScriptParts.Delivery parts, Bell bell) {
        this.parts = parts;
        this.bell = bell;
    }

    Pieces pieces() {
        return parts.pieces();
    }

    Optional<Failure> failure() {
        return parts.failure();
    }

    /** Whether a client has a reason to leave before the end. */
    boolean mayFail() {
        return failure().isPresent() || !parts.drip().isZero();
    }

    /** Whether the peer has failed. */
    boolean isStruck() {
        return struck;
    }

    /** Whether nobody can connect. */
    boolean refuses() {
        return failure().filter(one -> one.kind() == Failure.Kind.REFUSE).isPresent();
    }

    /** Whether all has gone wrong that was to. */
    boolean hasCome() {
        return struck || refuses() || failure().isEmpty();
    }

    /** Fails if what was to go wrong has not: a test of it would have tested nothing. */
    void verify() {
        if (!hasCome()) {
            Failure missed = failure().orElseThrow();
            String when = missed.line().map(line -> " at " + line).orElse(" after " + missed.after() + " bytes");
            throw CoreFriend.get()
                    .mismatch("the fault has not come about: "
                            + missed.kind().name().toLowerCase(Locale.ROOT) + when + "; " + sent.get()
                            + " bytes were said");
        }
    }

    /** What goes wrong instead of something that is read as these lines; from then on it has. */
    Optional<Failure> at(List<String> lines) {
        return failure().filter(failure -> !struck && isAt(failure, lines)).map(this::strike);
    }

    private static boolean isAt(Failure failure, List<String> lines) {
        return failure.line()
                .filter(wanted -> lines.stream().anyMatch(line -> fits(wanted, line)))
                .isPresent();
    }

    /** Whether something happens at these lines that must not be held up by what is said with them. */
    boolean isMarked(List<String> lines) {
        return !wait(lines).isZero()
                || failure().filter(failure -> isAt(failure, lines)).isPresent();
    }

    /** What goes wrong now, as so many bytes were said. */
    Optional<Failure> due() {
        return failure()
                .filter(failure -> !struck && failure.line().isEmpty() && sent.get() >= failure.after())
                .map(this::strike);
    }

    private Failure strike(Failure failure) {
        struck = true;
        return failure;
    }

    /** How many of so many bytes can be said at once before something goes wrong. */
    int piece(int bytes) {
        return bytesLeft(pieces() == Pieces.BYTES ? 1 : bytes);
    }

    /** How many of so many bytes will be said before the peer falls silent. */
    int sayable(int bytes) {
        boolean goesOn = failure()
                .filter(failure -> failure.kind() == Failure.Kind.GARBAGE)
                .isPresent();
        return goesOn ? bytes : bytesLeft(bytes);
    }

    private int bytesLeft(int most) {
        long left = failure().isPresent() && !struck && failure().get().line().isEmpty()
                ? failure().get().after() - sent.get()
                : Long.MAX_VALUE;
        return (int) Math.min(most, Math.max(0, left));
    }

    /** Counted before they are said: whoever has seen the last byte sees the whole count. */
    void count(int bytes) {
        sent.addAndGet(bytes);
    }

    /** The wait before something that is read as these lines; false if the peer was closed meanwhile. */
    boolean before(List<String> lines) {
        return bell.pause(wait(lines));
    }

    private Duration wait(List<String> lines) {
        return parts.delays().stream()
                .filter(delay -> lines.stream().anyMatch(line -> fits(delay.line(), line)))
                .map(ScriptParts.Delay::before)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The wait after a piece; false if the peer was closed meanwhile. */
    boolean between() {
        return bell.pause(parts.drip());
    }

    /**
     * What goes wrong with an answer in a datagram: as with a stream, as far as it can. Garbage comes before it once; all
     * else is that it is lost, and each after it.
     */
    Optional<Failure> atDatagram(List<String> lines, int bytes) {
        if (failure().isPresent() && struck) {
            return failure().filter(failure -> failure.kind() != Failure.Kind.GARBAGE);
        }
        Optional<Failure> now = at(lines).or(this::due);
        count(bytes);
        return now;
    }

    /** Whether a line is this one, in which {@code *} stands for any text; with or without the mark of the server. */
    static boolean fits(String wanted, String line) {
        // The mark of half a line is not said.
        if (line.endsWith("\\") && fits(wanted, line.substring(0, line.length() - 1))) {
            return true;
        }
        String text = wanted.startsWith("S: ") ? wanted.substring(3) : wanted;
        String[] parts = text.split("\\*", -1);
        if (!line.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int next = line.indexOf(parts[i], at);
            if (next < 0) {
                return false;
            }
            at = next + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return parts.length == 1 ? line.length() == at : line.length() - last.length() >= at && line.endsWith(last);
    }
}
