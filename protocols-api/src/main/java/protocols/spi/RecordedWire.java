package protocols.spi;

/** A wire that leads to a recording, or may. */
public interface RecordedWire {

    /**
     * Whether it does: what depends on time must not decide what is said, and no TLS handshake is run over it, as that was
     * done when the recording was made.
     */
    boolean isRecording();

    /** Whether the client is to treat its peer as when the recording was made, whatever it is called now. */
    default boolean isAsRecorded() {
        return false;
    }
}
