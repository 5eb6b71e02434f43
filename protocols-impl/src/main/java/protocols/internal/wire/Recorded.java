package protocols.internal.wire;

import java.security.SecureRandom;
import java.util.Optional;
import protocols.Tls;
import protocols.net.Connector;
import protocols.net.Wire;
import protocols.spi.RecordedConnector;
import protocols.spi.RecordedWire;

/** What is otherwise where the peer is a recording. */
public final class Recorded {

    /** How bytes that were drawn at random stand in a transcript. */
    public static final String DRAWN = "drawn ";

    /** How a port that the peer may connect to stands in a transcript. */
    public static final String LISTENING = "listening ";

    private Recorded() {}

    /** Whether a wire leads to a recording. */
    public static boolean is(Wire wire) {
        return wire instanceof RecordedWire recorded && recorded.isRecording();
    }

    /** Where TLS began when the recording was made, if the client is to treat its peer as it was then. */
    public static Optional<Tls> tls(Wire wire) {
        return wire instanceof RecordedWire recorded ? recorded.recordedTls() : Optional.empty();
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
