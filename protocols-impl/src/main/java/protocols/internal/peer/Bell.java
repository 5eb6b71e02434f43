package protocols.internal.peer;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Rings when something about a served peer has changed; what waits for a while waits here, and ends when it closes. */
final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private boolean closed;
    private int goes;
    private int gaps;
    private int gapsOver;

    void ring() {
        lock.lock();
        try {
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the condition holds, at most so long; false if it does not. */
    boolean await(BooleanSupplier condition, Duration limit) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (left > 0 && !closed && !condition.getAsBoolean()) {
                left = change.awaitNanos(left);
            }
            return condition.getAsBoolean();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the peer is closed. */
    void awaitClose() {
        await(() -> false, Duration.ofDays(1));
    }

    /** Lets time pass; false if the peer was closed meanwhile. */
    boolean pause(Duration time) {
        return time.isZero() || (!await(() -> false, time) && !isClosed());
    }

    /** A gap: waits until the test lets it go on; false if it does not. */
    boolean gap(Duration limit) {
        int mine;
        lock.lock();
        try {
            mine = ++gaps;
        } finally {
            lock.unlock();
        }
        return await(() -> goes >= mine, limit);
    }

    /** What was to be said after a gap has been said. */
    void gapOver() {
        lock.lock();
        try {
            gapsOver++;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void goOn(Duration limit) {
        int mine;
        lock.lock();
        try {
            mine = ++goes;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        if (!await(() -> gapsOver >= mine, limit)) {
            throw new AssertionError("the script has not come to its gap " + mine);
        }
    }
}
