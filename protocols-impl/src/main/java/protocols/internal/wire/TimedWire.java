package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import protocols.net.Deadline;
import protocols.net.Wire;

/**
 * A wire on which no wait is longer than what is left of a whole: for clients that are made of other clients, whose own
 * deadlines are of one step.
 */
public final class TimedWire extends WireOver {

    private final Supplier<Deadline> total;

    /**
     * @param total asked before each wait
     */
    public TimedWire(Wire wire, Supplier<Deadline> total) {
        super(wire);
        this.total = total;
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        return super.read(into, deadline.earlier(total.get()));
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        super.write(from, deadline.earlier(total.get()));
    }

    @Override
    public boolean offer(ByteBuffer from, Deadline deadline) throws IOException {
        return super.offer(from, deadline.earlier(total.get()));
    }

    @Override
    public void urgent(byte one, Deadline deadline) throws IOException {
        super.urgent(one, deadline.earlier(total.get()));
    }

    @Override
    public boolean await(Deadline deadline) throws IOException {
        return super.await(deadline.earlier(total.get()));
    }
}
