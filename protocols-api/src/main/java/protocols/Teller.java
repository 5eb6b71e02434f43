package protocols;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Counts the bytes of one transfer, and tells of it at most ten times a second and once at the end. */
final class Teller {

    private static final long BETWEEN = Duration.ofMillis(100).toNanos();

    private final Consumer<Progress> told;
    private final OptionalLong total;
    private final long began = System.nanoTime();
    private long last = began;
    private long bytes;
    private boolean ended;

    Teller(Consumer<Progress> told, OptionalLong total) {
        this.told = told;
        this.total = total;
    }

    void moved(long more) {
        bytes += more;
        if (total.isPresent() && bytes == total.getAsLong()) {
            // Who sends so many bytes and no more does not ask for the end behind them.
            end();
            return;
        }
        long now = System.nanoTime();
        if (now - last >= BETWEEN) {
            last = now;
            tell(at(now));
        }
    }

    void end() {
        if (!ended) {
            ended = true;
            tell(at(System.nanoTime()).done());
        }
    }

    private Progress at(long now) {
        Progress so = Progress.of(bytes, Duration.ofNanos(now - began));
        return total.isPresent() ? so.total(total.getAsLong()) : so;
    }

    private void tell(Progress progress) {
        try {
            told.accept(progress);
        } catch (RuntimeException bystander) {
            // Who only looks on breaks nothing.
            return;
        }
    }
}
