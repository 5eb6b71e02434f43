package protocols.internal.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import protocols.Tls;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.RecordedWire;

/** One channel of a connection to a script. */
final class ReplayWire implements Wire, RecordedWire {

    private final ReplayedConnection connection;
    private final Stage stage;
    private final int channel;
    private final String peer;
    private final Tls tls;
    private int served;
    private boolean closed;

    ReplayWire(ReplayedConnection connection, int channel, Scene scene) {
        this.connection = connection;
        this.stage = connection.stage();
        this.channel = channel;
        this.tls = scene.tls();
        this.peer = scene.target().orElse("script");
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        synchronized (stage) {
            requireOpen();
            Optional<Move> next = connection.next(channel);
            while (next.isEmpty() && connection.passes(channel)) {
                next = connection.next(channel);
            }
            if (next.isEmpty()) {
                return wait(deadline);
            }
            if (next.get().kind() == Move.Kind.RESET) {
                throw new WireException.Hangup("Connection reset");
            }
            if (next.get().kind() != Move.Kind.SAY) {
                return -1;
            }
            byte[] bytes = next.get().bytes();
            int n = Math.min(into.remaining(), bytes.length - served);
            into.put(bytes, served, n);
            served += n;
            if (served == bytes.length) {
                connection.taken(channel);
                served = 0;
            }
            return n;
        }
    }

    /** Nothing comes: the recorded server was silent here, too, or the client waits where it once spoke. */
    private int wait(Deadline deadline) throws IOException {
        Move waiting = connection.waiting();
        if (waiting.kind() == Move.Kind.STALL || waiting.kind() == Move.Kind.LEAVE) {
            throw new WireException.TimedOut(deadline);
        }
        String why = connection.player().unheard(channel).isEmpty() ? "the client waits" : "the client waits after";
        throw stage.differs(
                connection.player(),
                waiting.kind() == Move.Kind.OVER ? "the client waits, but the recording ends here" : why);
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        synchronized (stage) {
            requireOpen();
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            connection.player().said(channel, bytes, 0, bytes.length);
            if (bytes.length > 0) {
                connection.play();
            }
        }
    }

    private void requireOpen() throws WireException {
        if (closed) {
            throw new WireException.Cancelled("the connection was closed here");
        }
    }

    /** What the recorded peer did before the client's next word, on this connection or another. */
    @Override
    public Sight look() {
        synchronized (stage) {
            if (closed) {
                return Sight.BROKEN;
            }
            Optional<Move> next = connection.next(channel);
            if (next.isEmpty() || (served == 0 && !stage.isDue(next.get().place(), connection.player()))) {
                return Sight.ALIVE;
            }
            return switch (next.get().kind()) {
                case SAY -> Sight.DATA;
                case RESET -> Sight.BROKEN;
                default -> Sight.ENDED;
            };
        }
    }

    @Override
    public boolean await(Deadline deadline) throws IOException {
        synchronized (stage) {
            return connection.next(channel).isPresent();
        }
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public String local() {
        return "";
    }

    @Override
    public boolean isRecording() {
        return true;
    }

    @Override
    public Optional<Tls> recordedTls() {
        return stage.script().rules().asRecorded() ? Optional.of(tls) : Optional.empty();
    }

    @Override
    public void close() {
        synchronized (stage) {
            if (!closed) {
                closed = true;
                connection.closed(channel);
            }
        }
    }
}
