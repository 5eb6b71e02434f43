package protocols.internal.dns;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import protocols.Receiver;
import protocols.Stats;
import protocols.Transcript;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.DnsRecord;
import protocols.dns.IncrementalTransfer;
import protocols.dns.Message;
import protocols.dns.Name;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.dns.ResolvConf;
import protocols.dns.ZoneChange;
import protocols.http.Url;
import protocols.internal.wire.Recorder;
import protocols.net.Deadline;
import protocols.spi.DnsFriend;

/**
 * The servers that are asked: the URL or those that were named, or those that resolv.conf names now. When it names others,
 * lookups that run end with the old ones, whose sockets close after the last of them.
 */
final class NameServers implements Source {

    private static final DnsFriend API = DnsFriend.get();

    private final Dns dns;
    private final Recorder recorder;
    private final Optional<WatchedFile<ResolvConf>> file;
    private final Object lock = new Object();
    private final List<Generation> generations = new ArrayList<>();
    private Generation current;
    private boolean closed;

    /** One set of servers and those who ask them. */
    private static final class Generation {
        private final Optional<ResolvConf> from;
        private final Servers session;
        private int users;

        Generation(Optional<ResolvConf> from, Servers session) {
            this.from = from;
            this.session = session;
        }

        boolean isFrozen() {
            return from.filter(one -> one.has(ResolvConf.Option.NO_RELOAD)).isPresent();
        }
    }

    private NameServers(Dns dns, Recorder recorder, Optional<WatchedFile<ResolvConf>> file) {
        this.dns = dns;
        this.recorder = recorder;
        this.file = file;
        this.current = generation(file.map(WatchedFile::value));
        generations.add(current);
    }

    static NameServers of(Dns dns, Recorder recorder, LongSupplier nanoTime) throws WireException {
        Optional<Path> path = API.options(dns).file();
        return new NameServers(
                dns, recorder, path.isPresent() ? Optional.of(read(path.get(), dns, nanoTime)) : Optional.empty());
    }

    private static WatchedFile<ResolvConf> read(Path path, Dns dns, LongSupplier nanoTime) throws WireException {
        Map<String, String> environment = API.options(dns).stub().environment();
        try {
            return WatchedFile.of(path, one -> ResolvConf.read(one, environment), nanoTime);
        } catch (NoSuchFileException e) {
            if (!path.equals(ResolvConf.SYSTEM)) {
                throw new WireException.Unreachable("no DNS server is known: there is no " + path, List.of(), e);
            }
            ResolvConf missing = SystemServers.of(System.getProperty("os.name"), SystemServers::ofJdk, environment);
            return WatchedFile.of(path, one -> ResolvConf.read(one, environment), nanoTime, missing);
        } catch (IOException e) {
            throw new WireException.Unreachable("no DNS server is known: " + path + " cannot be read", List.of(), e);
        }
    }

    /** The client with what the file says now. */
    Dns client() {
        refresh();
        synchronized (lock) {
            return current.session.client();
        }
    }

    boolean isOpen() {
        synchronized (lock) {
            return !closed;
        }
    }

    Recorder recorder() {
        return recorder;
    }

    Transcript transcript() {
        return recorder.transcript();
    }

    Stats stats() {
        return recorder.costs().stats();
    }

    @Override
    public List<Outcome> lookupAll(List<Question> questions, Deadline deadline) throws WireException {
        Generation servers = enter();
        try {
            return servers.session.lookupAll(questions, deadline);
        } finally {
            leave(servers);
        }
    }

    /** See {@link protocols.dns.DnsSession#resolveAll}: by the servers that are named now. */
    Stream<Outcome> resolveAll(Stream<Question> questions, int window) {
        Generation servers;
        try {
            servers = enter();
        } catch (WireException e) {
            throw new IllegalStateException("the session is closed", e);
        }
        try {
            return servers.session.resolveAll(questions, window).onClose(once(() -> leave(servers)));
        } catch (RuntimeException e) {
            leave(servers);
            throw e;
        }
    }

    /** See {@link protocols.dns.DnsSession#transfer}. */
    long transfer(Name zone, Receiver<DnsRecord> to) throws IOException {
        Generation servers = enter();
        try {
            return servers.session.transfer(zone, to);
        } finally {
            leave(servers);
        }
    }

    /** See {@link protocols.dns.DnsSession#changes}. */
    IncrementalTransfer changes(Name zone, long serial, Receiver<ZoneChange> to) throws IOException {
        Generation servers = enter();
        try {
            return servers.session.changes(zone, serial, to);
        } finally {
            leave(servers);
        }
    }

    /** See {@link protocols.dns.DnsSession#exchange}. */
    Message exchange(Message message) throws WireException {
        Generation servers = enter();
        try {
            return servers.session.exchange(message);
        } finally {
            leave(servers);
        }
    }

    private static Runnable once(Runnable what) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                what.run();
            }
        };
    }

    /** At once, from any thread. */
    void close() {
        List<Generation> open;
        synchronized (lock) {
            closed = true;
            open = List.copyOf(generations);
        }
        open.forEach(one -> one.session.close());
    }

    private Generation enter() throws WireException {
        refresh();
        synchronized (lock) {
            if (closed) {
                throw new WireException.Cancelled("the session was closed here");
            }
            current.users++;
            return current;
        }
    }

    private void leave(Generation servers) {
        synchronized (lock) {
            if (--servers.users > 0 || servers == current) {
                return;
            }
            generations.remove(servers);
        }
        servers.session.close();
    }

    private void refresh() {
        Optional<ResolvConf> said = file.map(WatchedFile::value);
        Generation before;
        synchronized (lock) {
            before = current;
            if (closed || before.isFrozen() || said.equals(before.from)) {
                return;
            }
            current = generation(said);
            generations.add(current);
            if (before.users > 0) {
                return;
            }
            generations.remove(before);
        }
        before.session.close();
    }

    private Generation generation(Optional<ResolvConf> said) {
        Dns named = said.map(file -> API.configured(dns, file)).orElse(dns);
        return new Generation(
                said, API.options(named).url().map(url -> over(named, url)).orElseGet(() -> over(named)));
    }

    private Servers over(Dns named, Url url) {
        return new HttpsSession(named, url, recorder);
    }

    private Servers over(Dns named) {
        List<Server> servers = API.options(named).servers().stream()
                .map(server -> new Server(server, named, recorder))
                .toList();
        return new ResolverSession(named, servers, recorder);
    }
}
