package protocols.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import protocols.net.Deadline;

/**
 * Closes a channel when a blocking read or write on it outlasts its deadline. Blocking calls on a channel cost one
 * system call and can be interrupted, but know no time; this adds it without a call to the system and without a thread
 * of our own: arming is a volatile write and disarming an exchange, and the JDK's timer is asked at most once for each span of a deadline.
 */
final class Watchdog {

    private static final long IDLE = Long.MAX_VALUE;
    private static final long FIRED = Long.MIN_VALUE;

    private final Closeable guarded;
    /** When to close; {@link #IDLE} or {@link #FIRED}. Whoever changes it from a moment to one of these has won. */
    private final AtomicLong due = new AtomicLong(IDLE);

    private volatile long alarm = IDLE;
    private volatile CompletableFuture<Void> timer = CompletableFuture.completedFuture(null);

    Watchdog(Closeable guarded) {
        this.guarded = guarded;
    }

    /** From now on the channel is closed when the deadline passes, until {@link #disarm()}. */
    void arm(Deadline deadline) {
        if (deadline.isNever()) {
            return;
        }
        long at = deadline.nanoTime();
        if (due.get() == FIRED) {
            return;
        }
        due.set(at);
        long set = alarm;
        if (set == IDLE || at - set < 0) {
            schedule(at);
        }
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

    /** Lets go of the timer. */
    void cancel() {
        disarm();
        timer.complete(null);
    }

    private void schedule(long at) {
        CompletableFuture<Void> previous = timer;
        alarm = at;
        CompletableFuture<Void> next = new CompletableFuture<>();
        WeakReference<Watchdog> self = new WeakReference<>(this);
        timer = next;
        next.orTimeout(Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS)
                .exceptionally(expired -> ring(self));
        previous.complete(null);
    }

    private static Void ring(WeakReference<Watchdog> self) {
        Watchdog watchdog = self.get();
        if (watchdog != null) {
            watchdog.ring();
        }
        return null;
    }

    private void close() {
        try {
            guarded.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that fails to close.
            return;
        }
    }

    private void ring() {
        alarm = IDLE;
        long at = due.get();
        if (at == IDLE || at == FIRED) {
            return;
        }
        if (at - System.nanoTime() > 0) {
            schedule(at);
            return;
        }
        if (due.compareAndSet(at, FIRED)) {
            close();
        }
    }
}
