package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import protocols.Tls;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.RecordedWire;

/** A wire over another that hands everything on: what it does otherwise is all that a kind of it says. */
public abstract class WireOver implements Wire, RecordedWire {

    private final Wire wire;

    protected WireOver(Wire wire) {
        this.wire = wire;
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        return wire.read(into, deadline);
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        wire.write(from, deadline);
    }

    @Override
    public boolean offer(ByteBuffer from, Deadline deadline) throws IOException {
        return wire.offer(from, deadline);
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
        wire.urgent(one, deadline);
    }

    @Override
    public Sight look() {
        return wire.look();
    }

    @Override
    public boolean await(Deadline deadline) throws IOException {
        return wire.await(deadline);
    }

    @Override
    public void unfinished(boolean so) {
        wire.unfinished(so);
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
    public boolean isRecording() {
        return Recorded.is(wire);
    }

    @Override
    public Optional<Tls> recordedTls() {
        return Recorded.tls(wire);
    }

    @Override
    public void close() {
        wire.close();
    }
}
