package protocols.internal.dns;

import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import protocols.Protocol.Transport;
import protocols.Tls;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.Message;
import protocols.internal.wire.Link;
import protocols.internal.wire.Opening;
import protocols.internal.wire.Recorder;
import protocols.internal.wire.Ties;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.spi.CoreFriend;
import protocols.spi.DnsFriend;
import protocols.spi.NameServer;
import protocols.spi.Settings;

/** One server: the sockets and the connection that lead to it, and what it was found to be like. */
final class Server {

    /** Lookups that run at once have a socket each; of those that are done, so many are kept. */
    private static final int SPARE = 8;

    private final String host;
    private final int port;
    private final Settings settings;
    private final String name;
    private final boolean encrypted;
    private final boolean safeWay;
    private final boolean streamOnly;
    private final Recorder recorder;
    private final Traits traits;
    private final Ties ties = new Ties();
    private final Deque<UdpChannel> spare = new ConcurrentLinkedDeque<>();
    private final ReentrantLock connecting = new ReentrantLock();
    private Optional<TcpChannel> stream = Optional.empty();

    Server(NameServer at, Dns dns, Recorder recorder) {
        this.settings = CoreFriend.get().settings(dns);
        this.host = at.host();
        this.port = at.port().orElse(settings.port());
        this.name = endpoint(Transport.TCP).authority();
        this.encrypted = settings.tls() == Tls.IMPLICIT;
        this.safeWay = encrypted || at.endpoint(port, Transport.TCP).isLoopback();
        this.streamOnly = DnsFriend.get().options(dns).tcp() || encrypted;
        this.traits = new Traits(dns, DnsFriend.get().options(dns).learnt().of(name, Facts.class, Facts::new));
        this.recorder = recorder;
    }

    /** Address and port. */
    String name() {
        return name;
    }

    Traits traits() {
        return traits;
    }

    /** What it was found to be like. */
    Facts facts() {
        return traits.facts();
    }

    /** A response as far as it can be believed. */
    Message believed(Message response) {
        return traits.believed(response, safeWay);
    }

    /** Whether datagrams are not used at all. */
    boolean isStreamOnly() {
        return streamOnly;
    }

    /** What {@link #stream(Deadline)} goes over. */
    Way stream() {
        return encrypted ? Way.TLS : Way.TCP;
    }

    /** A socket for one lookup, which gives it back. */
    UdpChannel socket(Deadline deadline) throws WireException {
        for (UdpChannel one = spare.pollFirst(); one != null; one = spare.pollFirst()) {
            if (one.isFresh()) {
                return one;
            }
            one.link().close();
        }
        return new UdpChannel(open(Transport.UDP, deadline));
    }

    /** The one given back last is the next one to be used. */
    void giveBack(UdpChannel socket) {
        if (socket.isFresh() && spare.size() < SPARE) {
            spare.addFirst(socket);
        } else {
            socket.link().close();
        }
    }

    /** The connection, which all lookups share. */
    TcpChannel stream(Deadline deadline) throws WireException {
        takeTurn(deadline);
        try {
            if (stream.filter(TcpChannel::isFresh).isEmpty()) {
                stream.ifPresent(TcpChannel::retire);
                stream = Optional.of(new TcpChannel(connect(deadline)));
            }
            return stream.get();
        } finally {
            connecting.unlock();
        }
    }

    private void takeTurn(Deadline deadline) throws WireException {
        try {
            if (!connecting.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new WireException.TimedOut(deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException.Cancelled("the thread was interrupted", e);
        }
    }

    @SuppressWarnings("NullAway") // Null is what a call of Void gives, and nobody looks at it.
    private Link connect(Deadline deadline) throws WireException {
        Link link = open(Transport.TCP, deadline);
        if (encrypted) {
            link.operation("TLS handshake", deadline, () -> {
                link.secure(host, port);
                return null;
            });
        }
        return link;
    }

    private Link open(Transport transport, Deadline deadline) throws WireException {
        Link link = ties.open(() -> Opening.open(settings, recorder, endpoint(transport), deadline));
        link.share(true);
        return link;
    }

    private Endpoint endpoint(Transport transport) {
        return new Endpoint(host, port, transport);
    }

    /** At once, from any thread. */
    void close() {
        ties.close();
    }
}
