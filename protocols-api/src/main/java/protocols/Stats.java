package protocols;

import java.time.Duration;
import java.util.Objects;

/**
 * What a session has cost so far, over all its connections. What is said to a proxy before it has connected is not counted.
 */
public final class Stats {

    /** Nothing yet. */
    public static final Stats NONE = new Stats(0, 0, 0, 0, Duration.ZERO);

    private final long connections;
    private final long sent;
    private final long received;
    private final long roundTrips;
    private final Duration elapsed;

    private Stats(long connections, long sent, long received, long roundTrips, Duration elapsed) {
        this.connections = connections;
        this.sent = sent;
        this.received = received;
        this.roundTrips = roundTrips;
        this.elapsed = elapsed;
    }

    /** These costs, of no connection: for tests of an {@link Observer}. */
    public static Stats of(long sent, long received, long roundTrips, Duration elapsed) {
        return new Stats(0, sent, received, roundTrips, elapsed);
    }

    Stats connections(long count) {
        return new Stats(count, sent, received, roundTrips, elapsed);
    }

    /**
     * How many connections came about, data connections of FTP included, and those that the session made anew; what is
     * asked over UDP needs none. Each costs a round trip of its own before its first byte, and TLS one or two more, which
     * {@link #roundTrips} counts.
     */
    public long connections() {
        return connections;
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
                connections + next.connections,
                sent + next.sent,
                received + next.received,
                roundTrips + next.roundTrips,
                elapsed.plus(next.elapsed));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stats that
                && connections == that.connections
                && sent == that.sent
                && received == that.received
                && roundTrips == that.roundTrips
                && elapsed.equals(that.elapsed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(connections, sent, received, roundTrips, elapsed);
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
