package protocols.net;

import protocols.Protocol;
import protocols.Text;

/**
 * Where a wire leads.
 *
 * @param host a name or an address, not empty, without control characters or blanks; an IPv6 address without brackets
 * @param port 1 to 65535
 * @param transport how
 */
public record Endpoint(String host, int port, Protocol.Transport transport) {

    public Endpoint {
        if (host.isEmpty() || host.length() > 255) {
            throw new IllegalArgumentException("not a host: " + Text.printable(host));
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || Text.isControl(c) || "/@#?[]\\".indexOf(c) >= 0) {
                throw new IllegalArgumentException("not a host: " + Text.printable(host));
            }
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** Whether the host is this machine by its own name: {@code localhost}, 127.0.0.0/8 or ::1, without a lookup. */
    public boolean isLoopback() {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")
                || isLoopbackIpv4();
    }

    private boolean isLoopbackIpv4() {
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals("127")) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /** Host and port, an IPv6 address in brackets. */
    public String authority() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** Such as {@code mx.example.org:25 tcp}. */
    @Override
    public String toString() {
        return authority() + " " + transport.name().toLowerCase(java.util.Locale.ROOT);
    }
}
