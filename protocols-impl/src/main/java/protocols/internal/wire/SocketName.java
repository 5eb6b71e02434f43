package protocols.internal.wire;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import protocols.net.Host;

/**
 * Address and port of a socket, as {@link protocols.net.Wire#peer()} prints them.
 *
 * @param host an address; an IPv6 address as RFC 5952 says, without brackets
 * @param port the port, in digits
 */
record SocketName(String host, String port) {

    /** What is no address and port, such as the path of a unix socket, has an empty port. */
    static SocketName parse(String text) {
        int colon = text.lastIndexOf(':');
        if (text.startsWith("[") && text.startsWith("]:", colon - 1)) {
            return new SocketName(text.substring(1, colon - 1), text.substring(colon + 1));
        }
        boolean plain = colon > 0 && text.indexOf(':') == colon && text.indexOf('/') < 0;
        return plain ? new SocketName(text.substring(0, colon), text.substring(colon + 1)) : new SocketName(text, "");
    }

    /** As it is printed; empty for none. */
    static String text(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String host = Host.of(inet.getAddress()).text();
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
        }
        return address == null ? "" : address.toString();
    }

    boolean hasPort() {
        return !port.isEmpty();
    }
}
