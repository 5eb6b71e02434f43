package protocols.golden;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.Protocol.Transport;
import protocols.Trust;
import protocols.internal.wire.TlsWire;
import protocols.internal.wire.WireOver;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Wire;
import protocols.peers.TestCa;
import protocols.spi.RecordedConnector;

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

    private static final class Secured extends WireOver {

        Secured(TlsWire wire) {
            super(wire);
        }

        @Override
        public boolean isRecording() {
            return true;
        }
    }
}
