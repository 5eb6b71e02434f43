package protocols.internal.wire;

import java.security.SecureRandom;
import protocols.net.Connector;
import protocols.net.Wire;
import protocols.spi.RecordedConnector;
import protocols.spi.RecordedWire;

/** What is otherwise where the peer is a recording. */
public final class Recorded {

    private Recorded() {}

    /** Whether a wire leads to a recording. */
    public static boolean is(Wire wire) {
        return wire instanceof RecordedWire recorded && recorded.isRecording();
    }

    /** Bytes for identifiers that a peer must not guess; a recording gives the ones that were drawn when it was made. */
    public static byte[] draw(Connector connector, int count) {
        if (connector instanceof RecordedConnector recorded) {
            return recorded.draw(count);
        }
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
