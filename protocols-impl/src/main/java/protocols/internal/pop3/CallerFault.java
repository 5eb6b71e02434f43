package protocols.internal.pop3;

import java.io.IOException;
import java.util.Optional;
import protocols.WireException;
import protocols.internal.line.DotBody;
import protocols.internal.wire.Lent;
import protocols.internal.wire.Link;
import protocols.net.Deadline;

/**
 * What the caller's own code threw while a message was on its way. It is kept until the line is in step again, or given
 * up, and then thrown as it was.
 */
final class CallerFault {

    /** What is read and thrown away to keep a session, over all messages that are on their way. */
    private static final long WORTH_DRAINING = 1 << 20;

    /** The caller's code. */
    interface Code {
        void run() throws IOException;
    }

    private final Link link;
    private Optional<Throwable> thrown = Optional.empty();
    private Optional<Deadline> patience = Optional.empty();
    private long drained;

    CallerFault(Link link) {
        this.link = link;
    }

    /** Runs it and keeps what it throws, unless that is a fault of this very line. */
    void watch(Code code) throws WireException {
        try {
            code.run();
        } catch (WireException e) {
            if (!link.isAlive()) {
                throw e;
            }
            thrown = Optional.of(e);
        } catch (IOException | RuntimeException | Error e) {
            thrown = Optional.of(e);
        }
    }

    boolean isThere() {
        return thrown.isPresent();
    }

    /** Reads what is left of a message; if it is too much, or too slow, the session is given up. */
    void drain(DotBody body) throws IOException {
        Deadline until = patience.orElseGet(
                () -> Deadline.after("timeout", link.settings().timeout()));
        patience = Optional.of(until);
        byte[] scratch = new byte[8192];
        while (!body.isEnded()) {
            if (drained > WORTH_DRAINING || until.hasPassed()) {
                link.abandon("the receiver failed");
                throw new WireException.Cancelled("the receiver failed");
            }
            drained += Math.max(0, body.read(scratch, 0, scratch.length));
        }
    }

    /** Throws what was kept, if anything was. */
    void rethrow() throws IOException {
        if (thrown.isPresent()) {
            throw Lent.raise(thrown.get());
        }
    }
}
