package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;

/** The sending half of TLS: a reader may have to answer a key update while another thread writes. */
final class TlsSender {

    /** How long a goodbye may take. */
    private static final Duration FAREWELL = Duration.ofMillis(50);

    /** RFC 8446 section 5.1. */
    private static final byte CHANGE_CIPHER_SPEC = 20;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Wire wire;
    private final SSLEngine engine;
    private final ReentrantLock sending = new ReentrantLock();
    /** A record, or what has not left of it. */
    private ByteBuffer toSend = NOTHING;

    private boolean ending;

    TlsSender(Wire wire, SSLEngine engine) {
        this.wire = wire;
        this.engine = engine;
    }

    void write(ByteBuffer from, Deadline deadline) throws IOException {
        sending.lock();
        try {
            sendPending(deadline);
            while (from.hasRemaining()) {
                wrap(from, deadline);
            }
        } finally {
            sending.unlock();
        }
    }

    /** One record, which may leave in pieces: what stays goes first the next time. */
    boolean offer(ByteBuffer from, Deadline deadline) throws IOException {
        sending.lock();
        try {
            boolean moved = !toSend.hasRemaining();
            if (moved && (from.hasRemaining() || hasToSend())) {
                wrapRecord(from);
            }
            while (toSend.hasRemaining()) {
                if (!wire.offer(toSend, deadline)) {
                    return moved;
                }
                moved = true;
            }
            return moved;
        } finally {
            sending.unlock();
        }
    }

    /** Whether there is the rest of a record to be sent, or a close_notify that is due. */
    boolean hasToSend() {
        return toSend.hasRemaining() || ending && !engine.isOutboundDone();
    }

    /** Gives its memory back, if nothing is left to be sent. */
    void rest() {
        if (sending.tryLock()) {
            try {
                toSend = toSend.hasRemaining() ? toSend : NOTHING;
            } finally {
                sending.unlock();
            }
        }
    }

    /** Nothing more comes: a close_notify is due (RFC 8446 section 6.1). */
    void end() {
        sending.lock();
        try {
            engine.closeOutbound();
            ending = true;
        } finally {
            sending.unlock();
        }
    }

    /** Sends what a handshake or a key update has to say, unless another thread has done so already. */
    void shakeHands(Deadline deadline) throws IOException {
        sending.lock();
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                sendPending(deadline);
                wrapRecord(NOTHING);
                if (!isCompatibility()) {
                    sendPending(deadline);
                }
            }
        } finally {
            sending.unlock();
        }
    }

    /**
     * A change of ciphers, which in TLS 1.3 says nothing and may come before the next flight (RFC 8446 appendix D.4), in
     * 1.2 right before the last message: it leaves with what follows, so that nobody seems to wait for an answer to it.
     */
    private boolean isCompatibility() {
        return toSend.hasRemaining() && toSend.get(toSend.position()) == CHANGE_CIPHER_SPEC;
    }

    /** Tells the peer why a handshake failed. */
    void refuse(Deadline deadline) throws IOException {
        engine.closeOutbound();
        boolean more = true;
        while (more && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            more = wrap(NOTHING, deadline);
        }
    }

    /** Says that nothing more comes, if the wire takes it at once. */
    void tryClose() {
        if (!sending.tryLock()) {
            return;
        }
        try {
            Deadline soon = Deadline.after("close", FAREWELL);
            end();
            boolean more = true;
            while (more && !engine.isOutboundDone()) {
                more = wrap(NOTHING, soon);
            }
        } catch (IOException e) {
            // The peer takes no goodbye: it will see the end of the stream.
            return;
        } finally {
            sending.unlock();
        }
    }

    private boolean wrap(ByteBuffer from, Deadline deadline) throws IOException {
        sendPending(deadline);
        boolean more = wrapRecord(from);
        sendPending(deadline);
        return more;
    }

    private void sendPending(Deadline deadline) throws IOException {
        if (toSend.hasRemaining()) {
            wire.write(toSend, deadline);
        }
    }

    /** Makes the next record, to be sent. False if there will be no further one. */
    private boolean wrapRecord(ByteBuffer from) throws IOException {
        int size = engine.getSession().getPacketBufferSize();
        if (toSend.capacity() < size) {
            toSend = ByteBuffer.allocate(size);
        }
        toSend.clear();
        SSLEngineResult result;
        try {
            result = engine.wrap(from, toSend);
        } finally {
            toSend.flip();
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            if (from.hasRemaining()) {
                throw ending
                        ? new WireException.Cancelled("the connection was closed here")
                        : new WireException.Hangup("the peer closed the connection");
            }
            return false;
        }
        return true;
    }
}
