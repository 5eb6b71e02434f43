package protocols.net;

import java.io.Closeable;
import java.io.IOException;
import protocols.WireException;

/** Waits for one connection that a peer opens to us, such as the data connection of FTP's active mode. */
public interface Listener extends Closeable {

    /** The address to tell the peer, an IPv6 address without brackets. */
    String host();

    /** The port to tell the peer. */
    int port();

    /**
     * Waits for the peer.
     *
     * @throws WireException.TimedOut if nobody came before the deadline; it still listens then
     */
    Wire accept(Deadline deadline) throws IOException;

    /** Stops listening; a wire that was accepted stays open. */
    @Override
    void close();
}
