package protocols.spi;

import java.util.Optional;
import protocols.Tls;

/** A wire that leads to a recording, or may. */
public interface RecordedWire {

    /**
     * Whether it does: what depends on time must not decide what is said, and no TLS handshake is run over it, as that was
     * done when the recording was made.
     */
    boolean isRecording();

    /**
     * Where TLS began when the recording was made, if the client is to treat its peer as it was then, whatever it is called
     * now; else empty.
     */
    default Optional<Tls> recordedTls() {
        return Optional.empty();
    }
}
