package protocols;

import static protocols.Protocol.Transport.TCP;
import static protocols.Protocol.Transport.UDP;

import java.util.List;
import protocols.spi.CoreFriend;

/**
 * The protocols, each with its layer, transports and default ports: the registered ones (IANA service names), and the
 * place where every default of this library stands.
 */
public enum Protocol {
    /** Domain Name System, RFC 1035; over TLS RFC 7858. */
    DNS(
            new Port(53, UDP, Tls.NONE, "queries"),
            new Port(53, TCP, Tls.NONE, "truncated answers, zone transfers"),
            new Port(853, TCP, Tls.IMPLICIT, "queries over TLS")),
    /** Registration data, RFC 3912. */
    WHOIS(new Port(43, TCP, Tls.NONE, "queries")),
    /** File Transfer Protocol, RFC 959; over TLS RFC 4217. */
    FTP(
            new Port(21, TCP, Tls.NONE, "control"),
            new Port(20, TCP, Tls.NONE, "data, active mode, from the server"),
            new Port(990, TCP, Tls.IMPLICIT, "control over TLS")),
    /** Simple Mail Transfer Protocol, RFC 5321; submission RFC 6409, over TLS RFC 8314. */
    SMTP(
            new Port(25, TCP, Tls.NONE, "relay"),
            new Port(587, TCP, Tls.UPGRADE, "submission"),
            new Port(465, TCP, Tls.IMPLICIT, "submission over TLS")),
    /** Post Office Protocol version 3, RFC 1939; over TLS RFC 8314. */
    POP3(new Port(110, TCP, Tls.UPGRADE, "mail drop"), new Port(995, TCP, Tls.IMPLICIT, "mail drop over TLS")),
    /** Internet Message Access Protocol, RFC 9051; over TLS RFC 8314. */
    IMAP(new Port(143, TCP, Tls.UPGRADE, "mailboxes"), new Port(993, TCP, Tls.IMPLICIT, "mailboxes over TLS")),
    /** Network virtual terminal, RFC 854. */
    TELNET(new Port(23, TCP, Tls.NONE, "terminal"), new Port(992, TCP, Tls.IMPLICIT, "terminal over TLS")),
    /** Hypertext Transfer Protocol, RFC 9110 and RFC 9112. */
    HTTP(new Port(80, TCP, Tls.NONE, "http"), new Port(443, TCP, Tls.IMPLICIT, "https"));

    /** What carries a protocol. */
    public enum Transport {
        /** A stream, RFC 9293: the end of a message must be marked in the stream. */
        TCP,
        /** Datagrams, RFC 768: a message is a datagram, and may get lost. */
        UDP
    }

    /**
     * A default port.
     *
     * @param number 1 to 65535
     * @param transport what carries it
     * @param tls where TLS begins there by default, unless the peer is loopback
     * @param use what it is for
     */
    public record Port(int number, Transport transport, Tls tls, String use) {}

    private final List<Port> ports;

    Protocol(Port... ports) {
        this.ports = List.of(ports);
    }

    /** The layer of the internet model (RFC 1122 section 1.1.3) that it belongs to: {@code application} for all. */
    public String layer() {
        return "application";
    }

    /** Its default ports, the one that a client takes when none is named first. */
    public List<Port> ports() {
        return ports;
    }

    /** The port that a client takes when none is named, for a mode of TLS. */
    public int port(Tls tls) {
        for (Port port : ports) {
            if (port.tls() == tls && port.number() != 20) {
                return port.number();
            }
        }
        return ports.get(0).number();
    }

    /**
     * Where TLS begins when the caller does not say: as the table says for a known port, {@link Tls#IMPLICIT} on the
     * ports of RFC 8314 and their like (443, 465, 853, 990, 992, 993, 995); on any other port {@link Tls#UPGRADE} for
     * POP3 and IMAP, which need a login, and none for the rest. A mail drop or mailbox on loopback is not upgraded.
     */
    public Tls tls(int port, boolean loopback) {
        Tls found = this == POP3 || this == IMAP ? Tls.UPGRADE : Tls.NONE;
        for (Protocol protocol : values()) {
            for (Port known : protocol.ports) {
                if (known.number() == port && (protocol == this || known.tls() == Tls.IMPLICIT)) {
                    found = known.tls();
                }
            }
        }
        return loopback && found == Tls.UPGRADE && this != SMTP ? Tls.NONE : found;
    }

    /** For the implementation alone: the type is exported to nobody else. */
    @SuppressWarnings("exports")
    public static CoreFriend friend() {
        return Friend.INSTANCE;
    }
}
