package protocols;

import protocols.net.Connector;

/**
 * A way to a recording instead of the network: {@link Transcript#replay()}. A client that says something else than the
 * recorded one gets a {@link Transcript.Mismatch}. Not for users to implement; methods may be added.
 */
public interface Replay extends Connector {}
