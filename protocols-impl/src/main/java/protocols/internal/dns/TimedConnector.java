package protocols.internal.dns;

import java.io.IOException;
import java.util.Optional;
import protocols.WireException;
import protocols.internal.wire.MeteredWire;
import protocols.internal.wire.Recorded;
import protocols.internal.wire.Recorder;
import protocols.internal.wire.Ties;
import protocols.internal.wire.TimedWire;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.spi.RecordedConnector;

/**
 * Holds whatever runs over a connector to one deadline at a time: HTTP alone counts only the silence within a body, and a
 * lookup has a total. What its wires cost is counted for the session.
 */
final class TimedConnector implements Connector, RecordedConnector {

    private final Connector connector;
    private final Recorder recorder;
    private final Ties ties = new Ties();
    private volatile Deadline total = Deadline.NEVER;
    private volatile Optional<Wire> current = Optional.empty();
    private volatile boolean closed;

    TimedConnector(Connector connector, Recorder recorder) {
        this.connector = connector;
        this.recorder = recorder;
    }

    /** From here on nothing waits for longer. */
    void until(Deadline deadline) {
        total = deadline;
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        Wire opened = ties.waitFor(() -> connector.open(endpoint, deadline.earlier(total)));
        Wire wire = new TimedWire(new MeteredWire(opened, recorder), () -> total);
        current = Optional.of(wire);
        if (closed) {
            wire.close();
            throw new WireException.Cancelled("the session was closed here");
        }
        return wire;
    }

    @Override
    public byte[] draw(int count) {
        return Recorded.draw(connector, count);
    }

    /** At once, from any thread; also where a handshake runs that nobody else can end. */
    void close() {
        closed = true;
        ties.close();
        current.ifPresent(Wire::close);
    }
}
