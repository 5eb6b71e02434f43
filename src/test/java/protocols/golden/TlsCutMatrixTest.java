package protocols.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.golden.CuttingConnector.Fault;
import protocols.http.Http;
import protocols.net.Connector;
import protocols.peers.TestCa;
import protocols.whois.Whois;

/**
 * The golden dialogues over TLS, whose peer dies within the ciphertext: each time the client ends with one error of its
 * own family, within its deadline, or with the whole truth. Two more are of protocols in which the end of the stream is
 * the end of what is told: there nothing but the close_notify makes a whole. In those the client runs its own TLS, in the
 * others its connector does.
 *
 * <p>Ciphertext is some five times as long as what it holds, and each case shakes hands anew, so that not every byte is
 * tried everywhere: every byte of the handshake is, both ways, in one dialogue (all protocols shake hands by the same
 * code); elsewhere every boundary of a record, where a cut is most like an end, and on both sides of it, and a stride
 * that no length of a record is a multiple of. The faults take turns, but that the stream ends at a boundary is tried at
 * each of them. Silence costs the client's whole time limit, so that there are fewer cases of it.
 */
class TlsCutMatrixTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration TIMEOUT = Duration.ofMillis(150);
    /** For a loaded machine; a hang is minutes. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final String EVERY_BYTE = "whois answer TLSv1.3";
    /** What a client of WHOIS says after its handshake: the question, a goodbye; and the last of the handshake itself. */
    private static final int AFTER_HANDSHAKE = 3;

    private static final int STRIDE = 127;
    private static final int THREADS = 8;
    private static final int SELDOM = 16;

    private static final String WHOIS =
            """
            * connected localhost:43 tcp
            C: example.org
            S: domain: EXAMPLE.ORG
            S: registrar: Example Registrar
            S: nserver: NS.EXAMPLE.NET
            * closed by peer
            * closed
            """;

    private static final String HTTP =
            """
            * connected localhost:443 tcp
            C: GET / HTTP/1.1
            C: Host: localhost
            C: User-Agent: protocols
            C:
            S: HTTP/1.1 200 OK
            S:
            S: all of it
            S: until the end
            * closed by peer
            * closed
            """;

    /** A dialogue over a version of TLS. */
    private record Row(String name, Transcript dialogue, Golden client, String version, boolean secures) {

        static Row of(Golden golden) {
            try {
                return new Row(golden.name(), CutMatrixTest.dialogue(golden), golden, "TLSv1.3", false);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        static Row untilItsEnd(String name, String dialogue, Run run, String version) {
            Golden golden = new Golden() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public Object run(Connector via, Duration timeout) throws Exception {
                    return run.on(via, timeout);
                }
            };
            return new Row(name, Transcript.parse(dialogue), golden, version, true);
        }

        Object run(CuttingConnector peer, Duration timeout) throws Exception {
            return client.run(secures ? peer : new TlsTaken(peer), timeout);
        }

        TlsServed served() {
            return new TlsServed(dialogue.replay(), version);
        }

        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    private interface Run {
        Object on(Connector via, Duration timeout) throws Exception;
    }

    /** Where the peer dies: after so many bytes, all of them of one direction. */
    private record Cut(Fault fault, boolean delivering, long bytes) {

        CuttingConnector on(Connector served) {
            return new CuttingConnector(
                    served, fault, delivering ? bytes : Long.MAX_VALUE, delivering ? Long.MAX_VALUE : bytes);
        }
    }

    static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>(Goldens.all().stream().map(Row::of).toList());
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            rows.add(Row.untilItsEnd("whois answer", WHOIS, TlsCutMatrixTest::lookUp, version));
            rows.add(Row.untilItsEnd("http until its end", HTTP, TlsCutMatrixTest::get, version));
        }
        return rows.stream();
    }

    private static Object lookUp(Connector via, Duration timeout) throws Exception {
        return Whois.at("localhost")
                .tls(Tls.IMPLICIT)
                .trust(Trust.of(TestCa.shared().trusting()))
                .timeout(timeout)
                .via(via)
                .follow(0)
                .lookup("example.org")
                .text();
    }

    private static Object get(Connector via, Duration timeout) throws Exception {
        Http http = Http.at("https://localhost/")
                .trust(Trust.of(TestCa.shared().trusting()))
                .timeout(timeout)
                .idleTimeout(timeout);
        try (var response = http.via(via).get("/").send()) {
            return response.text();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everyCutEndsInOneOutcome(Row row) throws Exception {
        CuttingConnector whole = new CuttingConnector(row.served(), Fault.CLOSE, Long.MAX_VALUE, Long.MAX_VALUE);
        String truth = row.run(whole, PATIENT).toString();
        boolean everyByte = row.toString().equals(EVERY_BYTE);
        int last = whole.takenEnds().size() - AFTER_HANDSHAKE;
        List<Cut> cuts = new ArrayList<>();
        cuts(
                cuts,
                true,
                whole.deliveredEnds(),
                everyByte ? whole.deliveredBefore().get(last) : 0);
        cuts(cuts, false, whole.takenEnds(), everyByte ? whole.takenEnds().get(last) : 0);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        Map<String, Integer> outcomes = new TreeMap<>();
        List<Callable<String>> tasks = new ArrayList<>();
        cuts.forEach(cut -> tasks.add(() -> outcome(row, truth, cut)));
        Workers.all(THREADS, tasks).forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
        System.out.println("CUT MATRIX over TLS, " + row + ": " + cuts.size() + " cases, " + outcomes);
        assertThat(outcomes.keySet()).contains("hung up", "timed out");
        if (row.secures()) {
            assertThat(outcomes.keySet()).contains("insecure");
        }
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + 1);
    }

    /** The cuts in one direction, whose pieces end at these places; up to a limit at every byte. */
    private static void cuts(List<Cut> cuts, boolean delivering, List<Long> ends, long everyByte) {
        long last = ends.get(ends.size() - 1);
        for (long n = 0; n < last; n += n < everyByte ? 1 : STRIDE) {
            cuts.add(new Cut(n % 2 == 0 ? Fault.CLOSE : Fault.RESET, delivering, n));
            if (n % SELDOM == 0) {
                cuts.add(new Cut(Fault.STALL, delivering, n));
            }
        }
        int turn = 0;
        for (long end : ends) {
            if (end < last) {
                cuts.add(new Cut(Fault.CLOSE, delivering, end));
                cuts.add(
                        switch (turn++ % 4) {
                            case 0 -> new Cut(Fault.CLOSE, delivering, end - 1);
                            case 1 -> new Cut(Fault.RESET, delivering, end + 1);
                            case 2 -> new Cut(Fault.RESET, delivering, end);
                            default -> new Cut(Fault.STALL, delivering, end);
                        });
            }
        }
    }

    private static String outcome(Row row, String truth, Cut cut) {
        long began = System.nanoTime();
        String outcome;
        try {
            Object learned = row.run(cut.on(row.served()), TIMEOUT);
            assertThat(learned).hasToString(truth);
            // All was told, but not that it was all.
            assertThat(row.secures() && cut.delivering()).isFalse();
            outcome = "whole";
        } catch (WireException e) {
            outcome = e.kind();
        } catch (Exception | AssertionError e) {
            throw new AssertionError(row + ", " + cut + ": " + e, e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isLessThan(TIMEOUT.multipliedBy(20).plus(GRACE));
        return outcome;
    }
}
