package protocols.internal.dns;

import java.util.Optional;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Protocol.Transport;
import protocols.Settings;
import protocols.Tls;
import protocols.WireException;
import protocols.dns.Attempt;
import protocols.dns.Dns;
import protocols.dns.Edns;
import protocols.dns.EdnsOption.Cookie;
import protocols.dns.Message;
import protocols.dns.Octets;
import protocols.internal.wire.Link;
import protocols.internal.wire.Recorder;

/** One server: the sockets that lead to it, and what it was found to be like. */
final class Server {

    private static final int CLIENT_COOKIE = 8;

    /** No server that keeps to RFC 6891 sends more than the 1232 bytes that it is told. */
    private static final int DATAGRAM = 4096;

    /** How the server is to be asked; the link is what random bytes are drawn from. */
    interface Manners {
        Manner on(Link link);
    }

    /** A case that is lost once may be a forger's guess; one that is lost twice in a row is the server's way. */
    private static final int CASES_LOST = 2;

    private static final Manner PLAIN = new Manner(Optional.empty(), false, false);

    private final String host;
    private final Dns dns;
    private final Settings settings;
    private final Recorder recorder;
    private final byte[] buffer = new byte[DATAGRAM];
    private volatile Optional<UdpChannel> udp = Optional.empty();
    private volatile Optional<TcpChannel> tcp = Optional.empty();
    private volatile boolean closed;
    private boolean edns = true;
    private boolean datagrams = true;
    private final Manner inBulk;
    private int casesLost;
    private Optional<Cookie> cookie = Optional.empty();

    Server(String host, Dns dns, Recorder recorder) {
        this.host = host;
        this.dns = dns;
        this.settings = dns.settings();
        this.inBulk = new Manner(Optional.of(dns.edns()), false, false);
        this.recorder = recorder;
    }

    /** Address and port. */
    String name() {
        return endpoint(Transport.TCP).authority();
    }

    boolean usesEdns() {
        return edns;
    }

    /** Whether it is asked with EDNS from now on. */
    void edns(boolean use) {
        edns = use;
    }

    /** Asks in a datagram. */
    Reply overUdp(Ask ask, Deadline patience) throws WireException {
        if (!datagrams) {
            return Reply.without(Reply.Kind.NO_DATAGRAMS, 0);
        }
        try {
            return learnt(udp(ask).ask(ask, this::overDatagrams, patience));
        } catch (WireException.Unsupported e) {
            datagrams = false;
            return Reply.without(Reply.Kind.NO_DATAGRAMS, 0);
        } catch (WireException e) {
            closeUdp();
            return failed(e);
        }
    }

    private Manner overDatagrams(Link link) {
        Optional<Edns> said = edns ? Optional.of(dns.edns()) : Optional.empty();
        if (edns && dns.usesCookies()) {
            if (cookie.isEmpty()) {
                cookie = Optional.of(new Cookie(Octets.of(link.draw(CLIENT_COOKIE)), Octets.EMPTY));
            }
            said = Optional.of(dns.edns().with(cookie.get()));
        }
        return new Manner(said, dns.mixesCase() && casesLost < CASES_LOST, false);
    }

    /** Of many at once: ids and ports that nobody knows, and no cookies. */
    Manner inBulk() {
        return edns ? inBulk : PLAIN;
    }

    private Manner overStream(Link link) {
        return new Manner(edns ? Optional.of(dns.edns()) : Optional.empty(), false, isEncrypted());
    }

    /** What an answer tells about the server. */
    private Reply learnt(Reply reply) {
        if (reply.kind() == Reply.Kind.CASE_LOST) {
            casesLost++;
        } else if (reply.message().isPresent() && casesLost < CASES_LOST) {
            casesLost = 0;
        }
        Optional<Cookie> given = reply.message().flatMap(Message::edns).flatMap(said -> said.option(Cookie.class));
        cookie = given.isPresent() ? given : cookie;
        if (reply.kind() == Reply.Kind.FORGED) {
            // What was taken for a forgery may be a server that has forgotten how to do cookies.
            cookie = cookie.map(known -> new Cookie(known.client(), Octets.EMPTY));
        }
        return reply;
    }

    /** Whether datagrams are not used at all. */
    boolean isStreamOnly() {
        return dns.isOverTcp() || isEncrypted();
    }

    private boolean isEncrypted() {
        return settings.tls() == Tls.IMPLICIT;
    }

    /** What {@link #overStream(Ask, Deadline)} goes over. */
    Attempt.Transport stream() {
        return isEncrypted() ? Attempt.Transport.TLS : Attempt.Transport.TCP;
    }

    /** Asks on a connection; one that the server has closed meanwhile is replaced once. */
    Reply overStream(Ask ask, Deadline deadline) throws WireException {
        while (true) {
            boolean reused = tcp.filter(TcpChannel::isReused).isPresent();
            try {
                Message message = tcp(deadline).ask(ask, this::overStream, deadline);
                return Reply.answered(message, 0);
            } catch (WireException.Hangup e) {
                closeTcp();
                if (!reused) {
                    return failed(e);
                }
            } catch (WireException e) {
                closeTcp();
                return failed(e);
            }
        }
    }

    private static Reply failed(WireException e) throws WireException {
        if (e instanceof WireException.Cancelled) {
            throw e;
        }
        return e instanceof WireException.TimedOut ? Reply.without(Reply.Kind.SILENT, 0) : Reply.failed(e);
    }

    private UdpChannel udp(Ask ask) throws WireException {
        if (udp.filter(channel -> channel.suits(ask)).isEmpty()) {
            closeUdp();
            udp = Optional.of(new UdpChannel(open(Transport.UDP, ask.total()), buffer));
            requireOpen();
        }
        return udp.get();
    }

    private TcpChannel tcp(Deadline deadline) throws WireException {
        if (tcp.filter(channel -> channel.link().isAlive()).isEmpty()) {
            closeTcp();
            Link link = open(Transport.TCP, deadline);
            tcp = Optional.of(new TcpChannel(link));
            requireOpen();
            if (isEncrypted()) {
                secure(link, deadline);
            }
        }
        return tcp.get();
    }

    @SuppressWarnings("NullAway") // Null is what a call of Void gives, and nobody looks at it.
    private void secure(Link link, Deadline deadline) throws WireException {
        link.operation("TLS handshake", deadline, () -> {
            link.secure(host, settings.port());
            return null;
        });
    }

    private Link open(Transport transport, Deadline deadline) throws WireException {
        return Link.open(settings, recorder, endpoint(transport), deadline);
    }

    private Endpoint endpoint(Transport transport) {
        return new Endpoint(host, settings.port(), transport);
    }

    /** Somebody may have closed this while a socket was being opened. */
    private void requireOpen() throws WireException {
        if (closed) {
            close();
            throw new WireException.Cancelled("the session was closed here");
        }
    }

    private void closeUdp() {
        udp.ifPresent(channel -> channel.link().close());
        udp = Optional.empty();
    }

    private void closeTcp() {
        tcp.ifPresent(channel -> channel.link().close());
        tcp = Optional.empty();
    }

    /** At once, from any thread. */
    void close() {
        closed = true;
        udp.ifPresent(channel -> channel.link().close());
        tcp.ifPresent(channel -> channel.link().close());
    }
}
