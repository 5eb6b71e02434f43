package protocols.internal.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protocols.Attempt;
import protocols.Protocol.Transport;
import protocols.WireException;
import protocols.dns.DnsFlag;
import protocols.dns.Message;
import protocols.dns.Opcode;
import protocols.dns.TsigRefused;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.DnsOptions;
import protocols.spi.NameServer;

/** One message of the caller's making: which server it goes to when, until one replies. */
final class HandExchange {

    /** What every way carries (RFC 9715 section 3). */
    private static final int MAX_DATAGRAM = 1232;

    private static final int MAX_DOUBLINGS = 8;

    private final DnsOptions options;
    private final HandWays ways;
    private final Message message;
    private final Deadline total;
    private final boolean once;
    private final String words;
    private final List<NameServer> servers;
    private final Map<NameServer, HandSocket> sockets = new HashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<WireException> faults = new ArrayList<>();
    private final long began = System.nanoTime();
    private boolean mayHaveActed;

    HandExchange(DnsOptions options, HandWays ways, Message message, Deadline total) {
        if (message.has(DnsFlag.QR)) {
            throw new IllegalArgumentException("a response is nothing to send: " + HandMade.words(message));
        }
        this.options = options;
        this.ways = ways;
        this.message = message;
        this.total = total;
        this.once = message.opcode().equals(Opcode.UPDATE);
        this.words = HandMade.words(message);
        this.servers = new ArrayList<>(options.servers());
    }

    Message run() throws WireException {
        for (int round = 0; round < options.rounds() && !servers.isEmpty(); round++) {
            for (NameServer server : List.copyOf(servers)) {
                if (total.hasPassed()) {
                    throw failure();
                }
                Optional<Message> reply = ask(server, round);
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
        }
        throw failure();
    }

    private Optional<Message> ask(NameServer server, int round) throws WireException {
        boolean streamOnly = options.tcp() || ways.isEncrypted() || once || message.length() > MAX_DATAGRAM;
        try {
            if (!streamOnly) {
                HandSocket.Heard heard = overUdp(server, round);
                if (!heard.wantsStream()) {
                    return heard.reply();
                }
            }
            return Optional.of(overStream(server));
        } catch (WireException e) {
            if (e instanceof WireException.Cancelled
                    || e instanceof TsigRefused
                    || e instanceof WireException.OutcomeUnknown) {
                throw CoreFriend.get().tried(e, attempts);
            }
            // What is wrong with a server will be in the next round.
            servers.remove(server);
            faults.add(e);
            return Optional.empty();
        }
    }

    private HandSocket.Heard overUdp(NameServer server, int round) throws WireException {
        long start = System.nanoTime();
        long patience = Resolution.nanos(options.patience()) << Math.min(round, MAX_DOUBLINGS);
        Deadline until = Deadline.after("attempt", Duration.ofNanos(patience)).earlier(total);
        try {
            HandSocket.Heard heard = socket(server).exchange(total, until);
            attempted(server, Way.UDP, start, heard.why());
            return heard;
        } catch (WireException.Unsupported e) {
            attempted(server, Way.UDP, start, e.reason());
            return new HandSocket.Heard(Optional.empty(), e.reason(), true);
        } catch (WireException e) {
            attempted(server, Way.UDP, start, e.reason());
            throw e;
        }
    }

    private HandSocket socket(NameServer server) throws WireException {
        if (!sockets.containsKey(server)) {
            Link link = ways.open(server, Transport.UDP, total);
            sockets.put(server, new HandSocket(link, HandMade.on(link, message, ways.key()), words));
        }
        return sockets.get(server);
    }

    private Message overStream(NameServer server) throws WireException {
        long start = System.nanoTime();
        try {
            Message reply = send(server);
            attempted(server, ways.stream(), start, reply.rcode().toString());
            return reply;
        } catch (WireException e) {
            attempted(server, ways.stream(), start, e.reason());
            throw mayHaveActed && !(e instanceof TsigRefused)
                    ? CoreFriend.get().tried(new WireException.OutcomeUnknown(words, e), attempts)
                    : e;
        }
    }

    private Message send(NameServer server) throws WireException {
        Deadline deadline = ZoneTransfers.share(total, servers.size());
        Link link = ways.open(server, Transport.TCP, deadline);
        try {
            return link.operation("exchange " + words, deadline, () -> send(link, server));
        } finally {
            ways.ties().release(link);
        }
    }

    private Message send(Link link, NameServer server) throws IOException {
        if (ways.isEncrypted()) {
            link.secure(server.host(), server.port().orElse(ways.settings().port()));
        }
        HandMade made = HandMade.on(link, message, ways.key());
        MessageStream stream = new MessageStream(link, false);
        mayHaveActed = once;
        stream.send("exchange " + words, "sent " + words, made.bytes(), link.deadline());
        return stream.receive(made::requireReply);
    }

    private void attempted(NameServer server, Way way, long start, String why) {
        String name = ways.endpoint(server, Transport.TCP).authority();
        attempts.add(Attempt.of(name, way.name(), Duration.ofNanos(System.nanoTime() - start), why));
    }

    /** Nobody replied: says so as the server did that said most. */
    private WireException failure() {
        WireException fault = faults.stream()
                .filter(WireException.Insecure.class::isInstance)
                .findFirst()
                .orElseGet(() -> servers.isEmpty() && !faults.isEmpty() ? faults.get(faults.size() - 1) : silence());
        return CoreFriend.get().tried(fault, attempts);
    }

    private WireException silence() {
        String first = ways.endpoint(options.servers().get(0), Transport.TCP).authority();
        return CoreFriend.get()
                .at(
                        new WireException.TimedOut(total, "no server replied"),
                        WireException.Where.of(first, "exchange " + words, Duration.ofNanos(System.nanoTime() - began))
                                .transcript(ways.recorder().transcript()));
    }

    /** Gives back what it holds. */
    void end() {
        sockets.values().forEach(socket -> ways.ties().release(socket.link()));
    }
}
