package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.net.Deadline;

/** A link over UDP: one datagram at a time, past the buffers. */
public final class Datagrams {

    private final Circuit circuit;

    Datagrams(Circuit circuit) {
        this.circuit = circuit;
    }

    public void send(byte[] datagram) throws IOException {
        circuit.touch();
        try {
            circuit.wire().write(ByteBuffer.wrap(datagram), circuit.deadline());
        } catch (WireException.Unreachable e) {
            throw unheard(e);
        }
    }

    /**
     * What does not fit is lost.
     *
     * @return the length of the datagram, or -1 if none came before the deadline, which leaves the link alive
     */
    public int receive(byte[] into, Deadline deadline) throws IOException {
        circuit.touch();
        try {
            int n = circuit.wire().read(ByteBuffer.wrap(into), deadline);
            if (n < 0) {
                throw new WireException.Unreachable("nobody listens on that port", List.of());
            }
            return n;
        } catch (WireException.TimedOut e) {
            return -1;
        } catch (WireException.Unreachable e) {
            throw unheard(e);
        }
    }

    private WireException.Unreachable unheard(WireException.Unreachable e) {
        circuit.recorder().closed(circuit.channel(), Side.SERVER);
        return e;
    }
}
