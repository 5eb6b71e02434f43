package protocols.internal.dns;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import protocols.WireException;
import protocols.net.Deadline;

/** Lets so many threads look something up at once; the others wait for their turn, each within its own deadline. */
final class Turns {

    /** What is done by who has a turn. */
    interface Work<T> {
        T run() throws WireException;
    }

    private final Semaphore turns;

    Turns(int atOnce) {
        this.turns = new Semaphore(atOnce, true);
    }

    /**
     * Does something when it is its turn.
     *
     * @return empty if the deadline passed before
     */
    <T> Optional<T> take(Deadline deadline, BooleanSupplier isOpen, Work<T> work) throws WireException {
        if (!isOpen.getAsBoolean()) {
            throw new IllegalStateException("the session is closed");
        }
        try {
            if (!turns.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException.Cancelled("the thread was interrupted", e);
        }
        try {
            if (!isOpen.getAsBoolean()) {
                throw new WireException.Cancelled("the session was closed here");
            }
            return Optional.of(work.run());
        } finally {
            turns.release();
        }
    }
}
