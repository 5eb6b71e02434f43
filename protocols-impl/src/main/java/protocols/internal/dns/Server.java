package protocols.internal.dns;

import java.util.Optional;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Protocol.Transport;
import protocols.Settings;
import protocols.WireException;
import protocols.dns.Message;
import protocols.internal.wire.Link;
import protocols.internal.wire.Recorder;

/** One server: the sockets that lead to it, and what it was found to be like. */
final class Server {

    /** No server that keeps to RFC 6891 sends more than the 1232 bytes that it is told. */
    private static final int DATAGRAM = 4096;

    private final String host;
    private final Settings settings;
    private final Recorder recorder;
    private final byte[] buffer = new byte[DATAGRAM];
    private volatile Optional<UdpChannel> udp = Optional.empty();
    private volatile Optional<TcpChannel> tcp = Optional.empty();
    private volatile boolean closed;
    private boolean edns = true;
    private boolean datagrams = true;

    Server(String host, Settings settings, Recorder recorder) {
        this.host = host;
        this.settings = settings;
        this.recorder = recorder;
    }

    /** Address and port. */
    String name() {
        return endpoint(Transport.UDP).authority();
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
            return udp(ask).ask(ask, edns, patience);
        } catch (WireException.Unsupported e) {
            datagrams = false;
            return Reply.without(Reply.Kind.NO_DATAGRAMS, 0);
        } catch (WireException e) {
            closeUdp();
            return failed(e);
        }
    }

    /** Asks on a connection; one that the server has closed meanwhile is replaced once. */
    Reply overTcp(Ask ask, Deadline deadline) throws WireException {
        while (true) {
            boolean reused = tcp.filter(TcpChannel::isReused).isPresent();
            try {
                Message message = tcp(deadline).ask(ask, edns, deadline);
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
            tcp = Optional.of(new TcpChannel(open(Transport.TCP, deadline)));
            requireOpen();
        }
        return tcp.get();
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
