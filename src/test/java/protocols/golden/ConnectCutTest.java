package protocols.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Client;
import protocols.Credentials;
import protocols.Protocol.Transport;
import protocols.Tls;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.RecordType;
import protocols.ftp.Ftp;
import protocols.http.Http;
import protocols.imap.Imap;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Resolver;
import protocols.peers.ConnectProxy;
import protocols.peers.FaultProxy;
import protocols.peers.FaultProxy.Direction;
import protocols.peers.Gap;
import protocols.peers.HandServer;
import protocols.peers.SocksProxy;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;
import protocols.telnet.Telnet;
import protocols.whois.Whois;

/**
 * The cut matrix goes on before there is a connection: the name has no address or none in time, nobody answers, and the
 * proxy in between dies after every byte of what it says and of what is said to it. Each time the client ends with the
 * error that says so, within its deadline, and nothing is left behind.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectCutTest {

    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final Duration PATIENT = Duration.ofSeconds(10);
    /** For a loaded machine; a hang is minutes. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int THREADS = 8;
    private static final String HOST = "127.0.0.1";
    private static final Credentials LOGIN = Credentials.password("proxy-user", "proxy-secret");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    /** What else runs in this process may open a few. */
    private static final int SLACK = 20;

    private long descriptors;
    private int threads;

    /** Somebody who connects. */
    private interface Caller {
        void call(Place place) throws Exception;
    }

    /** Where to, and how. */
    private record Place(String host, int port, Duration timeout, Connector via, Resolver resolver) {

        static Place at(int port) {
            return new Place(HOST, port, PATIENT, Connector.direct(), (host, deadline) -> List.of());
        }

        Place within(Duration limit) {
            return new Place(host, port, limit, via, resolver);
        }

        Place via(Connector connector) {
            return new Place(host, port, timeout, connector, resolver);
        }

        Place named(String name, Resolver by) {
            return new Place(name, port, timeout, via, by);
        }

        <C extends Client<C>> C of(C client) {
            C there = client.port(port)
                    .tls(Tls.NONE)
                    .timeout(timeout)
                    .idleTimeout(timeout)
                    .via(via);
            return host.equals(HOST) ? there : there.resolver(resolver);
        }
    }

    private static Map<String, Caller> callers() {
        Map<String, Caller> all = new LinkedHashMap<>();
        all.put("SMTP", at -> at.of(Smtp.at(at.host)).connect().close());
        all.put("POP3", at -> at.of(Pop3.at(at.host)).connect().close());
        all.put("IMAP", at -> at.of(Imap.at(at.host)).connect().close());
        all.put("FTP", at -> at.of(Ftp.at(at.host)).connect().close());
        all.put("TELNET", at -> {
            try (var terminal = at.of(Telnet.at(at.host)).connect()) {
                terminal.expect("login: ");
            }
        });
        all.put(
                "HTTP",
                at -> at.of(Http.at("http://" + at.host)).get("/").send().close());
        all.put("WHOIS", at -> at.of(Whois.at(at.host)).follow(0).lookup("example.org"));
        return all;
    }

    @BeforeEach
    void count() throws IOException {
        descriptors = descriptors();
        threads = ManagementFactory.getThreadMXBean().getThreadCount();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(descriptors()).isLessThan(descriptors + SLACK);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + 2);
    }

    private static long descriptors() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.count();
        }
    }

    /** What became of a call, or what it may not have become. */
    private static String outcome(Caller caller, Place place) {
        long began = System.nanoTime();
        String outcome;
        try {
            caller.call(place);
            outcome = "connected";
        } catch (WireException e) {
            outcome = e.getClass().getSimpleName();
        } catch (Exception | AssertionError e) {
            outcome = e.toString();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return took.compareTo(place.timeout.plus(GRACE)) < 0 ? outcome : outcome + " after " + took;
    }

    private static void allMeet(String wanted, Place place) {
        callers()
                .forEach((name, caller) ->
                        assertThat(outcome(caller, place)).as(name).isEqualTo(wanted));
    }

    @Test
    void aNameWithoutAnAddress() {
        Place somewhere = Place.at(9);
        allMeet("Unreachable", somewhere.named("mail.example.org", (host, deadline) -> List.of()));
        allMeet("Unreachable", somewhere.named("mail.example.org", (host, deadline) -> {
            throw new WireException.Unreachable("no such host: " + host, List.of());
        }));
    }

    @Test
    void aNameThatNobodyAnswersFor() {
        Place somewhere = Place.at(9).within(TIMEOUT);
        allMeet("TimedOut", somewhere.named("mail.example.org", (host, deadline) -> {
            Gap.pass(Duration.ofNanos(deadline.remainingNanos()));
            throw new WireException.TimedOut(deadline);
        }));
    }

    @Test
    void aPortThatNobodyListensOn() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        allMeet("Unreachable", Place.at(port));
        assertThatThrownBy(() -> Dns.at(HOST)
                        .port(port)
                        .overTcp()
                        .lookup("example.org", RecordType.A)
                        .orThrow())
                .isInstanceOf(WireException.Unreachable.class);
    }

    @Test
    void aPeerThatDoesNotAnswer() throws Exception {
        List<SocketChannel> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) {
                SocketChannel filler = SocketChannel.open();
                fillers.add(filler);
                filler.configureBlocking(false);
                filler.connect(new InetSocketAddress(HOST, full.getLocalPort()));
            }
            allMeet("TimedOut", Place.at(full.getLocalPort()).within(TIMEOUT));
        } finally {
            for (SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void aPeerThatResetsWhatItAccepts() throws Exception {
        try (HandServer server = HandServer.start(HandServer.Hand::reset)) {
            allMeet("Hangup", Place.at(server.port()));
        }
    }

    /** A proxy as a connector sees it. */
    private interface Kind {
        Connector at(int port);
    }

    /** How a line to a proxy breaks. */
    private enum Break {
        CUT,
        RESET,
        STALL;

        void on(FaultProxy line, Direction direction, long after) {
            switch (this) {
                case CUT -> line.cut(direction, after);
                case RESET -> line.reset(direction, after);
                case STALL -> line.stall(direction, after);
            }
        }
    }

    @Test
    void aSocksProxyThatDies() throws Exception {
        try (SocksProxy proxy = SocksProxy.start()) {
            everyCutIsTold(port -> Connector.socks5(HOST, port), proxy.port());
        }
        try (SocksProxy proxy = SocksProxy.start("proxy-user", "proxy-secret")) {
            everyCutIsTold(port -> Connector.socks5(HOST, port, LOGIN), proxy.port());
        }
    }

    @Test
    void anHttpProxyThatDies() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start()) {
            everyCutIsTold(port -> Connector.httpProxy(HOST, port), proxy.port());
        }
        try (ConnectProxy proxy = ConnectProxy.start("proxy-user", "proxy-secret")) {
            everyCutIsTold(port -> Connector.httpProxy(HOST, port, LOGIN), proxy.port());
        }
    }

    /** One way of dying. */
    private record Case(Direction direction, Break how, long after) {

        String wanted() {
            return how == Break.STALL ? "TimedOut" : "Unreachable";
        }
    }

    private static void everyCutIsTold(Kind kind, int proxy) throws Exception {
        try (HandServer target = HandServer.start(HandServer.Hand::drain)) {
            List<Case> cases = cases(kind, proxy, target.port());
            List<Callable<String>> tasks = new ArrayList<>();
            cases.forEach(one -> tasks.add(() -> through(kind, proxy, target.port(), one)));
            List<String> met = Workers.all(THREADS, tasks);
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                if (!met.get(i).equals(cases.get(i).wanted())) {
                    wrong.add(cases.get(i) + ": " + met.get(i));
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static List<Case> cases(Kind kind, int proxy, int target) throws Exception {
        List<Case> cases = new ArrayList<>();
        try (FaultProxy line = FaultProxy.to(proxy)) {
            open(kind.at(line.port()), target, PATIENT);
            for (Direction direction : Direction.values()) {
                for (Break how : Break.values()) {
                    for (long n = 0; n < line.carried(direction); n++) {
                        cases.add(new Case(direction, how, n));
                    }
                }
            }
        }
        return cases;
    }

    /** Clients take turns, and so does who opens a wire of its own. */
    private static String through(Kind kind, int proxy, int target, Case one) throws Exception {
        try (FaultProxy line = FaultProxy.to(proxy)) {
            one.how().on(line, one.direction(), one.after());
            Connector via = kind.at(line.port());
            Place place = Place.at(target).via(via).within(one.how() == Break.STALL ? TIMEOUT : PATIENT);
            List<Caller> all = new ArrayList<>(callers().values());
            all.add(at -> open(at.via, at.port, at.timeout));
            return outcome(all.get((int) one.after() % all.size()), place);
        }
    }

    private static void open(Connector via, int port, Duration limit) throws IOException {
        via.open(new Endpoint(HOST, port, Transport.TCP), Deadline.after("timeout", limit))
                .close();
    }
}
