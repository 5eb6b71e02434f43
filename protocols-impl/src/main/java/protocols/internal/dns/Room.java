package protocols.internal.dns;

import java.time.Duration;

/**
 * How many questions may wait at servers now, at most the window of the caller. It opens as long as answers come no
 * later for it. Once they do, they stand in a queue, and more questions would only make that longer: first nothing is
 * gained, and then questions are lost, as a server's socket holds some two hundred of them.
 */
final class Room {

    private static final int AT_FIRST = 64;

    /** A Linux socket was measured to hold 194 small datagrams by default; to fill it more is tried with care. */
    private static final int SAFE = 160;

    private static final int CAREFUL_STEP = 2;
    private static final long TOLERATED = Duration.ofMillis(1).toNanos();

    private final int window;
    private final int least;
    private int size;
    private int answers;
    private long total;

    /** What an answer takes on average where nothing queues: the shortest that was seen, or that at the least size. */
    private long unhindered = Long.MAX_VALUE / 4;

    Room(int window) {
        this.window = window;
        this.least = Math.min(window, AT_FIRST);
        this.size = least;
    }

    int size() {
        return size;
    }

    /** An answer came after so many nanoseconds. */
    void answered(long took) {
        total += took;
        if (++answers >= size) {
            adapt(total / answers);
            total = 0;
            answers = 0;
        }
    }

    /** Once for as many answers as there is room for. */
    private void adapt(long average) {
        unhindered = size == least ? average : Math.min(unhindered, average);
        if (average > 2 * unhindered + TOLERATED) {
            size = Math.max(size - size / 8, least);
        } else {
            int step = size < SAFE ? Math.min(size / 4, SAFE - size) : CAREFUL_STEP;
            size = Math.min(size + step, window);
        }
    }

    /** An answer did not come, from a server that gives others. */
    void lost() {
        size = Math.max(size - 1, least);
    }
}
