package protocols.golden;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import protocols.Protocol.Transport;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Wire;
import protocols.spi.RecordedConnector;
import protocols.spi.RecordedWire;

/**
 * A recording, or what runs over one, whose peer dies after so many bytes, counted over all its connections: whatever was still to come never
 * comes.
 */
final class CuttingConnector implements Connector, RecordedConnector {

    /** How the peer dies. */
    enum Fault {
        /** It closes: the stream ends. */
        CLOSE,
        /** It resets: reading and writing fail. */
        RESET,
        /** It falls silent. */
        STALL
    }

    private final Connector recording;
    private final Fault fault;
    private final long serverBytes;
    private final long clientBytes;
    private final List<Long> deliveredEnds = new ArrayList<>();
    private final List<Long> takenEnds = new ArrayList<>();
    private final List<Long> deliveredBefore = new ArrayList<>();
    private long delivered;
    private long taken;

    /**
     * @param serverBytes how many bytes the client gets
     * @param clientBytes how many bytes the peer takes
     */
    CuttingConnector(Connector recording, Fault fault, long serverBytes, long clientBytes) {
        this.recording = recording;
        this.fault = fault;
        this.serverBytes = serverBytes;
        this.clientBytes = clientBytes;
    }

    /** How many bytes the client got. */
    long delivered() {
        return delivered;
    }

    /** How many bytes the peer took. */
    long taken() {
        return taken;
    }

    /** Where the pieces ended that the client got. */
    List<Long> deliveredEnds() {
        return deliveredEnds;
    }

    /** Where the pieces ended that the peer took. */
    List<Long> takenEnds() {
        return takenEnds;
    }

    /** How many bytes the client had got when it sent each of the pieces that the peer took. */
    List<Long> deliveredBefore() {
        return deliveredBefore;
    }

    private boolean isDead() {
        return delivered >= serverBytes || taken >= clientBytes;
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        return new CuttingWire(recording.open(endpoint, deadline), endpoint.transport() == Transport.UDP);
    }

    @Override
    public Listener listen(Wire control) throws IOException {
        return new Accepting(recording.listen(control), (wire, deadline) -> new CuttingWire(wire, false));
    }

    @Override
    public byte[] draw(int count) {
        return ((RecordedConnector) recording).draw(count);
    }

    private final class CuttingWire implements Wire, RecordedWire {

        private final Wire wire;
        private final boolean datagrams;

        CuttingWire(Wire wire, boolean datagrams) {
            this.wire = wire;
            this.datagrams = datagrams;
        }

        @Override
        public int read(ByteBuffer into, Deadline deadline) throws IOException {
            if (isDead()) {
                return die(deadline);
            }
            int limit = into.limit();
            into.limit((int) Math.min(limit, into.position() + serverBytes - delivered));
            try {
                int n = wire.read(into, deadline);
                delivered += Math.max(n, 0);
                deliveredEnds.add(delivered);
                return n;
            } finally {
                into.limit(limit);
            }
        }

        private int die(Deadline deadline) throws IOException {
            if (fault == Fault.RESET) {
                throw new IOException("Connection reset");
            }
            if (fault == Fault.CLOSE && !datagrams) {
                return -1;
            }
            while (!deadline.hasPassed()) {
                LockSupport.parkNanos(Math.min(deadline.remainingNanos(), 1_000_000));
            }
            throw new WireException.TimedOut(deadline);
        }

        @Override
        public void write(ByteBuffer from, Deadline deadline) throws IOException {
            if (isDead()) {
                if (fault == Fault.STALL) {
                    from.position(from.limit());
                    return;
                }
                throw new IOException(fault == Fault.RESET ? "Connection reset" : "Broken pipe");
            }
            int n = (int) Math.min(from.remaining(), clientBytes - taken);
            ByteBuffer piece = from.slice(from.position(), n);
            taken += n;
            takenEnds.add(taken);
            deliveredBefore.add(delivered);
            wire.write(piece, deadline);
            from.position(from.position() + n);
            if (from.hasRemaining()) {
                write(from, deadline);
            }
        }

        @Override
        public boolean await(Deadline deadline) throws IOException {
            if (!isDead()) {
                return wire.await(deadline);
            }
            if (fault == Fault.STALL || datagrams) {
                while (!deadline.hasPassed()) {
                    LockSupport.parkNanos(Math.min(deadline.remainingNanos(), 1_000_000));
                }
                return false;
            }
            return true;
        }

        @Override
        public Sight look() {
            if (!isDead()) {
                return wire.look();
            }
            return switch (fault) {
                case CLOSE -> datagrams ? Sight.ALIVE : Sight.ENDED;
                case RESET -> Sight.BROKEN;
                case STALL -> Sight.ALIVE;
            };
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
            return !(recording instanceof TlsServed);
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
