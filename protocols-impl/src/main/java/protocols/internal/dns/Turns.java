package protocols.internal.dns;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import protocols.Deadline;
import protocols.WireException;
import protocols.dns.Outcome;
import protocols.dns.Question;

/** Lets the lookups of several threads run one after the other, each waiting within its own deadline. */
final class Turns {

    /** One lookup, which has its turn. */
    interface Lookup {
        Outcome run() throws WireException;
    }

    private final ReentrantLock turn = new ReentrantLock(true);

    Outcome take(Question question, Deadline deadline, BooleanSupplier isOpen, Lookup lookup) throws WireException {
        if (!isOpen.getAsBoolean()) {
            throw new IllegalStateException("the session is closed");
        }
        try {
            if (!turn.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return new Outcome.TimedOut(question, deadline, List.of());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException.Cancelled("the thread was interrupted", e);
        }
        try {
            if (!isOpen.getAsBoolean()) {
                throw new WireException.Cancelled("the session was closed here");
            }
            return lookup.run();
        } finally {
            turn.unlock();
        }
    }
}
