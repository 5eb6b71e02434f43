package protocols.internal.wire;

import java.util.concurrent.locks.LockSupport;
import protocols.WireException;

/** Lets time pass where the caller asked for it. */
public final class Pause {

    private Pause() {}

    /** @throws WireException.Cancelled if the thread is interrupted; the flag stays */
    public static void of(long nanos) throws WireException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            Faults.checkInterrupt();
            LockSupport.parkNanos(left);
        }
    }
}
