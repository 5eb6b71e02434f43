package protocols.whois;

import java.util.Objects;
import java.util.Optional;
import protocols.net.Host;

/** A WHOIS server. */
public final class WhoisServer implements WhoisSource {

    /** The port of WHOIS (RFC 3912 section 2). */
    public static final int PORT = 43;

    /** Where every search begins: it knows the server of each top-level domain and of each address block. */
    public static final WhoisServer IANA = WhoisServer.of("whois.iana.org");

    private final String host;
    private final int port;

    private WhoisServer(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * A server at port 43.
     *
     * @throws IllegalArgumentException for a host that is neither a name nor an address
     */
    public static WhoisServer of(String host) {
        return of(host, PORT);
    }

    /**
     * A server.
     *
     * @param host a name or an address, as {@link Host#parse} takes it
     * @param port from 1 to 65535
     * @throws IllegalArgumentException for a host that is neither a name nor an address, or a port out of range
     */
    public static WhoisServer of(String host, int port) {
        String name = Host.parse(host).text();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
        return new WhoisServer(name.endsWith(".") ? name.substring(0, name.length() - 1) : name, port);
    }

    /** Reads {@code host}, {@code host:port}, an IP address, or {@code [address]:port}; empty if it is none of these. */
    static Optional<WhoisServer> read(String text) {
        String host = text;
        String port = "";
        int close = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = text.lastIndexOf(':');
        if (close > 0) {
            host = text.substring(1, close);
            if (close + 1 < text.length()) {
                if (colon != close + 1) {
                    return Optional.empty();
                }
                port = text.substring(colon + 1);
            }
        } else if (colon > 0 && text.indexOf(':') == colon) {
            host = text.substring(0, colon);
            port = text.substring(colon + 1);
        }
        boolean portMissing = port.isEmpty() && text.endsWith(":");
        boolean known = HostName.isHost(host) || IpAddress.parse(host).isPresent();
        int number = port.isEmpty() ? PORT : HostName.number(port, 65535);
        return known && number > 0 && !portMissing ? Optional.of(of(host, number)) : Optional.empty();
    }

    /** A host name in A-labels and lower case, or an IP address without brackets. */
    public String host() {
        return host;
    }

    /** From 1 to 65535. */
    public int port() {
        return port;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WhoisServer that && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port);
    }

    /** {@code host}, with {@code :port} where it is not 43. */
    @Override
    public String toString() {
        if (port == PORT) {
            return host;
        }
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
