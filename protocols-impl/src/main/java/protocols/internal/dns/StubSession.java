package protocols.internal.dns;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsCache;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSession;
import protocols.dns.Hosts;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.net.Deadline;

/** The hosts file, then what is asked by others at this moment, then the cache, then the servers. */
final class StubSession implements DnsSession {

    private final NameServers servers;
    private final Optional<WatchedFile<Hosts>> hosts;
    private final Source first;

    StubSession(NameServers servers, Optional<WatchedFile<Hosts>> hosts) {
        this.servers = servers;
        this.hosts = hosts;
        Optional<DnsCache> cache = servers.client().stub().cache();
        Source kept = cache.<Source>map(one -> new Cached(one, servers)).orElse(servers);
        this.first = new HostsFirst(this::hosts, new Coalesced(kept));
    }

    @Override
    public Dns client() {
        return servers.client();
    }

    @Override
    public Hosts hosts() {
        return hosts.map(WatchedFile::value).orElse(Hosts.EMPTY);
    }

    @Override
    public Outcome lookup(Question question, Deadline deadline) throws WireException {
        return lookupAll(List.of(question), deadline).get(0);
    }

    @Override
    public List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        requireOpen();
        return first.lookupAll(questions, deadline);
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("the session is closed");
        }
    }

    @Override
    public Stream<Outcome> resolveAll(Stream<Question> questions, int window) {
        return servers.resolveAll(questions, window);
    }

    @Override
    public long transfer(Name zone, Consumer<DnsRecord> to) throws WireException {
        requireOpen();
        return servers.transfer(zone, to);
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
