package protocols.internal.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import protocols.Deadline;
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
    private volatile boolean closed;

    ResolverSession(Dns dns, List<Server> servers, Recorder recorder) {
        this.dns = dns;
        this.servers = List.copyOf(servers);
        this.recorder = recorder;
    }

    @Override
    public Dns client() {
        return dns;
    }

    @Override
    public Outcome lookup(Question question, Deadline deadline) throws WireException {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("the session is in use by another thread");
        }
        try {
            if (closed) {
                throw new IllegalStateException("the session is closed");
            }
            long number = lookups.incrementAndGet();
            return new Resolution(dns, inTurn(number), new Ask(number, question, deadline)).run();
        } finally {
            busy.set(false);
        }
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
    }
}
