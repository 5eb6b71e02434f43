package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import protocols.Tls;
import protocols.Transcript;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.RecordedWire;

/**
 * The wire at the bottom: counts bytes and round trips, TLS included, and gives whatever a connector's own wire reports
 * as an error of our family, so that no room above can take it for the caller's.
 */
public final class MeteredWire implements Wire, RecordedWire {

    private final Wire wire;
    private final Recorder recorder;
    private volatile boolean wrote;

    public MeteredWire(Wire wire, Recorder recorder) {
        this.wire = wire;
        this.recorder = recorder;
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        if (wrote) {
            wrote = false;
            recorder.turned();
        }
        try {
            int n = wire.read(into, deadline);
            if (n > 0) {
                recorder.read(n);
            }
            return n;
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        int n = from.remaining();
        wrote = true;
        try {
            wire.write(from, deadline);
            recorder.wrote(n);
        } catch (Transcript.Mismatch e) {
            throw recorder.withoutSecrets(e);
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public boolean offer(ByteBuffer from, Deadline deadline) throws IOException {
        int before = from.remaining();
        wrote = true;
        try {
            return wire.offer(from, deadline);
        } catch (Transcript.Mismatch e) {
            throw recorder.withoutSecrets(e);
        } catch (IOException e) {
            throw Faults.of(e);
        } finally {
            recorder.wrote(before - from.remaining());
        }
    }

    @Override
    public boolean holds() {
        return wire.holds();
    }

    @Override
    public void endOutput() throws IOException {
        try {
            wire.endOutput();
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public void urgent(byte one, Deadline deadline) throws IOException {
        try {
            wire.urgent(one, deadline);
            recorder.wrote(1);
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public Sight look() {
        return wire.look();
    }

    @Override
    public boolean await(Deadline deadline) throws IOException {
        try {
            return wire.await(deadline);
        } catch (IOException e) {
            throw Faults.of(e);
        }
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
