package protocols.internal.dns;

import java.io.IOException;
import java.util.Optional;
import protocols.Connector;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Wire;
import protocols.WireException;
import protocols.internal.wire.TimedWire;

/**
 * Holds whatever runs over a connector to one deadline at a time: HTTP alone counts only the silence within a body, and a
 * lookup has a total.
 */
final class TimedConnector implements Connector {

    private final Connector connector;
    private volatile Deadline total = Deadline.NEVER;
    private volatile Optional<Wire> current = Optional.empty();
    private volatile boolean closed;

    TimedConnector(Connector connector) {
        this.connector = connector;
    }

    /** From here on nothing waits for longer. */
    void until(Deadline deadline) {
        total = deadline;
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        Wire wire = new TimedWire(connector.open(endpoint, deadline.earlier(total)), () -> total);
        current = Optional.of(wire);
        if (closed) {
            wire.close();
            throw new WireException.Cancelled("the session was closed here");
        }
        return wire;
    }

    @Override
    public byte[] draw(int count) {
        return connector.draw(count);
    }

    /** At once, from any thread; also where a handshake runs that nobody else can end. */
    void close() {
        closed = true;
        current.ifPresent(Wire::close);
    }
}
