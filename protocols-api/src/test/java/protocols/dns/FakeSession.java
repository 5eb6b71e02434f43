package protocols.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import protocols.Receiver;
import protocols.Stats;
import protocols.Transcript;
import protocols.net.Deadline;
import protocols.spi.DnsAsker;
import protocols.spi.StubOptions;

/** A session whose outcomes are written down before; it answers NXDOMAIN to every other question. */
final class FakeSession implements DnsSession, DnsAsker {

    private final Dns dns;
    private final Map<Question, Outcome> outcomes = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Hosts hosts = Hosts.EMPTY;

    FakeSession(Dns dns) {
        this.dns = dns;
    }

    /** What a question of these records is answered with; the owner of the first is the name asked for. */
    FakeSession answers(RecordType type, String... records) {
        DnsRecord[] parsed = List.of(records).stream().map(DnsRecord::parse).toArray(DnsRecord[]::new);
        Question question = Question.of(parsed[0].name(), type);
        return says(Outcomes.answer(question, parsed));
    }

    FakeSession says(Outcome outcome) {
        outcomes.put(outcome.question(), outcome);
        return this;
    }

    FakeSession with(Hosts file) {
        hosts = file;
        return this;
    }

    @Override
    public long transfer(Name zone, Receiver<DnsRecord> to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IncrementalTransfer changes(Name zone, long serial, Receiver<ZoneChange> to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Message exchange(Message message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<Outcome> resolveAll(Stream<Question> questions, int window) {
        throw new UnsupportedOperationException();
    }

    /** Every question, as text. */
    List<String> asked() {
        return asked;
    }

    @Override
    public Duration timeout() {
        return dns.timeout();
    }

    @Override
    public StubOptions stub() {
        return dns.options().stub();
    }

    @Override
    public Hosts hosts() {
        return hosts;
    }

    @Override
    public List<Outcome> ask(List<Question> questions, Deadline deadline) {
        return questions.stream().map(this::lookup).toList();
    }

    @Override
    public Outcome lookup(Question question) {
        asked.add(question.name() + " " + question.type());
        return Optional.ofNullable(outcomes.get(question)).orElseGet(() -> Outcomes.of(question, Rcode.NXDOMAIN));
    }

    @Override
    public Transcript transcript() {
        return Transcript.EMPTY;
    }

    @Override
    public Stats stats() {
        throw new UnsupportedOperationException("a fake costs nothing");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
