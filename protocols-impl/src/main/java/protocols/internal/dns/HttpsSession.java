package protocols.internal.dns;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import protocols.Attempt;
import protocols.Receiver;
import protocols.WireException;
import protocols.WireException.Malformed;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.IncrementalTransfer;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Opcode;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.ZoneChange;
import protocols.http.Url;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Recorder;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.DnsFriend;

/** DNS over HTTPS (RFC 8484): kept connections, of which each lookup has one for itself, and one transcript of all. */
final class HttpsSession implements Servers {

    /** HTTP/1.1 has one answer under way on a connection; so many slow ones hold up nobody, and no server minds. */
    private static final int MAX_CONNECTIONS = 8;

    private final Dns dns;
    private final Url url;
    private final Recorder recorder;
    private final Turns turns = new Turns(MAX_CONNECTIONS);
    private final Deque<HttpsChannel> idle = new ConcurrentLinkedDeque<>();
    private final Set<HttpsChannel> channels = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HttpsSession(Dns dns, Url url, Recorder recorder) {
        this.dns = dns;
        this.url = url;
        this.recorder = recorder;
    }

    @Override
    public Dns client() {
        return dns;
    }

    /** One after the other. */
    @Override
    public List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        return Followed.by(dns, each(this::isOpen)).lookupAll(questions, deadline);
    }

    private Outcome lookup(Question question, Deadline deadline, BooleanSupplier isOpen) throws WireException {
        return turns.take(deadline, isOpen, () -> inTurn(question, deadline))
                .orElseGet(() -> DnsFriend.get().timedOut(question, deadline, List.of()));
    }

    private Outcome inTurn(Question question, Deadline deadline) throws WireException {
        HttpsChannel channel = channel();
        try {
            return ask(channel, question, deadline);
        } finally {
            idle.push(channel);
        }
    }

    /** One after the other. */
    @Override
    public Stream<Outcome> resolveAll(Stream<Question> questions, int window) {
        BulkQuestions.requireWindow(window);
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
        return questions.map(question -> {
            try {
                Deadline timeout = Deadline.after("timeout", dns.timeout());
                // Closed in the middle, it is no mistake of the caller: the connection says so then.
                return Followed.by(dns, each(() -> true)).lookup(question, timeout);
            } catch (WireException.Cancelled e) {
                throw new UncheckedIOException(e);
            } catch (WireException e) {
                return Outcome.of(question, e, e.attempts());
            }
        });
    }

    private Source each(BooleanSupplier isOpen) {
        return (all, timeout) -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (Question one : all) {
                outcomes.add(lookup(one, timeout, isOpen));
            }
            return outcomes;
        };
    }

    /** The one that was used last, which the server is least likely to have closed meanwhile. */
    private HttpsChannel channel() {
        HttpsChannel kept = idle.poll();
        if (kept != null) {
            return kept;
        }
        HttpsChannel channel = new HttpsChannel(dns, url, recorder);
        channels.add(channel);
        if (closed) {
            channel.close();
        }
        return channel;
    }

    private static Outcome ask(HttpsChannel channel, Question question, Deadline total) throws WireException {
        long began = System.nanoTime();
        try {
            Message message = channel.ask(question, total);
            return Outcome.of(
                    question, message, attempt(channel, began, message.rcode().toString()));
        } catch (Malformed e) {
            return Outcome.of(question, e, attempt(channel, began, e.reason()));
        } catch (WireException.TimedOut e) {
            return DnsFriend.get().timedOut(question, total, attempt(channel, began, "timed out"));
        } catch (WireException e) {
            throw CoreFriend.get().tried(e, attempt(channel, began, e.reason()));
        }
    }

    private static List<Attempt> attempt(HttpsChannel channel, long began, String why) {
        Duration duration = Duration.ofNanos(System.nanoTime() - began);
        return List.of(Attempt.of(channel.url().toString(), Way.HTTPS.name(), duration, why));
    }

    @Override
    public long transfer(Name zone, Receiver<DnsRecord> to) throws WireException {
        throw unsupported("zone transfer over HTTPS", "transfer of " + zone);
    }

    @Override
    public IncrementalTransfer changes(Name zone, long serial, Receiver<ZoneChange> to) throws WireException {
        throw unsupported("zone transfer over HTTPS", "transfer of " + zone);
    }

    private WireException unsupported(String what, String doing) {
        return Faults.at(
                new WireException.Unsupported(what), WireException.Where.of(url.authority(), doing, Duration.ZERO));
    }

    @Override
    public Message exchange(Message message) throws WireException {
        if (!message.opcode().equals(Opcode.QUERY)) {
            throw unsupported(message.opcode() + " over HTTPS", "exchange " + HandMade.words(message));
        }
        HandMade made = HandMade.of(message, DnsFriend.get().options(dns).form().key());
        Deadline total = Deadline.after("timeout", dns.timeout());
        return turns.take(total, this::isOpen, () -> inTurn(made, total))
                .orElseThrow(() -> new WireException.TimedOut(total));
    }

    private Message inTurn(HandMade made, Deadline total) throws WireException {
        HttpsChannel channel = channel();
        try {
            return channel.exchange(made, total);
        } finally {
            idle.push(channel);
        }
    }

    private boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        channels.forEach(HttpsChannel::close);
    }
}
