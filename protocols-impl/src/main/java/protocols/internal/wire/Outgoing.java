package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;

/**
 * What goes out on a link: small pieces gather in the send buffer until a flush, so that a batch is one write; and how
 * much of it the peer may not have read yet.
 */
public final class Outgoing {

    /** What sends something long. */
    public interface Steps {
        void run() throws IOException;
    }

    /** Listens while something long is sent; what it throws ends the sending. */
    public interface Ear {
        void listen() throws IOException;
    }

    /** What the buffers of two systems may hold, in bytes. */
    private static final long IN_BETWEEN = 4 << 20;

    /** What a slow peer reads in a second, in bytes. */
    private static final long SLOW = 10_000;

    /** What is read at once, in bytes. */
    private static final long FEW = 65_536;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final Ear DEAF = () -> {};

    private final Circuit circuit;
    private final SendBuffer bytes = new SendBuffer();
    private Optional<Ear> ear = Optional.empty();
    private Optional<WireException> unwritten = Optional.empty();
    private long written;
    private long sent;
    private long answered;
    private boolean listening;

    Outgoing(Circuit circuit) {
        this.circuit = circuit;
    }

    /** How many bytes were given to be sent so far. */
    public long written() {
        return written;
    }

    /** How many of them have left, or may have: the others wait for the next flush, or never will. */
    public long sent() {
        return sent;
    }

    /** The peer has said something: it has read what was sent before. */
    void answered() {
        answered = written;
    }

    /**
     * How long an answer may take: the timeout, and after much was sent the time in which a slow peer reads what may still
     * lie in the buffers between the two, of which nobody can say how much it is.
     */
    public Duration patience() {
        Duration timeout = circuit.settings().timeout();
        long unread = Math.min(written - answered, IN_BETWEEN);
        return unread <= FEW ? timeout : timeout.plus(Duration.ofSeconds(unread / SLOW));
    }

    /** Adds to what will be sent. */
    public void write(byte[] from, int offset, int length) throws IOException {
        written += length;
        if (!bytes.add(from, offset, length)) {
            flush();
            if (!bytes.add(from, offset, length)) {
                emit(ByteBuffer.wrap(from, offset, length));
            }
        }
    }

    /** Sends what is pending, in one write, and wipes it: it may have held a secret. */
    public void flush() throws IOException {
        if (!bytes.isEmpty() && !listening) {
            try {
                emit(bytes.contents());
            } finally {
                bytes.wipe();
            }
        }
    }

    /**
     * Where the peer no longer takes what is sent, it may have said why before: the fault waits until there is nothing
     * more to read. What follows on much that may not have been read yet waits for room as that did. Who was interrupted
     * sends nothing more, also where nothing would have to wait.
     */
    private void emit(ByteBuffer from) throws IOException {
        Faults.checkInterrupt();
        sent += from.remaining();
        circuit.touch();
        if (unwritten.isPresent()) {
            return;
        }
        try {
            if (ear.isPresent() || written - answered > FEW) {
                offer(from, ear.orElse(DEAF));
            } else {
                circuit.wire().write(from, circuit.deadline());
            }
        } catch (WireException.Hangup e) {
            if (circuit.life().isClosed() || ear.isPresent()) {
                throw e;
            }
            unwritten = Optional.of(e);
        }
    }

    /** There is nothing more to read: the fault of what could not be sent is what is left. */
    void requireWritten() throws WireException {
        if (unwritten.isPresent()) {
            throw unwritten.get();
        }
    }

    /** Silence counts from the last byte that left: a slow reader is not idle. */
    private void offer(ByteBuffer from, Ear listener) throws IOException {
        Wire wire = circuit.wire();
        Deadline silence = circuit.deadline();
        while (from.hasRemaining() || wire.holds()) {
            Faults.checkInterrupt();
            hear(listener);
            circuit.touch();
            boolean moved;
            try {
                moved = wire.offer(from, silence);
            } catch (WireException.Hangup e) {
                hear(listener);
                throw e;
            }
            if (moved) {
                silence = circuit.deadline();
            } else if (silence.hasPassed()) {
                throw new WireException.TimedOut(silence);
            }
        }
    }

    private void hear(Ear listener) throws IOException {
        listening = true;
        try {
            listener.listen();
        } finally {
            listening = false;
        }
    }

    /**
     * Sends something long, and listens meanwhile: before each piece that leaves, whenever the peer takes nothing, after a
     * write that failed, and before the last piece, which may still be pending afterwards. Where nothing has left since the
     * peer was seen to be silent, a moment ago, it has had no occasion to object: a look costs as much as to send and to read.
     */
    public void sending(Ear listener, Steps steps) throws IOException {
        ear = Optional.of(listener);
        try {
            steps.run();
            if (!circuit.isJustSeen()) {
                hear(listener);
            }
        } finally {
            ear = Optional.empty();
        }
    }

    /** Says that nothing more will be sent: the peer can tell the end from a cut. */
    public void end() throws IOException {
        flush();
        circuit.wire().endOutput();
        offer(NOTHING, DEAF);
    }

    /** Says whether an end of the link is to look like a failure to the peer, however it comes about. */
    public void unfinished(boolean so) {
        circuit.wire().unfinished(so);
    }

    boolean isEmpty() {
        return bytes.isEmpty();
    }

    /** Forgets what is pending, and overwrites it. */
    void wipe() {
        bytes.wipe();
    }

    /** Holds no memory meanwhile, if nothing is pending. */
    void rest() {
        bytes.rest();
    }
}
