package protocols.internal.dns;

import java.util.Optional;
import protocols.WireException;
import protocols.dns.Message;
import protocols.internal.wire.Faults;
import protocols.net.Deadline;

/** What passes between one lookup and one server: queries and their replies, over UDP and over a connection. */
final class Exchange {

    private final Server server;
    private final Ask ask;
    private Optional<UdpChannel> socket = Optional.empty();
    private boolean sent;
    private long sentAt;
    private Optional<Sent> onStream = Optional.empty();

    /** A query on a connection. */
    private record Sent(TcpChannel channel, TcpChannel.Pending query) {}

    Exchange(Server server, Ask ask) {
        this.server = server;
        this.ask = ask;
    }

    Server server() {
        return server;
    }

    /** Sends the first query and waits for nothing, so that the next lookup can do the same. */
    void begin() throws WireException {
        if (isAhead()) {
            return;
        }
        sentAt = System.nanoTime();
        try {
            if (server.isStreamOnly()) {
                onStream = Optional.of(sendOnStream(ask.total()));
            } else if (server.facts().takesDatagrams()) {
                send(server.traits()::overDatagrams);
            }
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException.Unsupported e) {
            server.facts().takesNoDatagrams();
        } catch (WireException e) {
            // Who waits for the answer sends again, and finds out what is wrong.
            closeSocket();
        }
    }

    /** Whether a query is under way that nobody has waited for. */
    boolean isAhead() {
        return sent || onStream.isPresent();
    }

    /** How long ago that was sent, in nanoseconds; zero if there is none. */
    long nanosAhead() {
        return isAhead() ? System.nanoTime() - sentAt : 0;
    }

    /** Asks in a datagram. */
    Reply overUdp(Deadline patience) throws WireException {
        return overUdp(server.traits()::overDatagrams, false, patience);
    }

    /** Asks in a datagram from another port, with nothing in it that a server could lose, and believes who knows the id. */
    Reply plainlyOverUdp(Deadline patience) throws WireException {
        closeSocket();
        return overUdp(link -> server.traits().plainly(), true, patience);
    }

    private Reply overUdp(Manners manners, boolean trusting, Deadline patience) throws WireException {
        if (!server.facts().takesDatagrams()) {
            return Reply.without(Reply.Kind.NO_DATAGRAMS, 0);
        }
        try {
            if (!sent) {
                send(manners);
            }
            sent = false;
            Reply reply = socket.orElseThrow().receive(ask, trusting, patience);
            return trusting ? reply : server.traits().learnt(reply);
        } catch (WireException.Unsupported e) {
            server.facts().takesNoDatagrams();
            return Reply.without(Reply.Kind.NO_DATAGRAMS, 0);
        } catch (WireException e) {
            closeSocket();
            return failed(e);
        }
    }

    private void send(Manners manners) throws WireException {
        if (!socket.map(UdpChannel::maySendAgain).orElse(false)) {
            closeSocket();
            socket = Optional.of(server.socket(ask.total()));
        }
        socket.get().send(ask, manners);
        sent = true;
    }

    private void closeSocket() {
        socket.ifPresent(channel -> channel.link().close());
        socket = Optional.empty();
        sent = false;
    }

    /** Asks on a connection, and on another one if that ends for a reason that has nothing to do with the question. */
    Reply overStream(Deadline deadline) throws WireException {
        try {
            while (true) {
                Sent query = onStream.isPresent() ? onStream.get() : sendOnStream(deadline);
                onStream = Optional.empty();
                Optional<Reply> reply = await(query, deadline);
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
        } catch (WireException e) {
            return failed(e);
        }
    }

    private static Optional<Reply> await(Sent query, Deadline deadline) throws WireException {
        try {
            Optional<Message> message = query.channel().await(query.query(), deadline);
            return Optional.of(message.map(one -> Reply.answered(one, 0)).orElse(Reply.without(Reply.Kind.SILENT, 0)));
        } catch (WireException e) {
            if (Faults.isEnd(e) && query.channel().maySendElsewhere()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Sent sendOnStream(Deadline deadline) throws WireException {
        while (true) {
            TcpChannel channel = server.stream(deadline);
            try {
                return new Sent(
                        channel, channel.send(ask, link -> server.traits().overStream(), deadline));
            } catch (WireException e) {
                if (!Faults.isEnd(e) || !channel.maySendElsewhere()) {
                    throw e;
                }
            }
        }
    }

    private static Reply failed(WireException e) throws WireException {
        if (e instanceof WireException.Cancelled) {
            throw e;
        }
        return e instanceof WireException.TimedOut ? Reply.without(Reply.Kind.SILENT, 0) : Reply.failed(e);
    }

    /** The lookup is over: what it holds goes to others. */
    void end() {
        if (sent) {
            closeSocket();
        }
        socket.ifPresent(server::giveBack);
        socket = Optional.empty();
        onStream.ifPresent(query -> query.channel().forget(query.query()));
        onStream = Optional.empty();
    }
}
