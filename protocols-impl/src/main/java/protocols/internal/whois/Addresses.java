package protocols.internal.whois;

import java.net.InetAddress;
import java.util.Optional;
import protocols.net.Host;
import protocols.spi.WhoisFriend;

/** Addresses as text; nothing here asks a resolver. */
final class Addresses {

    private Addresses() {}

    /**
     * The address of a peer, such as {@code 192.0.2.1:43}; empty if it is none, or if the port is not the server's: then
     * it is a proxy's, and the proxy alone knows where it leads.
     */
    static Optional<InetAddress> of(String peer, int port) {
        String end = ":" + port;
        if (!peer.endsWith(end)) {
            return Optional.empty();
        }
        String host = peer.substring(0, peer.length() - end.length());
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return literal(bracketed ? host.substring(1, host.length() - 1) : host);
    }

    /** An address from its digits, a zone left out; empty for a name. One of IPv4 within IPv6 is one of IPv4. */
    static Optional<InetAddress> literal(String text) {
        return Host.literal(text).flatMap(Host::address);
    }

    /** Whether a host is one of the caller's own network by its name alone: a private address, or a name without a dot. */
    static boolean isNearby(String host) {
        return literal(host)
                .map(address -> !WhoisFriend.get().isPublic(address))
                .orElse(host.indexOf('.') < 0);
    }
}
