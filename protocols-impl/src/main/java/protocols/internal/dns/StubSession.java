package protocols.internal.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import protocols.Receiver;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.DnsCache;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSession;
import protocols.dns.Hosts;
import protocols.dns.IncrementalTransfer;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.ZoneChange;
import protocols.internal.wire.Doing;
import protocols.net.Deadline;
import protocols.spi.DnsAsker;
import protocols.spi.DnsFriend;
import protocols.spi.DnsOptions;
import protocols.spi.StubOptions;

/** The hosts file, then what is asked by others at this moment, then the cache, then the servers. */
final class StubSession implements DnsSession, DnsAsker {

    private final NameServers servers;
    private final Optional<WatchedFile<Hosts>> hosts;
    private final Source first;
    private final Duration timeout;

    StubSession(NameServers servers, Optional<WatchedFile<Hosts>> hosts) {
        this.servers = servers;
        this.hosts = hosts;
        this.timeout = servers.client().timeout();
        Optional<DnsCache> cache = stub().cache();
        Source kept = cache.<Source>map(one -> new Cached(one, servers)).orElse(servers);
        this.first = new SpecialNames(new HostsFirst(this::hosts, new Coalesced(kept)));
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public StubOptions stub() {
        return options().stub();
    }

    /** What the client says, with what resolv.conf says now. */
    DnsOptions options() {
        return DnsFriend.get().options(servers.client());
    }

    @Override
    public Hosts hosts() {
        return hosts.map(WatchedFile::value).orElse(Hosts.EMPTY);
    }

    @Override
    public Outcome lookup(Question question) throws WireException {
        return ask(question, deadline());
    }

    @Override
    public List<Outcome> ask(List<Question> questions, Deadline deadline) throws WireException {
        requireOpen();
        Doing told = servers.recorder().begin("lookup");
        try {
            List<Outcome> outcomes = first.lookupAll(questions, deadline);
            outcomes.forEach(outcome -> Told.of(outcome, told));
            return outcomes;
        } catch (WireException | RuntimeException | Error e) {
            told.failed(e);
            throw e;
        } finally {
            told.end();
        }
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("the session is closed");
        }
    }

    @Override
    public Stream<Outcome> resolveAll(Stream<Question> questions, int window) {
        return servers.recorder().during("resolveAll", () -> {
            Stream<Outcome> outcomes = servers.resolveAll(questions, window);
            return Told.of(outcomes, servers.recorder().lend());
        });
    }

    @Override
    public long transfer(Name zone, Receiver<DnsRecord> to) throws IOException {
        requireOpen();
        return servers.recorder().during("transfer", () -> servers.transfer(zone, to));
    }

    @Override
    public IncrementalTransfer changes(Name zone, long serial, Receiver<ZoneChange> to) throws IOException {
        requireOpen();
        return servers.recorder().during("changes", () -> servers.changes(zone, serial, to));
    }

    @Override
    public Message exchange(Message message) throws WireException {
        requireOpen();
        return servers.recorder().during("exchange", () -> servers.exchange(message));
    }

    @Override
    public Transcript transcript() {
        return servers.transcript();
    }

    @Override
    public Stats stats() {
        return servers.stats();
    }

    @Override
    public boolean isOpen() {
        return servers.isOpen();
    }

    @Override
    public void close() {
        servers.close();
    }
}
