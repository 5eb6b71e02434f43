package protocols.internal.dns;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import protocols.Attempt;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.Message;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;
import protocols.spi.DnsOptions;
import protocols.spi.NameServer;

/**
 * Many lookups at once: which server is asked when, and what is made of what they say, as {@link Resolution} does it for
 * one. Nothing here waits but a question over TCP.
 */
final class BulkResolution {

    private static final int MAX_DOUBLINGS = 8;

    /** No server that keeps to RFC 6891 sends more than the 1232 bytes that it is told. */
    static final int DATAGRAM = 4096;

    private final int rounds;
    private final boolean followsAliases;
    private final Duration total;
    private final Together together;
    private final List<UdpPool> servers = new ArrayList<>();
    private final Patience patience = new Patience(MAX_DOUBLINGS + 1);
    private final Queue<Outcome> finished = new ArrayDeque<>();
    private final Queue<Flight> streams = new ArrayDeque<>();

    /** Those that fell silent, and are to be sent again before anything new. */
    private final Queue<Flight> silent = new ArrayDeque<>();

    private final Queue<Flight> spare = new ArrayDeque<>();
    private final ByteBuffer out = ByteBuffer.allocateDirect(DATAGRAM);
    private final byte[] heard = new byte[DATAGRAM];
    private final long timeout;
    private final long retry;
    private final int window;
    private final Room room;
    private int inFlight;
    private int waiting;
    private long sent;
    private long now;
    private WireException.@Nullable Cancelled cancelled;

    /** @param session asked where there is no socket to wait for together with others */
    BulkResolution(Dns dns, Servers session, BulkSockets sockets, int window) {
        DnsOptions options = DnsFriend.get().options(dns);
        this.rounds = options.rounds();
        this.followsAliases = options.stub().followsAliases();
        this.total = dns.timeout();
        this.together = new Together(session);
        this.window = window;
        this.room = new Room(window);
        this.timeout = Resolution.nanos(total);
        this.retry = Resolution.nanos(options.patience());
        for (NameServer at : options.servers()) {
            servers.add(new UdpPool(at, new Server(at, dns, sockets.recorder()), sockets));
        }
    }

    /** What time it is, in nanoseconds from any start. */
    void clock(long nanos) {
        now = nanos;
    }

    /** Whether a question is under way. */
    boolean isBusy() {
        return inFlight > 0;
    }

    /** Whether one more question can be asked now; what nobody has looked at yet is bounded, too. */
    boolean hasRoom() {
        return inFlight < window && waiting < room.size() && silent.isEmpty() && finished.size() < window;
    }

    Queue<Outcome> finished() {
        return finished;
    }

    /** How many bytes have been sent since this was asked last. */
    long takeSent() {
        long bytes = sent;
        sent = 0;
        return bytes;
    }

    /** How long nothing needs to be done unless a datagram comes; zero if there is something to do, or it is not known. */
    long idleNanos() {
        Flight first = patience.first();
        boolean waits = streams.isEmpty() && (silent.isEmpty() || waiting >= room.size());
        return first == null || !waits ? 0 : Math.max(0, first.due - now);
    }

    void requireNotCancelled() throws WireException.Cancelled {
        if (cancelled != null) {
            throw cancelled;
        }
    }

    /** At once, from any thread. */
    void close() {
        servers.forEach(pool -> pool.server().close());
    }

    /** Asks those again that fell silent, as far as there is room. */
    void resume() {
        while (!silent.isEmpty() && waiting < room.size()) {
            onward(silent.remove());
        }
    }

    /** Asks one more question. */
    void launch(Question question) {
        inFlight++;
        Flight landed = spare.poll();
        Flight flight = landed == null ? new Flight(question, timeout) : landed.renewed(question, timeout);
        flight.next = UdpPool.first(servers);
        SpecialNames.answer(question).ifPresentOrElse(known -> finish(flight, known), () -> onward(flight));
    }

    /** Asks the next server, or gives up. */
    private void onward(Flight flight) {
        while (flight.round < rounds && flight.left > 0 && flight.leftOut() < servers.size()) {
            if (flight.next == servers.size()) {
                flight.round++;
                flight.next = 0;
            } else {
                UdpPool server = servers.get(flight.next++);
                if (!flight.leavesOut(server) && ask(flight, server)) {
                    return;
                }
            }
        }
        finish(flight, flight.end(total));
    }

    /** Sends the question; false if that cannot be done. */
    private boolean ask(Flight flight, UdpPool server) {
        flight.began = now;
        flight.discarded = 0;
        try {
            Optional<UdpPort> port = server.port();
            if (port.isEmpty()) {
                return overStream(flight, Optional.empty());
            }
            Query query = Query.of(flight.question, server.server().traits().plainly(), server.id(port.get()));
            port.get().send(flight, query, out);
            sent += query.bytes().length;
        } catch (WireException.Unsupported e) {
            return overStream(flight, Optional.empty());
        } catch (WireException e) {
            failed(flight, server, e);
            return false;
        }
        int lane = Math.min(flight.round, MAX_DOUBLINGS);
        flight.due = now + Math.min(flight.left, retry << lane);
        patience.add(flight, lane);
        waiting++;
        return true;
    }

    /** Nothing is waited for in time any more; false if nothing was. */
    private boolean stopWaiting(Flight flight) {
        boolean waited = patience.remove(flight);
        if (waited) {
            waiting--;
        } else {
            silent.remove(flight);
        }
        return waited;
    }

    private boolean overStream(Flight flight, Optional<UdpPool> server) {
        stopWaiting(flight);
        flight.forget();
        flight.stream = server;
        streams.add(flight);
        return true;
    }

    private void failed(Flight flight, UdpPool server, WireException fault) {
        if (fault instanceof WireException.Cancelled stop) {
            cancelled = stop;
        }
        tried(flight, server, Way.UDP, Reply.failed(fault).why());
        flight.fault = Optional.of(fault);
        flight.leaveOut(server);
    }

    /** A datagram has come. */
    void heard(UdpPort port, ByteBuffer in) {
        int length = in.remaining();
        in.get(0, heard, 0, length);
        port.socket().said(Side.SERVER, heard, length);
        int index = port.find(Query.id(heard, length));
        if (index < 0) {
            stray(port, length);
            return;
        }
        Flight flight = port.flight(index);
        Reply reply = port.judge(index, heard, in);
        if (reply.wantsStream()) {
            port.socket().note(reply.why());
            moveToTcp(flight, port.pool(), reply);
        } else if (reply.message().isPresent()) {
            answered(flight, port, index, reply);
        } else {
            flight.discarded++;
        }
    }

    private void answered(Flight flight, UdpPort port, int index, Reply reply) {
        if (reply.decides() && flight.discarded == 0) {
            Message message = port.pool().server().believed(reply.message().orElseThrow());
            tried(flight, port.pool(), Way.UDP, message.rcode().toString());
            answeredIn(flight, port);
            if (conclude(flight, Outcome.of(flight.question, message, flight.attempts())) && flight.wentStraight()) {
                spare.add(flight);
            }
        } else if (flight.isAt(port) || reply.decides()) {
            boolean edns = port.query(index).manner().edns().isPresent();
            port.forget(flight);
            stopWaiting(flight);
            answeredIn(flight, port);
            tried(flight, port.pool(), Way.UDP, reply.why());
            answered(flight, port.pool(), reply, edns);
        } else {
            port.forget(flight);
        }
    }

    /** Nobody has this id here: the answer is late, or somebody guesses; the question tells which one is aimed at. */
    private void stray(UdpPort port, int length) {
        if (port.isLate(Query.id(heard, length))) {
            port.socket().note("discarded: late");
            return;
        }
        Optional<Flight> aimed = port.asking(heard, length);
        if (aimed.isPresent()) {
            port.socket().note("forged");
            moveToTcp(aimed.get(), port.pool(), Reply.without(Reply.Kind.FORGED, ++aimed.get().discarded));
        } else {
            port.socket().note("discarded: nobody asked");
        }
    }

    private void moveToTcp(Flight flight, UdpPool server, Reply reply) {
        tried(flight, server, Way.UDP, reply.why());
        flight.suspect = reply.isSuspect() || reply.kind() == Reply.Kind.MALFORMED;
        overStream(flight, Optional.of(server));
    }

    /** An answer, unless it leaves something to be asked: then a lookup of its own does that. */
    private boolean conclude(Flight flight, Outcome outcome) {
        if (outcome instanceof Outcome.Lame && servers.size() > 1 || followsAliases && Followed.isOpen(outcome)) {
            return !overStream(flight, Optional.empty());
        }
        finish(flight, outcome);
        return true;
    }

    private void answeredIn(Flight flight, UdpPort port) {
        if (flight.isAt(port)) {
            port.pool().answered(now);
            port.pool().server().facts().wasSilent(false);
            room.answered(now - flight.began);
        }
    }

    private void answered(Flight flight, UdpPool server, Reply reply, boolean edns) {
        if (edns && reply.dislikesEdns()) {
            server.server().facts().edns(false);
            flight.plain = true;
            if (!ask(flight, server)) {
                onward(flight);
            }
            return;
        }
        if (flight.plain) {
            server.server().facts().edns(reply.dislikesEdns());
        }
        if (reply.decides() && reply.message().isPresent()) {
            conclude(
                    flight,
                    Outcome.of(
                            flight.question,
                            server.server().believed(reply.message().get()),
                            flight.attempts()));
            return;
        }
        flight.error = reply.message().or(() -> flight.error);
        flight.fault = reply.fault().or(() -> flight.fault);
        flight.leaveOut(server);
        onward(flight);
    }

    /** The socket is of no use any more, and neither is its server for those who wait there. */
    void broken(UdpPort port, WireException fault) {
        port.pool().abandon(port);
        for (Flight flight : port.all()) {
            boolean waits = flight.isAt(port);
            port.forget(flight);
            if (waits && stopWaiting(flight)) {
                failed(flight, port.pool(), fault);
                onward(flight);
            }
        }
    }

    /** Ends what has been waited for long enough. */
    void expire() {
        Flight first = patience.first();
        while (first != null && first.due - now <= 0) {
            stopWaiting(first);
            fellSilent(first);
            first = patience.first();
        }
    }

    private void fellSilent(Flight flight) {
        Optional<UdpPort> port = flight.fellSilent();
        if (port.isPresent()) {
            port.get().fellSilent();
            if (port.get().pool().hasAnsweredSince(flight.began)) {
                room.lost();
            }
            port.get().pool().fellSilent(flight.began);
            String why = Reply.without(Reply.Kind.SILENT, flight.discarded).why();
            tried(flight, port.get().pool(), Way.UDP, why);
        }
        flight.left -= flight.due - flight.began;
        silent.add(flight);
    }

    /** Asks one of those over TCP that must be, or some where all must. This waits. */
    void stream() throws WireException {
        Flight flight = streams.poll();
        if (flight == null) {
            return;
        }
        if (flight.stream.isEmpty()) {
            together(flight);
            return;
        }
        UdpPool server = flight.stream.get();
        long patient = flight.left / (servers.size() - flight.leftOut());
        Deadline total = Deadline.after("timeout", Duration.ofNanos(flight.left));
        boolean edns = server.server().facts().usesEdns();
        flight.began = now;
        long began = System.nanoTime();
        Reply reply = new Exchange(server.server(), new Ask(flight.question, total))
                .overStream(Deadline.after("attempt", Duration.ofNanos(patient)));
        now += System.nanoTime() - began;
        tried(flight, server, server.server().stream(), reply.why());
        if (flight.suspect && reply.isOutOfReach()) {
            // A lookup of its own knows another way.
            overStream(flight, Optional.empty());
        } else if (reply.isSilent()) {
            flight.silence = true;
            flight.left -= patient;
            onward(flight);
        } else {
            answered(flight, server, reply, edns);
        }
    }

    private void together(Flight first) throws WireException {
        List<Flight> all = Together.next(first, streams);
        List<Outcome> outcomes =
                together.lookupAll(all.stream().map(flight -> flight.question).toList());
        for (int i = 0; i < all.size(); i++) {
            finish(all.get(i), outcomes.get(i));
        }
    }

    private void tried(Flight flight, UdpPool server, Way way, String why) {
        flight.tried(Attempt.of(server.name(), way.name(), Duration.ofNanos(now - flight.began), why));
    }

    private void finish(Flight flight, Outcome outcome) {
        stopWaiting(flight);
        flight.forget();
        inFlight--;
        finished.add(outcome);
    }
}
