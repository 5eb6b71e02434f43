package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import protocols.Transcript;
import protocols.net.Deadline;
import protocols.net.Wire;

/**
 * The wire at the bottom: counts bytes and round trips, TLS included, and gives whatever a connector's own wire reports
 * as an error of our family, so that no room above can take it for the caller's.
 */
public final class MeteredWire extends WireOver {

    private final Recorder recorder;
    private final Costs costs;
    private volatile boolean wrote;

    public MeteredWire(Wire wire, Recorder recorder) {
        super(wire);
        this.recorder = recorder;
        this.costs = recorder.costs();
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        if (wrote) {
            wrote = false;
            costs.turned();
        }
        try {
            int n = super.read(into, deadline);
            if (n > 0) {
                costs.read(n);
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
            super.write(from, deadline);
            costs.wrote(n);
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
            return super.offer(from, deadline);
        } catch (Transcript.Mismatch e) {
            throw recorder.withoutSecrets(e);
        } catch (IOException e) {
            throw Faults.of(e);
        } finally {
            costs.wrote(before - from.remaining());
        }
    }

    @Override
    public void endOutput() throws IOException {
        try {
            super.endOutput();
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public void urgent(byte one, Deadline deadline) throws IOException {
        try {
            super.urgent(one, deadline);
            costs.wrote(1);
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public boolean await(Deadline deadline) throws IOException {
        try {
            return super.await(deadline);
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }
}
