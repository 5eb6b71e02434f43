package protocols.golden;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.Protocol.Transport;
import protocols.Trust;
import protocols.internal.wire.TlsWire;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Wire;
import protocols.peers.TestCa;
import protocols.spi.RecordedConnector;
import protocols.spi.RecordedWire;

/**
 * Runs the client's TLS on all streams of another connector, and tells the client that they lead to a recording: so the
 * golden dialogues, which are of plain connections, can be held over TLS as they are.
 */
final class TlsTaken implements Connector, RecordedConnector {

    private static final Trust TRUST = Trust.of(TestCa.shared().trusting());

    /** Each connection shakes hands from the beginning: nothing is resumed. */
    private static final AtomicInteger CACHE = new AtomicInteger();

    private final CuttingConnector below;

    TlsTaken(CuttingConnector below) {
        this.below = below;
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        Wire wire = below.open(endpoint, deadline);
        return endpoint.transport() == Transport.UDP ? wire : secured(wire, deadline);
    }

    @Override
    public Listener listen(Wire control) throws IOException {
        return new Accepting(below.listen(control), this::secured);
    }

    @Override
    public byte[] draw(int count) {
        return below.draw(count);
    }

    private Wire secured(Wire wire, Deadline deadline) throws IOException {
        try {
            TlsWire.Peer peer = new TlsWire.Peer("localhost", CACHE.incrementAndGet());
            return new Secured(TlsWire.handshake(wire, TRUST, peer, deadline));
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    private record Secured(TlsWire wire) implements Wire, RecordedWire {

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
        public void endOutput() {
            wire.endOutput();
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
        public String peer() {
            return wire.peer();
        }

        @Override
        public String local() {
            return wire.local();
        }

        @Override
        public void unfinished(boolean so) {
            wire.unfinished(so);
        }

        @Override
        public boolean isRecording() {
            return true;
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
