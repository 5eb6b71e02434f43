package protocols.peers;

import java.time.Duration;

/** The threads of the peers, each of which ends with its peer. */
final class Threads {

    private Threads() {}

    static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("the thread '" + thread.getName() + "' does not end");
        }
    }
}
