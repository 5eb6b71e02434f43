package protocols.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import protocols.Trust;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.CoreFriend;

/**
 * TLS over any wire. It is an {@link SSLEngine} and not a socket of the JDK because that reports a stream that was cut
 * without close_notify as a clean end; here the end of the stream without it is an error.
 */
public final class TlsWire implements Wire {

    private static final Duration FAREWELL = Duration.ofMillis(50);
    /** A value of each session: one that is resumed has it. */
    private static final String MET = "protocols.met";

    private static final CoreFriend CORE = CoreFriend.get();
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Wire wire;
    private final SSLEngine engine;
    private final TlsSender sender;
    /** Guards the receiving half: a look must not come between the bytes of a read. */
    private final ReentrantLock receiving = new ReentrantLock();

    private ByteBuffer received;
    private ByteBuffer plain = NOTHING;
    private boolean ended;
    private boolean resumed;
    private volatile boolean unfinished;
    private Optional<WireException> broken = Optional.empty();

    /**
     * Who has to be at the other end.
     *
     * @param host the name that the certificate must hold
     * @param cache the key of the session cache beside the host: wires with the same trust, host and key resume each
     *     other's sessions, as an FTP server may demand of its data connections (RFC 4217 section 12)
     */
    public record Peer(String host, int cache) {}

    private TlsWire(Wire wire, SSLEngine engine) {
        this.wire = wire;
        this.engine = engine;
        this.sender = new TlsSender(wire, engine);
        this.received =
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    }

    /**
     * Shakes hands as a client, and checks chain and host name.
     */
    public static TlsWire handshake(Wire wire, Trust trust, Peer peer, Deadline deadline) throws IOException {
        SSLEngine engine = TlsTerms.engine(trust, peer);
        TlsWire tls = new TlsWire(wire, engine);
        try {
            engine.beginHandshake();
            tls.shakeHands(deadline);
            // A context of the caller's may have looked at neither, and the JDK looks at no date of a certificate given
            // to it.
            CORE.requireValid(engine.getSession(), peer.host());
        } catch (SSLException e) {
            throw tls.refuse(e, deadline);
        } catch (CertificateException e) {
            wire.close();
            throw new WireException.Insecure("certificate not trusted: " + e.getMessage(), e);
        }
        tls.resumed = engine.getSession().getValue(MET) != null;
        engine.getSession().putValue(MET, true);
        return tls;
    }

    private void shakeHands(Deadline deadline) throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> sender.shakeHands(deadline);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!unwrap(NOTHING, deadline)) {
                        throw new WireException.Hangup("the peer closed the connection during the TLS handshake");
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    /** Tells the peer why, as far as it still listens, and says in our words what was wrong. */
    private WireException refuse(SSLException e, Deadline deadline) {
        try {
            sender.refuse(deadline);
        } catch (IOException secondary) {
            e.addSuppressed(secondary);
        }
        wire.close();
        return TlsTerms.refused(e);
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        receiving.lock();
        try {
            requireWhole();
            return plain.hasRemaining() ? drain(into) : readRecords(into, deadline);
        } catch (SSLException e) {
            throw broken(e);
        } finally {
            receiving.unlock();
        }
    }

    private int readRecords(ByteBuffer into, Deadline deadline) throws IOException {
        while (!ended) {
            int before = into.position();
            boolean direct = into.remaining() >= engine.getSession().getApplicationBufferSize();
            ByteBuffer target = direct ? into : emptyPlain();
            boolean more = unwrap(target, deadline);
            if (!direct) {
                plain.flip();
            }
            if (direct && into.position() > before) {
                return into.position() - before;
            }
            if (plain.hasRemaining()) {
                return drain(into);
            }
            ended = !more;
            afterHandshakeMessages(deadline);
        }
        return -1;
    }

    private void requireWhole() throws WireException {
        if (broken.isPresent()) {
            throw broken.get();
        }
    }

    private int drain(ByteBuffer into) {
        int n = Math.min(plain.remaining(), into.remaining());
        into.put(into.position(), plain, plain.position(), n);
        into.position(into.position() + n);
        plain.position(plain.position() + n);
        return n;
    }

    private ByteBuffer emptyPlain() {
        int size = engine.getSession().getApplicationBufferSize();
        if (plain.capacity() < size) {
            plain = ByteBuffer.allocate(size);
        }
        return plain.clear();
    }

    /** A key update (RFC 8446 section 4.6.3) may ask for an answer, a renegotiation of TLS 1.2 for a handshake. */
    private void afterHandshakeMessages(Deadline deadline) throws IOException {
        while (!ended && engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (!ended && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            sender.shakeHands(deadline);
        }
    }

    /** Takes one record in. False at the end of the stream that the peer announced by close_notify. */
    private boolean unwrap(ByteBuffer target, Deadline deadline) throws IOException {
        while (true) {
            SSLEngineResult result = engine.unwrap(received, target);
            switch (result.getStatus()) {
                case OK -> {
                    return true;
                }
                case CLOSED -> {
                    return false;
                }
                case BUFFER_UNDERFLOW -> {
                    requireRecord();
                    receive(deadline);
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a TLS record larger than announced");
            }
        }
    }

    private void receive(Deadline deadline) throws IOException {
        int size = engine.getSession().getPacketBufferSize();
        if (received.capacity() < size) {
            received = ByteBuffer.allocate(size).put(received).flip();
        }
        received.compact();
        int n;
        try {
            n = wire.read(received, deadline);
        } finally {
            received.flip();
        }
        if (n >= 0) {
            return;
        }
        boolean early = engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                && engine.getSession().getProtocol().equals("NONE");
        wire.close();
        throw early ? new WireException.Hangup("the peer closed the connection during the TLS handshake") : cutShort();
    }

    /** What is no record (RFC 8446 section 5.1) would have the engine wait for as many bytes as two of its own say. */
    private void requireRecord() throws SSLException {
        int type = received.hasRemaining() ? received.get(received.position()) : 20;
        if ((type < 20 || type > 23) && !engine.getSession().getProtocol().equals("NONE")) {
            throw new SSLException("what has come is no record of TLS");
        }
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        try {
            sender.write(from, deadline);
        } catch (SSLException e) {
            throw broken(e);
        }
    }

    @Override
    public boolean offer(ByteBuffer from, Deadline deadline) throws IOException {
        try {
            return sender.offer(from, deadline);
        } catch (SSLException e) {
            throw broken(e);
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    @Override
    // What arrived may be TLS's own, such as a session ticket, or half a record: nothing that a read would give.
    public boolean await(Deadline deadline) throws IOException {
        receiving.lock();
        try {
            requireWhole();
            while (!plain.hasRemaining() && !ended) {
                if (!takeRecord()) {
                    if (deadline.remainingNanos() > Incoming.REST.toNanos()) {
                        rest();
                    }
                    if (!wire.await(deadline)) {
                        return false;
                    }
                    receive(deadline);
                }
                afterHandshakeMessages(deadline);
            }
            return true;
        } catch (SSLException e) {
            throw broken(e);
        } finally {
            receiving.unlock();
        }
    }

    private void rest() {
        plain = NOTHING;
        received = received.hasRemaining() ? received : NOTHING;
        sender.rest();
    }

    /** Takes in a record that has arrived; false if none is whole yet. */
    private boolean takeRecord() throws SSLException {
        SSLEngineResult result;
        try {
            result = engine.unwrap(received, emptyPlain());
        } finally {
            plain.flip();
        }
        ended = result.getStatus() == SSLEngineResult.Status.CLOSED;
        boolean taken = result.getStatus() != SSLEngineResult.Status.BUFFER_UNDERFLOW;
        if (!taken) {
            requireRecord();
        }
        return taken;
    }

    /** The wire below, then the engine: session tickets are taken in, an answer to a key update goes with the next write. */
    @Override
    public Sight look() {
        if (!receiving.tryLock()) {
            return Sight.ALIVE;
        }
        try {
            return lookWithin();
        } catch (IOException e) {
            WireException fault = e instanceof SSLException ssl ? broken(ssl) : Faults.of(e);
            broken = Optional.of(fault);
            return Sight.BROKEN;
        } finally {
            receiving.unlock();
        }
    }

    private Sight lookWithin() throws IOException {
        while (broken.isEmpty() && !plain.hasRemaining() && !ended) {
            if (!takeRecord()) {
                Sight below = wire.look();
                if (below == Sight.ENDED) {
                    broken = Optional.of(cutShort());
                } else if (below != Sight.DATA) {
                    return below;
                } else {
                    receive(Deadline.after("look", FAREWELL));
                }
            } else if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (!ended && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                return Sight.ALIVE;
            }
        }
        return broken.isPresent() ? Sight.BROKEN : plain.hasRemaining() ? Sight.DATA : Sight.ENDED;
    }

    private WireException broken(SSLException e) {
        wire.close();
        WireException fault = new WireException.Insecure("TLS broken: " + e.getMessage(), e);
        broken = Optional.of(fault);
        return fault;
    }

    private static WireException cutShort() {
        return new WireException.Insecure("the TLS stream was cut short: no close_notify", new EOFException());
    }

    /** Whether the handshake went on from an earlier session, without a certificate. */
    public boolean isResumed() {
        return resumed;
    }

    /** The application protocol that both speak, if any was offered (RFC 7301). */
    public Optional<String> applicationProtocol() {
        return Optional.ofNullable(engine.getApplicationProtocol()).filter(name -> !name.isEmpty());
    }

    /** What was agreed on. */
    public SSLSession session() {
        return engine.getSession();
    }

    /** A close_notify is to be offered (RFC 8446 section 6.1). */
    @Override
    public void endOutput() {
        sender.end();
    }

    @Override
    public boolean holds() {
        return sender.hasToSend();
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
        unfinished = so;
        wire.unfinished(so);
    }

    /** With a close_notify if the wire takes it at once: peers tell an end from a cut, too. */
    @Override
    public void close() {
        if (!unfinished) {
            sender.tryClose();
        }
        wire.close();
    }
}
