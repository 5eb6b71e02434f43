package protocols.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;
import protocols.Replay;
import protocols.Transcript;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.spi.Settings;

/** A connected datagram socket that never waits by itself: one selector waits for many of them. */
public final class DatagramPort implements Closeable {

    /** How long a full send buffer is waited for before the datagram counts as lost on the way. */
    private static final long PATIENCE = Duration.ofMillis(100).toNanos();

    private final DatagramChannel socket;
    private final Recorder recorder;
    private final int channel;

    private DatagramPort(DatagramChannel socket, Recorder recorder, Endpoint endpoint) {
        this.socket = socket;
        this.recorder = recorder;
        this.channel = recorder.channel();
        recorder.opened(channel, endpoint.toString());
    }

    /**
     * Whether these settings let datagrams go out in any order: not from a recording, nor where one is made, in which
     * each answer must follow its question.
     */
    public static boolean isPossible(Settings settings) {
        return settings.keep() != Transcript.Keep.EVERYTHING && !(settings.via() instanceof Replay);
    }

    /**
     * Opens a socket by way of the connector.
     *
     * @return empty if what the connector gives is no socket, but a recording or a wire of the user's own
     * @throws WireException.Unsupported if the connector carries no datagrams
     */
    public static Optional<DatagramPort> open(
            Settings settings, Recorder recorder, Endpoint endpoint, Deadline deadline) throws WireException {
        try {
            Wire wire = settings.via().open(endpoint, deadline);
            if (wire instanceof DatagramWire datagrams) {
                return Optional.of(new DatagramPort(datagrams.release(), recorder, endpoint));
            }
            wire.close();
            return Optional.empty();
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    /** The selector tells when a datagram has come. */
    public void register(Selector selector, Object attachment) throws WireException {
        try {
            socket.register(selector, SelectionKey.OP_READ, attachment);
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    /** Sends one datagram at once. */
    public void send(ByteBuffer datagram) throws WireException {
        try {
            int length = datagram.remaining();
            if (socket.write(datagram) < length) {
                press(datagram);
            }
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private void press(ByteBuffer datagram) throws IOException {
        long began = System.nanoTime();
        while (datagram.hasRemaining() && socket.write(datagram) == 0 && System.nanoTime() - began < PATIENCE) {
            Thread.onSpinWait();
        }
    }

    /**
     * Receives one datagram if there is one; what does not fit is lost.
     *
     * @return false if none is there; an empty datagram is one
     */
    public boolean receive(ByteBuffer into) throws WireException {
        try {
            // An empty datagram looks like none; the selector tells of it again, and then nobody can have asked for it.
            return socket.read(into) > 0;
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private WireException fault(IOException e) {
        WireException fault = Faults.of(e);
        if (fault instanceof WireException.Unreachable) {
            recorder.closed(channel, Side.SERVER);
        }
        return fault;
    }

    /** For the transcript: what was sent or received. */
    public void said(Side by, byte[] bytes, int length) {
        recorder.said(channel, by, bytes, 0, length);
    }

    /** For the transcript: what it means. */
    public void note(String text) {
        recorder.note(channel, text);
    }

    @Override
    public void close() {
        try {
            recorder.closed(channel, Side.CLIENT);
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that fails to close.
            return;
        }
    }
}
