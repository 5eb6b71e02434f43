package protocols.spi;

/** A connector that leads to a recording, or may: identifiers that were drawn then are given again. */
public interface RecordedConnector {

    /** Unpredictable bytes, or the ones that were drawn when the recording was made. */
    byte[] draw(int count);
}
