package protocols.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import protocols.net.Deadline;

/**
 * Closes a channel when a blocking read or write on it outlasts its deadline. Blocking calls on a channel cost one
 * system call and can be interrupted, but know no time; this adds it without a call to the system and without a thread
 * of our own: arming is a volatile write and a look at the {@link Alarm}, and disarming an exchange.
 */
final class Watchdog {

    private static final long IDLE = Long.MAX_VALUE;
    private static final long FIRED = Long.MIN_VALUE;

    private final Closeable guarded;
    /** When to close; {@link #IDLE} or {@link #FIRED}. Whoever changes it from a moment to one of these has won. */
    private final AtomicLong due = new AtomicLong(IDLE);

    private volatile @Nullable WeakReference<Watchdog> watched;

    Watchdog(Closeable guarded) {
        this.guarded = guarded;
    }

    /** From now on the channel is closed when the deadline passes, until {@link #disarm()}. */
    void arm(Deadline deadline) {
        if (deadline.isNever() || due.get() == FIRED) {
            return;
        }
        if (watched == null) {
            watched = Alarm.SHARED.watch(this);
        }
        long at = deadline.nanoTime();
        due.set(at);
        Alarm.SHARED.ringBy(at);
    }

    /** False if the deadline passed before: the channel is being closed, whatever the call on it gave. */
    boolean disarm() {
        long at = due.get();
        return at != FIRED && due.compareAndSet(at, IDLE);
    }

    /** Whether it was the watchdog that closed the channel. */
    boolean fired() {
        return due.get() == FIRED;
    }

    /** Ends with the channel. */
    void cancel() {
        disarm();
        WeakReference<Watchdog> reference = watched;
        if (reference != null) {
            Alarm.SHARED.forget(reference);
        }
    }

    /** When to close, if that is a {@linkplain #isMoment moment}. */
    long due() {
        return due.get();
    }

    static boolean isMoment(long due) {
        return due != IDLE && due != FIRED;
    }

    /** Closes the channel if that moment has come. */
    void ring() {
        long at = due.get();
        if (isMoment(at) && at - System.nanoTime() <= 0 && due.compareAndSet(at, FIRED)) {
            try {
                guarded.close();
            } catch (IOException e) {
                // Nothing is left to be done with a socket that fails to close.
                return;
            }
        }
    }
}
