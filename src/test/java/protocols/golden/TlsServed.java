package protocols.golden;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import protocols.Protocol.Transport;
import protocols.Replay;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Listener;
import protocols.net.Wire;
import protocols.peers.TestCa;
import protocols.spi.RecordedConnector;

/** A recording whose server speaks TLS on all its streams, in this process: what is read and written is ciphertext. */
final class TlsServed implements Connector, RecordedConnector {

    private static final SSLContext CONTEXT = TestCa.sharedServer().context();
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Replay recording;
    private final String version;

    TlsServed(Replay recording, String version) {
        this.recording = recording;
        this.version = version;
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        Wire plain = recording.open(endpoint, deadline);
        return endpoint.transport() == Transport.UDP ? plain : new ServerWire(plain);
    }

    @Override
    public Listener listen(Wire control) throws IOException {
        return new Accepting(recording.listen(control), (wire, deadline) -> new ServerWire(wire));
    }

    @Override
    public byte[] draw(int count) {
        return ((RecordedConnector) recording).draw(count);
    }

    /** One stream, seen from the client: a read never gives more than one record. */
    private final class ServerWire implements Wire {

        private final Wire plain;
        private final SSLEngine engine = CONTEXT.createSSLEngine();
        private final Deque<ByteBuffer> records = new ArrayDeque<>();
        private ByteBuffer heard = NOTHING;
        private boolean ended;

        ServerWire(Wire plain) throws IOException {
            this.plain = plain;
            engine.setUseClientMode(false);
            engine.setEnabledProtocols(new String[] {version});
            engine.beginHandshake();
        }

        @Override
        public void write(ByteBuffer from, Deadline deadline) throws IOException {
            ByteBuffer all = ByteBuffer.allocate(heard.remaining() + from.remaining());
            heard = all.put(heard).put(from).flip();
            while (step(deadline)) {
                continue;
            }
        }

        /** False if nothing more can be done with what was heard. */
        private boolean step(Deadline deadline) throws IOException {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap(NOTHING);
                default -> {
                    ByteBuffer said = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
                    SSLEngineResult result = engine.unwrap(heard, said);
                    if (result.bytesProduced() > 0) {
                        plain.write(said.flip(), deadline);
                    }
                    return result.getStatus() == SSLEngineResult.Status.OK;
                }
            }
            return true;
        }

        private void wrap(ByteBuffer from) throws IOException {
            ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(from, record);
            records.add(record.flip());
        }

        @Override
        public int read(ByteBuffer into, Deadline deadline) throws IOException {
            if (records.isEmpty()) {
                speak(deadline);
            }
            ByteBuffer record = records.peek();
            if (record == null) {
                return -1;
            }
            int n = Math.min(record.remaining(), into.remaining());
            into.put(record.slice(record.position(), n));
            record.position(record.position() + n);
            if (!record.hasRemaining()) {
                records.remove();
            }
            return n;
        }

        private void speak(Deadline deadline) throws IOException {
            if (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING && !ended) {
                throw new WireException.TimedOut(deadline);
            }
            ByteBuffer said = ByteBuffer.allocate(8192);
            if (!ended && plain.read(said, deadline) >= 0) {
                wrap(said.flip());
            } else if (!ended) {
                ended = true;
                engine.closeOutbound();
                wrap(NOTHING);
            }
        }

        @Override
        public boolean await(Deadline deadline) throws IOException {
            return !records.isEmpty() || ended || plain.await(deadline);
        }

        /** An end is announced by a record. */
        @Override
        public Sight look() {
            if (!records.isEmpty()) {
                return Sight.DATA;
            }
            Sight below = ended ? Sight.ENDED : plain.look();
            return below == Sight.ENDED && !ended ? Sight.DATA : below;
        }

        @Override
        public String peer() {
            return plain.peer();
        }

        @Override
        public String local() {
            return plain.local();
        }

        @Override
        public void close() {
            plain.close();
        }
    }
}
