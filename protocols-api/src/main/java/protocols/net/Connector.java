package protocols.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import protocols.Credentials;
import protocols.Protocol;
import protocols.WireException;
import protocols.spi.Engine;

/**
 * How a wire to a peer comes about: the seam between the clients and the network. TLS runs over any wire, so a connector
 * need not know of it.
 *
 * <p>One of your own: it says where it goes, and gives up sooner than the rest of the operation.
 *
 * <!-- run: connector -->
 * <pre>{@code
 * Connector impatient = (endpoint, deadline) -> {
 *     if (deadline.hasPassed()) {
 *         throw new WireException.TimedOut(deadline, "before it began");
 *     }
 *     out.println("to " + endpoint.host() + " within " + deadline.remainingNanos() / 1_000_000_000 + " s");
 *     Deadline sooner = deadline.earlier(Deadline.after("connecting", Duration.ofSeconds(5)));
 *     return Connector.direct().open(endpoint, sooner);
 * };
 * try (var drop = Pop3.at("mail.example.org").via(impatient).connect()) {
 *     out.println(drop.greeting());
 * }
 * }</pre>
 */
public interface Connector {

    /**
     * Opens a wire.
     *
     * @throws WireException.Unreachable if no connection came about
     * @throws WireException.TimedOut if the deadline passed first
     * @throws WireException.Unsupported if this connector cannot carry the endpoint's transport
     */
    Wire open(Endpoint endpoint, Deadline deadline) throws IOException;

    /**
     * Listens for one connection from the peer of an open wire, on the local address of that wire and a free port.
     *
     * @throws WireException.Unsupported if nobody can connect to us this way; the default
     */
    default Listener listen(Wire control) throws IOException {
        throw new WireException.Unsupported("connections from the peer through " + this);
    }

    /**
     * As {@link #listen(Wire)}, on one port. The default can listen on any port at most.
     *
     * @param port from 1 to 65535; 0 for any that is free
     * @throws java.net.BindException if it is not free
     */
    default Listener listen(Wire control, int port) throws IOException {
        if (port != 0) {
            throw new WireException.Unsupported("listening on port " + port + " through " + this);
        }
        return listen(control);
    }

    /**
     * The same with another way to learn the addresses of the hosts that it connects to itself: of the peer, or of the
     * proxy that leads there. One that connects to no host by its name, which is the default, stays as it is.
     */
    default Connector with(Resolver resolver) {
        return this;
    }

    /** Straight to the peer: every address of the host, in the order and with the pace of RFC 8305. The default. */
    static Connector direct() {
        return Engine.get().direct();
    }

    /**
     * Through a SOCKS5 proxy (RFC 1928), which resolves the host name.
     *
     * @param host the proxy's host
     * @param port the proxy's port; the usual one is 1080
     */
    static Connector socks5(String host, int port) {
        return Engine.get().socks5(new Endpoint(host, port, Protocol.Transport.TCP), Optional.empty());
    }

    /**
     * As {@link #socks5(String, int)}, for a proxy that asks who it is (RFC 1929).
     *
     * @param login a user with a password, sent in the clear as the protocol does it
     * @throws IllegalArgumentException if they are of another kind
     */
    static Connector socks5(String host, int port, Credentials login) {
        return Engine.get().socks5(new Endpoint(host, port, Protocol.Transport.TCP), Optional.of(login));
    }

    /**
     * Through an HTTP proxy by CONNECT (RFC 9110 section 9.3.6), which resolves the host name.
     *
     * @param host the proxy's host
     * @param port the proxy's port
     */
    static Connector httpProxy(String host, int port) {
        return Engine.get().httpProxy(new Endpoint(host, port, Protocol.Transport.TCP), Optional.empty());
    }

    /**
     * As {@link #httpProxy(String, int)}, for a proxy that asks who it is.
     *
     * @param login a user with a password, for Basic authentication, sent in the clear as the protocol does it
     * @throws IllegalArgumentException if they are of another kind
     */
    static Connector httpProxy(String host, int port, Credentials login) {
        return Engine.get().httpProxy(new Endpoint(host, port, Protocol.Transport.TCP), Optional.of(login));
    }

    /** To a unix domain socket, whatever the endpoint's host and port. */
    static Connector unix(Path socket) {
        return Engine.get().unix(socket);
    }
}
