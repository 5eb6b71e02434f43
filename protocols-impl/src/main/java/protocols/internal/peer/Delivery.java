package protocols.internal.peer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import protocols.Script.Pieces;
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

    /** What goes wrong instead of this line; from then on it has. */
    Optional<Failure> at(String line) {
        return failure()
                .filter(failure -> !struck
                        && failure.line().isPresent()
                        && fits(failure.line().get(), line))
                .map(this::strike);
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
        int piece = pieces() == Pieces.BYTES ? 1 : bytes;
        long left = failure().isPresent() && !struck && failure().get().line().isEmpty()
                ? failure().get().after() - sent.get()
                : Long.MAX_VALUE;
        return (int) Math.min(Math.min(piece, bytes), Math.max(0, left));
    }

    /** Counted before they are said: whoever has seen the last byte sees the whole count. */
    void count(int bytes) {
        sent.addAndGet(bytes);
    }

    /** The wait before a line; false if the peer was closed meanwhile. */
    boolean before(String line) {
        Duration wait = Duration.ZERO;
        for (ScriptParts.Delay delay : parts.delays()) {
            if (fits(delay.line(), line)) {
                wait = wait.plus(delay.before());
            }
        }
        return bell.pause(wait);
    }

    /** The wait after a piece; false if the peer was closed meanwhile. */
    boolean between() {
        return bell.pause(parts.drip());
    }

    /**
     * Whether an answer is sent as a datagram. What goes wrong with a stream goes wrong with datagrams as far as it can: they
     * are lost once so many bytes were said; garbage comes before one.
     */
    boolean saysDatagram(byte[] answer) {
        boolean fails = failure().isPresent() && failure().get().kind() != Failure.Kind.GARBAGE;
        if (fails && sent.get() >= failure().get().after()) {
            struck = true;
        }
        count(answer.length);
        return !(fails && struck)
                && bell.pause(parts.delays().stream()
                        .filter(delay -> delay.line().equals("*"))
                        .map(ScriptParts.Delay::before)
                        .reduce(Duration.ZERO, Duration::plus));
    }

    /** Whether a line is this one, in which {@code *} stands for any text; with or without the mark of the server. */
    static boolean fits(String wanted, String line) {
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
