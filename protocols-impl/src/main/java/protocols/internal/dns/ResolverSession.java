package protocols.internal.dns;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
    private final ZoneTransfers transfers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicLong lookups = new AtomicLong();
    private volatile boolean closed;

    ResolverSession(Dns dns, List<Server> servers, Recorder recorder) {
        this.dns = dns;
        this.servers = List.copyOf(servers);
        this.recorder = recorder;
        this.transfers = new ZoneTransfers(dns, recorder);
    }

    @Override
    public Outcome lookup(Question question) throws WireException {
        return alone(() -> new Resolution(dns, servers, lookups.incrementAndGet(), question).run());
    }

    @Override
    public long transfer(Name zone, Consumer<DnsRecord> to) throws WireException {
        return alone(() -> transfers.run(zone, to));
    }

    private interface Call<T> {
        T run() throws WireException;
    }

    private <T> T alone(Call<T> call) throws WireException {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("the session is in use by another thread");
        }
        try {
            if (closed) {
                throw new IllegalStateException("the session is closed");
            }
            return call.run();
        } finally {
            busy.set(false);
        }
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
    }
}
