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

    /** An answer that takes less comes from so near that more questions than are safe could only stand in a queue. */
    private static final long NEAR = Duration.ofMillis(2).toNanos();

    /** So many averages at the least size, so that one during which the machine was busy elsewhere does not count. */
    private static final int MEASURED = 4;

    private final int window;
    private final int least;
    private int size;
    private int answers;
    private long total;

    /** What an answer takes on average at the least size, and how many averages there that is the shortest of. */
    private long unhindered;

    private int measured;

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
            long average = total / answers;
            total = 0;
            answers = 0;
            if (measured < MEASURED) {
                measure(average);
            } else {
                adapt(average);
            }
        }
    }

    private void measure(long average) {
        unhindered = measured == 0 ? average : Math.min(unhindered, average);
        measured++;
    }

    /** Once for as many answers as there is room for. */
    private void adapt(long average) {
        if (average < unhindered / 4 * 3) {
            // Nothing gets faster by asking more: what slowed the answers down that were measured is gone.
            shrink(least);
        } else if (average > 2 * unhindered) {
            shrink(size - size / 8);
        } else {
            size = Math.min(size + step(), window);
        }
    }

    private int step() {
        if (size < SAFE) {
            return Math.min(size / 4, SAFE - size);
        }
        return unhindered < NEAR ? 0 : CAREFUL_STEP;
    }

    /** An answer did not come, from a server that gives others. */
    void lost() {
        shrink(size - 1);
    }

    private void shrink(int to) {
        size = Math.max(to, least);
        if (size == least) {
            measured = 0;
        }
    }
}
