package protocols.peers;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** What clients have sent to a scripted server, and the bell that rings when something about the play has changed. */
final class Recording {

    private final Map<Integer, ByteArrayOutputStream> received = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();

    private int goes;
    private int gaps;
    private int gapsOver;

    /** A gap in a dialogue: waits until the test lets it go on. */
    void gap(Duration limit) {
        lock.lock();
        try {
            int mine = ++gaps;
            await(() -> goes >= mine, limit);
        } finally {
            lock.unlock();
        }
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
        lock.lock();
        try {
            int mine = ++goes;
            change.signalAll();
            await(() -> gapsOver >= mine, limit);
            if (gapsOver < mine) {
                throw new AssertionError("the dialogue has not come to gap " + mine);
            }
        } finally {
            lock.unlock();
        }
    }

    ByteArrayOutputStream channel(int number) {
        return received.computeIfAbsent(number, key -> new ByteArrayOutputStream());
    }

    byte[] of(int channel) {
        return channel(channel).toByteArray();
    }

    void changed() {
        lock.lock();
        try {
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the condition holds, at most so long. */
    void await(BooleanSupplier condition, Duration limit) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (left > 0 && !condition.getAsBoolean()) {
                left = change.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
