package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Attempt;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.Knot;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;

/** DNS over HTTPS (RFC 8484): the JDK's server before Knot, and what a server may do wrong. */
@RequiresServer(RealServer.KNOT)
@Timeout(60)
class DnsOverHttpsTest {

    private static final String TYPE = "application/dns-message";

    @TempDir
    private static Path folder;

    private static Knot knot;
    private static HttpsServer server;
    private static Trust trust;
    private static CountDownLatch over;
    private static ExecutorService threads;

    @BeforeAll
    static void start() throws Exception {
        over = new CountDownLatch(1);
        threads = Executors.newCachedThreadPool();
        knot = Knot.start();
        trust = Trust.pem(TestCa.shared().writeTo(folder));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TestCa.sharedServer().context()));
        server.setExecutor(threads);
        server.createContext("/dns-query", DnsOverHttpsTest::forward);
        server.createContext("/unavailable", exchange -> answer(exchange, 503, TYPE, new byte[12]));
        server.createContext("/text", exchange -> answer(exchange, 200, "text/html", body(exchange)));
        server.createContext("/garbage", exchange -> answer(exchange, 200, TYPE, new byte[] {1, 2, 3}));
        server.createContext("/query", exchange -> answer(exchange, 200, TYPE, body(exchange)));
        server.createContext("/long", exchange -> answer(exchange, 200, TYPE, new byte[65536]));
        server.createContext("/silent", exchange -> await());
        server.start();
    }

    @AfterAll
    static void stop() {
        over.countDown();
        if (server != null) {
            server.stop(0);
        }
        threads.shutdown();
        if (knot != null) {
            knot.close();
        }
    }

    private static void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Answers 400 to what RFC 8484 does not allow. */
    private static void forward(HttpExchange exchange) throws IOException {
        byte[] query = body(exchange);
        boolean right = exchange.getRequestMethod().equals("POST")
                && TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                && TYPE.equals(exchange.getRequestHeaders().getFirst("Accept"))
                && query.length % 128 == 0
                && query[0] == 0
                && query[1] == 0;
        if (!right) {
            answer(exchange, 400, TYPE, new byte[0]);
            return;
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), knot.port()));
            socket.setSoTimeout(20_000);
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket response = new DatagramPacket(new byte[4096], 4096);
            socket.receive(response);
            answer(exchange, 200, TYPE, Arrays.copyOf(response.getData(), response.getLength()));
        }
    }

    private static Dns dns(String path) {
        return Dns.atUrl("https://localhost:" + server.getAddress().getPort() + path)
                .trust(trust)
                .timeout(Duration.ofSeconds(20));
    }

    @Test
    void questionsShareAConnectionAndReplay() throws Exception {
        Dns dns = dns("/dns-query").keep(Transcript.Keep.EVERYTHING);
        Outcome first;
        Transcript recorded;
        try (DnsSession session = dns.connect()) {
            first = session.lookup("example.org", RecordType.MX);
            assertThat(first.orThrow().records()).hasSize(2);
            assertThat(first.attempts()).extracting(Attempt::transport).containsExactly("HTTPS");
            assertThat(session.lookup("missing.example.org", RecordType.A)).isInstanceOf(Outcome.NxDomain.class);
            assertThat(session.stats().connections()).isEqualTo(1);
            assertThat(session.stats().sent()).isGreaterThan(2 * 128);
            assertThat(session.stats().roundTrips())
                    .as("handshake, two questions")
                    .isBetween(3L, 5L);
            recorded = Transcript.parse(session.transcript().toString());
            assertThat(recorded.toString()).containsOnlyOnce("connected");
        }
        try (DnsSession session = dns.via(recorded.replay()).connect()) {
            assertThat(session.lookup("example.org", RecordType.MX).response()).isEqualTo(first.response());
            assertThat(session.lookup("missing.example.org", RecordType.A)).isInstanceOf(Outcome.NxDomain.class);
        }
    }

    @Test
    void whatIsNoAnswerIsMalformedAndSaysWhy() throws Exception {
        assertThat(why("/unavailable")).isEqualTo("HTTP 503");
        assertThat(why("/nowhere")).isEqualTo("HTTP 404");
        assertThat(why("/text")).contains("text/html");
        assertThat(why("/query")).contains("response to another query");
        assertThat(why("/long")).contains("65535");
        assertThat(why("/garbage")).isNotEmpty();
        assertThat(why("/dns-query", "big.example.org")).contains("truncated");
    }

    private static String why(String path) throws WireException {
        return why(path, "example.org");
    }

    private static String why(String path, String name) throws WireException {
        Outcome outcome = dns(path).lookup(name, RecordType.A);
        assertThat(outcome).isInstanceOf(Outcome.Malformed.class);
        return outcome.attempts().get(0).result();
    }

    @Test
    void silenceEndsWithTheTimeout() throws Exception {
        Outcome outcome = dns("/silent").timeout(Duration.ofSeconds(2)).lookup("example.org", RecordType.A);
        assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
        assertThat(outcome.attempts()).extracting(Attempt::result).containsExactly("timed out");
    }

    @Test
    void whoIsNotTrustedIsNotAsked() {
        assertThatThrownBy(() -> dns("/dns-query").trust(Trust.SYSTEM).lookup("example.org", RecordType.A))
                .isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void withoutTlsOnlyLoopbackIsAsked() {
        assertThatThrownBy(() -> Dns.atUrl("http://dns.example.org/dns-query"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Dns.atUrl("http://127.0.0.1:8080/dns-query").port()).isEqualTo(8080);
    }

    @Test
    void zonesAreNotTransferred() throws Exception {
        try (DnsSession session = dns("/dns-query").connect()) {
            assertThatThrownBy(() -> session.transfer("example.org", one -> {}))
                    .isInstanceOf(WireException.Unsupported.class);
        }
    }
}
