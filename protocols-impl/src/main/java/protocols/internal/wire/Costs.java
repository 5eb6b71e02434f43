package protocols.internal.wire;

import java.time.Duration;
import protocols.Stats;
import protocols.spi.CoreFriend;

/** What one session costs, over all its connections. From any thread. */
public final class Costs {

    private static final CoreFriend CORE = CoreFriend.get();

    private final long began = System.nanoTime();
    private long connections;
    private long sent;
    private long received;
    private long roundTrips;

    Costs() {}

    /** A connection came about. */
    public synchronized void connected() {
        connections++;
    }

    synchronized void wrote(long bytes) {
        sent += bytes;
    }

    synchronized void read(long bytes) {
        received += bytes;
    }

    /** From writing to waiting for the peer. */
    synchronized void turned() {
        roundTrips++;
    }

    /** Counts a batch: so many bytes out, one turn to wait for the peer, so many bytes in. */
    public synchronized void exchanged(long out, long in) {
        sent += out;
        received += in;
        roundTrips += out > 0 ? 1 : 0;
    }

    /** Counts what was spent on behalf of this session elsewhere. */
    public synchronized void spent(Stats cost) {
        connections += cost.connections();
        sent += cost.sent();
        received += cost.received();
        roundTrips += cost.roundTrips();
    }

    /** So far. */
    public synchronized Stats stats() {
        Stats costs = Stats.of(sent, received, roundTrips, Duration.ofNanos(System.nanoTime() - began));
        return CORE.connections(costs, connections);
    }

    /** What has come to it since. */
    Stats since(Stats before) {
        Stats now = stats();
        Stats costs = Stats.of(
                now.sent() - before.sent(),
                now.received() - before.received(),
                now.roundTrips() - before.roundTrips(),
                now.elapsed().minus(before.elapsed()));
        return CORE.connections(costs, now.connections() - before.connections());
    }
}
