package protocols.internal.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import protocols.Peer;
import protocols.Transcript;
import protocols.Trust;
import protocols.spi.CoreFriend;
import protocols.spi.ScriptParts;

/** A script at work on loopback: listens, and gives each connection a thread. */
public final class ServedPeer implements Peer {

    /** Of clients that all come at once: whoever finds no place waits for a greeting that nobody sends. */
    private static final int BACKLOG = 1_024;

    private static final int TRIES = 10;
    private static final Duration LAST = Duration.ofSeconds(10);

    private final ScriptParts script;
    private final Stage stage;
    private final Optional<Exchanges> dns;
    private final Optional<ServedDatagrams> datagrams;
    private final Optional<Socket> refusal;
    private final Received received = new Received();
    private final Bell bell = new Bell();
    private final Delivery delivery;
    private final List<ServedConnection> connections = new CopyOnWriteArrayList<>();
    /** One for each place that the script leads to; clients are told the first. */
    private final List<Place> places = new ArrayList<>();

    private final int port;
    private volatile boolean refused;
    private volatile Optional<Identity> identity = Optional.empty();
    private volatile Optional<Path> pem = Optional.empty();

    /**
     * A place that clients connect to.
     *
     * @param recorded what it was when it was recorded: a host and port; empty if nobody knows
     */
    private record Place(String recorded, ServerSocket listener, Thread acceptor) {}

    private ServedPeer(ScriptParts script, ServerSocket listener) throws IOException {
        this.port = listener.getLocalPort();
        this.script = OwnPort.in(script, port);
        this.dns = Exchanges.of(this.script);
        this.stage = new Stage(dns.isPresent() ? Exchanges.none(this.script) : this.script);
        this.delivery = new Delivery(script.server().delivery(), bell);
        if (delivery.refuses()) {
            listener.close();
            this.datagrams = Optional.empty();
            this.refusal = Optional.of(bound(port));
            return;
        }
        this.refusal = Optional.empty();
        this.datagrams = dns.isPresent() ? Optional.of(ServedDatagrams.start(this, port, dns.get())) : Optional.empty();
        List<String> recorded =
                stage.scenes().stream().map(Scene::authority).distinct().toList();
        open(recorded.isEmpty() ? "" : recorded.get(0), listener);
        for (int i = 1; i < recorded.size(); i++) {
            open(recorded.get(i), listening(0));
        }
    }

    private static ServerSocket listening(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, loopback());
    }

    /** A port that is nobody else's, and at which nobody listens. */
    private static Socket bound(int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(loopback(), port));
        return socket;
    }

    private void open(String recorded, ServerSocket listener) {
        int number = listener.getLocalPort();
        Thread acceptor = new Thread(() -> accept(recorded, listener), "peer " + number);
        acceptor.setDaemon(true);
        places.add(new Place(recorded, listener, acceptor));
        acceptor.start();
    }

    /** Opens it on a port of loopback; 0 for a free one, which for DNS has to be free twice. */
    public static ServedPeer start(ScriptParts script, int port) {
        int tries = port == 0 ? TRIES : 1;
        while (true) {
            try {
                return open(script, port);
            } catch (BindException taken) {
                // By a datagram socket of somebody else: another number may do.
                tries--;
                if (tries == 0) {
                    throw none(port, taken);
                }
            } catch (IOException e) {
                throw none(port, e);
            }
        }
    }

    private static UncheckedIOException none(int port, IOException why) {
        return new UncheckedIOException("no peer on port " + port + ": " + why.getMessage(), why);
    }

    private static ServedPeer open(ScriptParts script, int port) throws IOException {
        ServerSocket listener = listening(port);
        try {
            return new ServedPeer(script, listener);
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    }

    private void accept(String recorded, ServerSocket listener) {
        while (true) {
            try {
                Socket socket = listener.accept();
                ServedConnection connection = new ServedConnection(this, socket, recorded);
                connections.add(connection);
                connection.start();
                bell.ring();
            } catch (IOException closed) {
                // Nobody will come any more.
                return;
            }
        }
    }

    ScriptParts script() {
        return script;
    }

    Stage stage() {
        return stage;
    }

    Optional<Exchanges> dns() {
        return dns;
    }

    Received log() {
        return received;
    }

    Bell bell() {
        return bell;
    }

    Delivery delivery() {
        return delivery;
    }

    /**
     * A line that refers to a place of the recording refers to this peer instead: {@code Location: http://...},
     * {@code refer: ...}. In the text of a body nothing is changed, whose length may be told elsewhere.
     */
    String here(String line) {
        int colon = line.indexOf(": ");
        boolean field = colon > 0 && line.substring(0, colon).chars().noneMatch(c -> c == ':' || c == '"' || c == '{');
        if (!field || stage.isExact()) {
            return line;
        }
        String here = line;
        for (Place place : places) {
            if (!place.recorded().isEmpty()) {
                here = here.replace(
                        place.recorded(), host() + ":" + place.listener().getLocalPort());
            }
        }
        return here;
    }

    /** Whether a client is right to refuse the certificate, as it is one for other hosts. */
    boolean mayRefuse() {
        return !script.server().certified().isEmpty();
    }

    /** A client has left in the handshake. */
    void refused() {
        refused = mayRefuse();
    }

    /** Made when it is first needed. */
    synchronized Identity identity() {
        if (identity.isEmpty()) {
            identity = Optional.of(Identity.of(script.server().certified()));
        }
        return identity.get();
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Trust trust() {
        try {
            return Trust.pem(pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Path pem() {
        try {
            if (pem.isEmpty()) {
                Path file = Files.createTempFile("peer", ".pem");
                file.toFile().deleteOnExit();
                pem = Optional.of(Files.writeString(file, identity().pem()));
            }
            return pem.get();
        } catch (IOException e) {
            throw new UncheckedIOException("no file for the certificate", e);
        }
    }

    @Override
    public Transcript received() {
        return received.transcript();
    }

    @Override
    public void goOn() {
        bell.goOn(script.server().patience());
    }

    @Override
    public void verify() {
        boolean mayLeave = delivery.mayFail();
        BooleanSupplier done = () -> stage.difference().isPresent()
                || refused
                || (mayLeave && isAllThatCanBeWanted() && delivery.hasCome())
                || isOver();
        long began = System.nanoTime();
        Duration patience = script.server().patience();
        bell.await(done, patience);
        if (dns.isEmpty() && !refused && !isAllThatCanBeWanted()) {
            Duration left = patience.minusNanos(System.nanoTime() - began);
            listen(left.isNegative() ? Duration.ZERO : left);
        }
        stage.difference().ifPresent(difference -> {
            throw difference;
        });
        for (ServedConnection connection : connections) {
            connection.failure().ifPresent(why -> {
                throw CoreFriend.get().mismatch(why);
            });
        }
        if (mayLeave) {
            delivery.verify();
        }
        if (!refused && !(mayLeave && isAllThatCanBeWanted())) {
            stage.verify();
            dns.ifPresent(Exchanges::verify);
        }
    }

    /** Whether nothing is wanted of clients where something goes wrong but that it did: they ask, or cannot connect. */
    private boolean isAllThatCanBeWanted() {
        return delivery.refuses() || (dns.isPresent() && delivery.mayFail());
    }

    /** What a client has said too much by now is known as soon as its connection was looked at once more. */
    private void listen(Duration limit) {
        Map<ServedConnection, Integer> looks = new HashMap<>();
        connections.forEach(one -> looks.put(one, one.looks()));
        bell.await(
                () -> stage.difference().isPresent()
                        || looks.entrySet().stream()
                                .allMatch(one ->
                                        one.getKey().isDeaf() || one.getKey().looks() > one.getValue()),
                limit);
    }

    private boolean isOver() {
        return stage.isOver()
                && dns.map(Exchanges::isOver).orElse(true)
                && (dns.isPresent() || connections.stream().allMatch(ServedConnection::isSettled));
    }

    @Override
    public void close() {
        bell.close();
        try {
            datagrams.ifPresent(ServedDatagrams::close);
            if (refusal.isPresent()) {
                refusal.get().close();
            }
            for (Place place : places) {
                place.listener().close();
                join(place.acceptor());
            }
            for (ServedConnection connection : connections) {
                connection.close();
            }
            if (pem.isPresent()) {
                Files.deleteIfExists(pem.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void join(Thread thread) {
        try {
            thread.join(LAST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "peer " + host() + ":" + port;
    }
}
