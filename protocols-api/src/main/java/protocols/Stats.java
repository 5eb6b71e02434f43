package protocols;

import java.time.Duration;

/** What a session has cost so far, over all its connections. */
public final class Stats {

    /** Nothing yet. */
    public static final Stats NONE = new Stats(0, 0, 0, Duration.ZERO);

    private final long sent;
    private final long received;
    private final long roundTrips;
    private final Duration elapsed;

    private Stats(long sent, long received, long roundTrips, Duration elapsed) {
        this.sent = sent;
        this.received = received;
        this.roundTrips = roundTrips;
        this.elapsed = elapsed;
    }

    /** These costs. */
    public static Stats of(long sent, long received, long roundTrips, Duration elapsed) {
        return new Stats(sent, received, roundTrips, elapsed);
    }

    /** Bytes written to the wire, TLS included. */
    public long sent() {
        return sent;
    }

    /** Bytes read from the wire, TLS included. */
    public long received() {
        return received;
    }

    /**
     * How often the client had to turn from writing to waiting for the peer: exact, free of noise, and the same on every
     * machine, so a test can assert it.
     */
    public long roundTrips() {
        return roundTrips;
    }

    /** The time since the session began. */
    public Duration elapsed() {
        return elapsed;
    }

    /** The cost of both, one after the other. */
    public Stats plus(Stats next) {
        return new Stats(
                sent + next.sent, received + next.received, roundTrips + next.roundTrips, elapsed.plus(next.elapsed));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stats that
                && sent == that.sent
                && received == that.received
                && roundTrips == that.roundTrips
                && elapsed.equals(that.elapsed);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sent) + 31 * Long.hashCode(received) + 961 * Long.hashCode(roundTrips);
    }

    /** Such as {@code 120 bytes sent, 3,456 bytes received, 5 round trips, 12 ms}. */
    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "%,d bytes sent, %,d bytes received, %,d round trips, %,d ms",
                sent,
                received,
                roundTrips,
                elapsed.toMillis());
    }
}
