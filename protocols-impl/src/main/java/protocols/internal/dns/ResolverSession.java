package protocols.internal.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import protocols.Deadline;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSession;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.internal.wire.Recorder;

/** The servers of one session, each with its sockets, and one transcript of all of them. */
final class ResolverSession implements DnsSession {

    private final Dns dns;
    private final List<Server> servers;
    private final Recorder recorder;
    private final Turns turns = new Turns();
    private final ZoneTransfers transfers;
    private final AtomicLong lookups = new AtomicLong();
    private final Set<BulkOutcomes> bulks = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ResolverSession(Dns dns, List<Server> servers, Recorder recorder) {
        this.dns = dns;
        this.servers = List.copyOf(servers);
        this.recorder = recorder;
        this.transfers = new ZoneTransfers(dns, recorder);
    }

    @Override
    public Dns client() {
        return dns;
    }

    @Override
    public Outcome lookup(Question question, Deadline deadline) throws WireException {
        return turns.take(question, deadline, this::isOpen, () -> {
            long number = lookups.incrementAndGet();
            return new Resolution(dns, inTurn(number), new Ask(number, question, deadline)).run();
        });
    }

    /** The servers, each lookup beginning with the next one if they rotate (resolv.conf(5)). */
    private List<Server> inTurn(long number) {
        if (!dns.stub().rotates()) {
            return servers;
        }
        List<Server> order = new ArrayList<>(servers);
        Collections.rotate(order, (int) -((number - 1) % servers.size()));
        return order;
    }

    @Override
    public long transfer(Name zone, Consumer<DnsRecord> to) throws WireException {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
        return transfers.run(zone, to);
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
        transfers.close();
        bulks.forEach(BulkOutcomes::close);
    }
}
