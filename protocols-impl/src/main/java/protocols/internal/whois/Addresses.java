package protocols.internal.whois;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
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

    /** An address from its digits, a zone left out; empty for a name. */
    static Optional<InetAddress> literal(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        try {
            // With a colon it is an IPv6 address or nothing: the JDK looks up no such name.
            return address.indexOf(':') >= 0 ? Optional.of(InetAddress.getByName(address)) : dotted(address);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether a host is one of the caller's own network by its name alone: a private address, or a name without a dot. */
    static boolean isNearby(String host) {
        return literal(host)
                .map(address -> !WhoisFriend.get().isPublic(address))
                .orElse(host.indexOf('.') < 0);
    }

    private static Optional<InetAddress> dotted(String text) throws UnknownHostException {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        for (int i = 0; i < parts.length; i++) {
            int value = parts.length == 4 ? octet(parts[i]) : -1;
            if (value < 0) {
                return Optional.empty();
            }
            bytes[i] = (byte) value;
        }
        return Optional.of(InetAddress.getByAddress(bytes));
    }

    private static int octet(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9' || i > 2) {
                return -1;
            }
            value = 10 * value + c - '0';
        }
        return digits.isEmpty() || value > 255 ? -1 : value;
    }
}
