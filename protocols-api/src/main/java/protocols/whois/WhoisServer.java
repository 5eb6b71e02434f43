package protocols.whois;

import java.util.Locale;
import java.util.Optional;

/**
 * A WHOIS server.
 *
 * @param host a host name in A-labels and lower case, or an IP address without brackets
 * @param port from 1 to 65535
 */
public record WhoisServer(String host, int port) implements WhoisSource {

    /** The port of WHOIS (RFC 3912 section 2). */
    public static final int PORT = 43;

    /** Where every search begins: it knows the server of each top-level domain and of each address block. */
    public static final WhoisServer IANA = new WhoisServer("whois.iana.org", PORT);

    /** @throws IllegalArgumentException for a host that is neither a name nor an address, or a port out of range */
    public WhoisServer {
        host = host.toLowerCase(Locale.ROOT);
        if (!HostName.isHost(host) && IpAddress.parse(host).isEmpty()) {
            throw new IllegalArgumentException("not a host: " + protocols.Text.printable(host));
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, an IP address, or {@code [address]:port}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static WhoisServer of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not HOST[:PORT]: " + protocols.Text.printable(text)));
    }

    /** As {@link #of}, for text that came from a server: empty where that would throw. */
    static Optional<WhoisServer> parse(String text) {
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
        return known && number > 0 && !portMissing ? Optional.of(new WhoisServer(host, number)) : Optional.empty();
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
