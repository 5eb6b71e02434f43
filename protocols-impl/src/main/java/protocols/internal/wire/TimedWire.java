package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import protocols.Tls;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.RecordedWire;

/**
 * A wire on which no wait is longer than what is left of a whole: for clients that are made of other clients, whose own
 * deadlines are of one step.
 *
 * @param total asked before each wait
 */
public record TimedWire(Wire wire, Supplier<Deadline> total) implements Wire, RecordedWire {

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        return wire.read(into, deadline.earlier(total.get()));
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        wire.write(from, deadline.earlier(total.get()));
    }

    @Override
    public boolean offer(ByteBuffer from, Deadline deadline) throws IOException {
        return wire.offer(from, deadline.earlier(total.get()));
    }

    @Override
    public boolean holds() {
        return wire.holds();
    }

    @Override
    public void endOutput() throws IOException {
        wire.endOutput();
    }

    @Override
    public void urgent(byte one, Deadline deadline) throws IOException {
        wire.urgent(one, deadline.earlier(total.get()));
    }

    @Override
    public Sight look() {
        return wire.look();
    }

    @Override
    public boolean await(Deadline deadline) throws IOException {
        return wire.await(deadline.earlier(total.get()));
    }

    @Override
    public String peer() {
        return wire.peer();
    }

    @Override
    public String local() {
        return wire.local();
    }

    @Override
    public Optional<Tls> recordedTls() {
        return Recorded.tls(wire);
    }

    @Override
    public boolean isRecording() {
        return Recorded.is(wire);
    }

    @Override
    public void unfinished(boolean so) {
        wire.unfinished(so);
    }

    @Override
    public void close() {
        wire.close();
    }
}
