package protocols;

import java.time.Duration;

/**
 * What a session has cost so far, over all its connections.
 *
 * @param sent bytes written to the wire, TLS included
 * @param received bytes read from the wire, TLS included
 * @param roundTrips how often the client had to turn from writing to waiting for the peer: exact, free of noise, and
 *     the same on every machine, so a test can assert it
 * @param elapsed the time since the session began
 */
public record Stats(long sent, long received, long roundTrips, Duration elapsed) {

    /** The cost of both, one after the other. */
    public Stats plus(Stats next) {
        return new Stats(
                sent + next.sent, received + next.received, roundTrips + next.roundTrips, elapsed.plus(next.elapsed));
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
