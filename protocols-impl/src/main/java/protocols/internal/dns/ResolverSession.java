package protocols.internal.dns;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsSession;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.internal.wire.Recorder;

/** The servers of one session, each with its sockets, and one transcript of all of them. */
final class ResolverSession implements DnsSession {

    private final Dns dns;
    private final List<Server> servers;
    private final Recorder recorder;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicLong lookups = new AtomicLong();
    private final Set<BulkOutcomes> bulks = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ResolverSession(Dns dns, List<Server> servers, Recorder recorder) {
        this.dns = dns;
        this.servers = List.copyOf(servers);
        this.recorder = recorder;
    }

    @Override
    public Outcome lookup(Question question) throws WireException {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("the session is in use by another thread");
        }
        try {
            if (closed) {
                throw new IllegalStateException("the session is closed");
            }
            return new Resolution(dns, servers, lookups.incrementAndGet(), question).run();
        } finally {
            busy.set(false);
        }
    }

    @Override
    public Stream<Outcome> resolveAll(Stream<Question> questions, int window) {
        BulkQuestions asked = new BulkQuestions(questions.iterator(), window);
        BulkOutcomes outcomes = BulkOutcomes.open(dns, this, recorder, asked);
        bulks.removeIf(BulkOutcomes::isClosed);
        bulks.add(outcomes);
        if (closed) {
            outcomes.close();
            throw new IllegalStateException("the session is closed");
        }
        return StreamSupport.stream(outcomes, false).onClose(outcomes::close).onClose(questions::close);
    }

    @Override
    public Transcript transcript() {
        return recorder.transcript();
    }

    @Override
    public Stats stats() {
        return recorder.stats();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        servers.forEach(Server::close);
        bulks.forEach(BulkOutcomes::close);
    }
}
