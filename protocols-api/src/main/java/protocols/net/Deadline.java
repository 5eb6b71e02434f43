package protocols.net;

import java.time.Duration;

/**
 * A moment after which an operation must not go on, with the name and the length of the limit it came from.
 *
 * <p>A deadline is set once, at the start of an operation, and every wait within the operation is measured against it,
 * so a peer that sends a byte now and then cannot stretch it.
 */
public final class Deadline {

    /** No limit: only for a peer's own time, such as a session that waits for mail. */
    public static final Deadline NEVER = new Deadline("none", Duration.ZERO, Long.MAX_VALUE, true);

    private static final Duration LONGEST = Duration.ofDays(365);

    private final String name;
    private final Duration length;
    private final long nanoTime;
    private final boolean never;

    private Deadline(String name, Duration length, long nanoTime, boolean never) {
        this.name = name;
        this.length = length;
        this.nanoTime = nanoTime;
        this.never = never;
    }

    /**
     * A deadline from now on.
     *
     * @param name the limit it comes from, as it shall stand in an error: {@code timeout}, {@code idleTimeout}
     * @param length from zero on; more than a year counts as a year
     */
    public static Deadline after(String name, Duration length) {
        Duration bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
        return new Deadline(name, length, System.nanoTime() + bounded.toNanos(), false);
    }

    /** The earlier of the two. */
    public Deadline earlier(Deadline other) {
        return other.remainingNanos() < remainingNanos() ? other : this;
    }

    /** The limit that it comes from: {@code timeout}. */
    public String name() {
        return name;
    }

    /** How long the limit was. */
    public Duration length() {
        return length;
    }

    /** What is left, in nanoseconds; zero or negative when it has passed. */
    public long remainingNanos() {
        return never ? Long.MAX_VALUE : nanoTime - System.nanoTime();
    }

    /** Whether the moment has passed. */
    public boolean hasPassed() {
        return remainingNanos() <= 0;
    }

    /** Whether this is {@link #NEVER}. */
    public boolean isNever() {
        return never;
    }

    /** The moment on the clock of {@link System#nanoTime()}. */
    public long nanoTime() {
        return nanoTime;
    }

    /** The limit's name and length, such as {@code timeout 30s}. */
    @Override
    public String toString() {
        return never ? "no limit" : name + " " + length.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
