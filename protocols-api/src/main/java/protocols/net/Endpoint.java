package protocols.net;

import java.util.Locale;
import protocols.Protocol;

/**
 * Where a wire leads.
 *
 * @param host a name or an address, as {@link Host#text} writes it: in small letters and A-labels, an IPv6 address without
 *     brackets
 * @param port 1 to 65535
 * @param transport how
 */
public record Endpoint(String host, int port, Protocol.Transport transport) {

    /**
     * A place.
     *
     * @param host as {@link Host#parse} takes it
     * @throws IllegalArgumentException if the host is none, or the port out of range
     */
    public Endpoint {
        host = Host.parse(host).text();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** Whether the host is this machine by its own name, see {@link Host#isLoopback}. */
    public boolean isLoopback() {
        return Host.parse(host).isLoopback();
    }

    /** Host and port, an IPv6 address in brackets. */
    public String authority() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** Such as {@code mx.example.org:25 tcp}. */
    @Override
    public String toString() {
        return authority() + " " + transport.name().toLowerCase(Locale.ROOT);
    }
}
