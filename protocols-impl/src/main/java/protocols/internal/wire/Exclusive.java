package protocols.internal.wire;

import java.util.concurrent.atomic.AtomicReference;

/** The turn on a session: one thread at a time has it, and others are told so instead of waiting. */
public final class Exclusive {

    private final AtomicReference<Thread> owner = new AtomicReference<>();

    /** Whether the current thread has it. */
    public boolean isMine() {
        return owner.get() == Thread.currentThread();
    }

    /**
     * Takes it.
     *
     * @param busy what is being done, for those who come meanwhile
     * @throws IllegalStateException if it is taken, by another thread or by what this thread is in the middle of
     */
    public void take(String busy) {
        if (!tryTake()) {
            throw new IllegalStateException(
                    "the session is in use" + (isMine() ? "" : " by another thread") + ": " + busy);
        }
    }

    /** Takes it if nobody has it. */
    public boolean tryTake() {
        return owner.compareAndSet(null, Thread.currentThread());
    }

    public void giveBack() {
        owner.set(null);
    }
}
