package protocols.internal.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import protocols.Receiver;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.IncrementalTransfer;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.ZoneChange;
import protocols.internal.wire.Recorder;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;
import protocols.spi.DnsOptions;

/** The servers of one session, each with its sockets, and one transcript of all of them. */
final class ResolverSession implements Servers {

    /** So many lookups run at once, each with a socket; those of further threads wait for their turn. */
    private static final int AT_ONCE = 128;

    /** Of several lookups of one thread, so many are under way. */
    private static final int AHEAD = 32;

    /** What came in time may be looked at so much later. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final Dns dns;
    private final DnsOptions options;
    private final List<Server> servers;
    private final Recorder recorder;
    private final Turns turns = new Turns(AT_ONCE);
    private final ZoneTransfers transfers;
    private final ByHand byHand;
    private final AtomicLong lookups = new AtomicLong();
    private final Set<BulkOutcomes> bulks = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ResolverSession(Dns dns, List<Server> servers, Recorder recorder) {
        this.dns = dns;
        this.options = DnsFriend.get().options(dns);
        this.servers = List.copyOf(servers);
        this.recorder = recorder;
        this.transfers = new ZoneTransfers(dns, recorder);
        this.byHand = new ByHand(dns, recorder);
    }

    @Override
    public Dns client() {
        return dns;
    }

    @Override
    public Outcome lookup(Question question, Deadline deadline) throws WireException {
        return lookupAll(List.of(question), deadline).get(0);
    }

    @Override
    public List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        return turns.take(deadline, this::isOpen, () -> run(questions, deadline))
                .orElseGet(() -> timedOut(questions, deadline));
    }

    private static List<Outcome> timedOut(List<Question> questions, Deadline deadline) {
        return questions.stream()
                .map(question -> DnsFriend.get().timedOut(question, deadline, List.of()))
                .toList();
    }

    /** Each is asked in its turn, so that none waits for what another waits for. */
    private List<Outcome> run(List<Question> questions, Deadline deadline) throws WireException {
        return questions.size() == 1 ? List.of(run(questions.get(0), deadline)) : inTurns(questions, deadline);
    }

    private Outcome run(Question question, Deadline deadline) throws WireException {
        List<Server> order = inTurn(lookups.incrementAndGet());
        Resolution one = new Resolution(options, order, new Ask(question, deadline), deadline);
        try {
            Optional<Outcome> outcome = Optional.empty();
            while (outcome.isEmpty()) {
                outcome = one.step();
            }
            return outcome.get();
        } finally {
            one.end();
        }
    }

    private List<Outcome> inTurns(List<Question> questions, Deadline deadline) throws WireException {
        Duration rest = Duration.ofNanos(Math.max(0, deadline.remainingNanos()));
        Deadline ofTheLine = Deadline.after("timeout", rest.plus(LATE));
        List<Resolution> all = new ArrayList<>();
        Map<Resolution, Outcome> outcomes = new HashMap<>();
        try {
            while (outcomes.size() < questions.size()) {
                while (all.size() < Math.min(questions.size(), outcomes.size() + AHEAD)) {
                    Ask ask = new Ask(questions.get(all.size()), ofTheLine);
                    all.add(new Resolution(options, inTurn(lookups.incrementAndGet()), ask, deadline));
                }
                step(all, outcomes);
            }
            return all.stream().map(outcomes::get).toList();
        } finally {
            all.forEach(Resolution::end);
        }
    }

    private static void step(List<Resolution> all, Map<Resolution, Outcome> outcomes) throws WireException {
        List<Resolution> open =
                all.stream().filter(one -> !outcomes.containsKey(one)).toList();
        for (Resolution one : open) {
            one.begin();
        }
        for (Resolution one : open) {
            one.step().ifPresent(outcome -> outcomes.put(one, outcome));
        }
    }

    /**
     * The servers: each lookup beginning with the next one if they rotate (resolv.conf(5)), and those that fell silent
     * behind the others.
     */
    private List<Server> inTurn(long number) {
        List<Server> order = new ArrayList<>(servers);
        if (options.stub().rotates()) {
            Collections.rotate(order, (int) -((number - 1) % servers.size()));
        }
        if (order.size() == 1) {
            return order;
        }
        // One that takes no datagrams cannot be tried beside a lookup, but only by it.
        List<Server> silent = order.stream()
                .filter(server -> server.facts().isSilent())
                .filter(server -> !(server.isStreamOnly() && server.facts().passOver()))
                .toList();
        order.removeAll(silent);
        order.addAll(silent);
        return order;
    }

    @Override
    public long transfer(Name zone, Receiver<DnsRecord> to) throws IOException {
        requireOpen();
        return transfers.run(zone, to);
    }

    @Override
    public IncrementalTransfer changes(Name zone, long serial, Receiver<ZoneChange> to) throws IOException {
        requireOpen();
        return transfers.changes(zone, serial, to);
    }

    @Override
    public Message exchange(Message message) throws WireException {
        requireOpen();
        return byHand.exchange(message);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
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

    private boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        servers.forEach(Server::close);
        transfers.close();
        byHand.close();
        bulks.forEach(BulkOutcomes::close);
    }
}
