package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import protocols.Deadline;
import protocols.Wire;

/** Counts bytes and round trips of the wire at the bottom, TLS included. */
final class MeteredWire implements Wire {

    private final Wire wire;
    private final Recorder recorder;
    private volatile boolean wrote;

    MeteredWire(Wire wire, Recorder recorder) {
        this.wire = wire;
        this.recorder = recorder;
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        if (wrote) {
            wrote = false;
            recorder.turned();
        }
        int n = wire.read(into, deadline);
        if (n > 0) {
            recorder.read(n);
        }
        return n;
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        int n = from.remaining();
        wrote = true;
        wire.write(from, deadline);
        recorder.wrote(n);
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
    public boolean isRecording() {
        return wire.isRecording();
    }

    @Override
    public void close() {
        wire.close();
    }
}
