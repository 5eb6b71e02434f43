package protocols.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;

/** Reads exactly so many bytes and not one more: for a proxy's handshake, after which the peer's bytes follow. */
final class Exact {

    private Exact() {}

    static byte[] read(Wire wire, int count, Deadline deadline) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (wire.read(bytes, deadline) < 0) {
                throw new WireException.Hangup("it closed the connection");
            }
        }
        return bytes.array();
    }
}
