package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import protocols.Tls;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.RecordedWire;

/** A wire of which some bytes were read already: they come first, to whoever reads it from now on. */
final class Preceded implements Wire, RecordedWire {

    private final ByteBuffer first;
    private final Wire wire;

    Preceded(byte[] first, Wire wire) {
        this.first = ByteBuffer.wrap(first);
        this.wire = wire;
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        if (!first.hasRemaining()) {
            return wire.read(into, deadline);
        }
        int n = Math.min(first.remaining(), into.remaining());
        into.put(into.position(), first, first.position(), n);
        into.position(into.position() + n);
        first.position(first.position() + n);
        return n;
    }

    @Override
    public Sight look() {
        return first.hasRemaining() ? Sight.DATA : wire.look();
    }

    @Override
    public boolean await(Deadline deadline) throws IOException {
        return first.hasRemaining() || wire.await(deadline);
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
    public void unfinished(boolean so) {
        wire.unfinished(so);
    }

    @Override
    public void close() {
        wire.close();
    }
}
