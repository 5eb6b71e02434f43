package protocols;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a transfer has come. Whoever asked by {@link Content#progress} or {@link Sink#progress} is told at most ten times
 * a second, and once at the end, on the thread that transfers. A RuntimeException of its own breaks nothing.
 */
public final class Progress {

    private final long bytes;
    private final OptionalLong total;
    private final Duration elapsed;
    private final boolean done;

    private Progress(long bytes, OptionalLong total, Duration elapsed, boolean done) {
        this.bytes = bytes;
        this.total = total;
        this.elapsed = elapsed;
        this.done = done;
    }

    /** On the way: of an unknown total. */
    public static Progress of(long bytes, Duration elapsed) {
        return new Progress(bytes, OptionalLong.empty(), elapsed, false);
    }

    /** With the bytes that there will be at the end. */
    public Progress total(long all) {
        return new Progress(bytes, OptionalLong.of(all), elapsed, done);
    }

    /** The same at the end. */
    public Progress done() {
        return new Progress(bytes, total, elapsed, true);
    }

    /** The bytes that were moved so far. */
    public long bytes() {
        return bytes;
    }

    /** The bytes that there will be, as far as that is known. */
    public OptionalLong total() {
        return total;
    }

    /** The time since the first byte was asked for. */
    public Duration elapsed() {
        return elapsed;
    }

    /**
     * Whether these are all: the source has ended, or the sink has them all. Whether the peer has confirmed what was sent to
     * it is what the call says. A transfer that broke before its end tells no progress that is done.
     */
    public boolean isDone() {
        return done;
    }

    /** Bytes a second, on average so far; 0 before any time has passed. */
    public long rate() {
        long micros = elapsed.toNanos() / 1_000;
        return micros == 0 ? 0 : (long) (bytes * 1e6 / micros);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Progress that
                && bytes == that.bytes
                && total.equals(that.total)
                && elapsed.equals(that.elapsed)
                && done == that.done;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes) + 31 * elapsed.hashCode();
    }

    /** Such as {@code 1,024 of 4,096 bytes in 12 ms}. */
    @Override
    public String toString() {
        String of = total.isPresent() ? String.format(java.util.Locale.ROOT, " of %,d", total.getAsLong()) : "";
        return String.format(java.util.Locale.ROOT, "%,d%s bytes in %,d ms", bytes, of, elapsed.toMillis());
    }
}
