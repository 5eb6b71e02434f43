package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Attempt;
import protocols.Observer;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.Knot;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;
import protocols.peers.TlsFront;

/** DNS over TLS (RFC 7858): Knot behind nginx, as Knot 3.2 has no TLS of its own. */
@RequiresServer({RealServer.KNOT, RealServer.NGINX_STREAM})
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KnotTlsTest {

    private static final int THREADS = 8;

    @TempDir
    private static Path folder;

    private static Knot knot;
    private static TlsFront front;
    private static Trust trust;

    @BeforeAll
    static void start() throws Exception {
        knot = Knot.start();
        front = TlsFront.before(knot.port());
        trust = Trust.pem(TestCa.shared().writeTo(folder));
    }

    @AfterAll
    static void stop() {
        if (front != null) {
            front.close();
        }
        if (knot != null) {
            knot.close();
        }
    }

    private static Dns dns(String host) {
        return Dns.at(host).port(front.port()).tls(Tls.IMPLICIT).timeout(Duration.ofSeconds(20));
    }

    @Test
    void questionsShareAConnection() throws Exception {
        try (DnsSession session = dns("localhost").trust(trust).connect()) {
            for (int i = 0; i < 3; i++) {
                Outcome outcome = session.lookup("example.org", RecordType.A);
                assertThat(outcome.orThrow().addresses()).hasToString("[/192.0.2.1]");
                assertThat(outcome.attempts()).extracting(Attempt::transport).containsExactly("TLS");
            }
            assertThat(session.lookup("big.example.org", RecordType.A).orThrow().addresses())
                    .hasSize(200);
            assertThat(session.transcript().toString()).containsOnlyOnce("connected");
        }
    }

    @Test
    void threadsShareAConnection() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        AtomicInteger connections = new AtomicInteger();
        Dns watched = dns("localhost").trust(trust).observe(new Observer() {
            @Override
            public void connected(Connected connection) {
                connections.incrementAndGet();
            }
        });
        try (DnsSession session = watched.connect()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    for (int lookup = 0; lookup < 50; lookup++) {
                        // Equal questions would be asked once; so short and long answers overtake each other.
                        String missing = "t" + number + "-" + lookup + ".example.org";
                        assertThat(session.lookup(missing, RecordType.A)).isInstanceOf(Outcome.NxDomain.class);
                        assertThat(session.lookup("big.example.org", RecordType.A)
                                        .orThrow()
                                        .addresses())
                                .hasSize(200);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            assertThat(connections).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void queriesArePaddedToTheSameLength() throws Exception {
        try (DnsSession session =
                dns("localhost").trust(trust).keep(Transcript.Keep.EVERYTHING).connect()) {
            session.lookup("example.org", RecordType.A);
            session.lookup("a-much-longer-name-than-the-other-one.example.org", RecordType.A);
            List<Integer> lengths = new ArrayList<>();
            for (Transcript.Entry entry : session.transcript().entries()) {
                if (entry instanceof Transcript.Said said && said.by() == Transcript.Side.CLIENT) {
                    lengths.add(said.bytes().length - 2);
                }
            }
            assertThat(lengths).containsExactly(128, 128);
        }
    }

    @Test
    void nobodyIsBelievedWhomTheCallerDoesNotTrust() {
        assertThatThrownBy(() -> dns("localhost").lookup("example.org", RecordType.A))
                .isInstanceOf(WireException.Insecure.class);
        assertThatThrownBy(() -> dns("127.0.0.2").trust(trust).lookup("example.org", RecordType.A))
                .isInstanceOf(WireException.class);
    }

    @Test
    void aRecordingReplaysWithTheSameOutcomes() throws Exception {
        Dns dns = dns("localhost").trust(trust).keep(Transcript.Keep.EVERYTHING);
        Outcome first;
        Transcript recorded;
        try (DnsSession session = dns.connect()) {
            first = session.lookup("example.org", RecordType.MX);
            recorded = Transcript.parse(session.transcript().toString());
        }
        Outcome second = dns.via(recorded.replay()).lookup("example.org", RecordType.MX);
        assertThat(second.response()).isEqualTo(first.response());
        assertThat(second.records()).isEqualTo(first.records()).hasSize(2);
    }
}
