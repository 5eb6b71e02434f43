package protocols.peers;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A gap between what a peer does and what its client does next: the only place where a test lets time pass. */
public final class Gap {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Gap() {}

    /** Lets so much time pass. An interrupt ends it, and stays set. */
    public static void pass(Duration time) {
        try {
            NEVER.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
