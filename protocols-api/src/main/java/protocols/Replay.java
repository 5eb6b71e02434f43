package protocols;

import protocols.net.Connector;

/**
 * A way to a recording instead of the network: {@link Transcript#replay()}, {@link Script#replay()}. A client that says
 * something else than the recorded one gets a {@link Transcript.Mismatch}. Not for users to implement; methods may be
 * added.
 */
public interface Replay extends Connector {

    /**
     * Fails if the recording was not played to its end, or a client said something else and the {@link Transcript.Mismatch}
     * was caught on its way.
     *
     * @throws AssertionError that shows what is left, or what was said otherwise
     */
    void verify();
}
