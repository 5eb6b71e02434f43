package protocols.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.Transcript;
import protocols.WireException;
import protocols.golden.CuttingConnector.Fault;

/**
 * The peer dies after every byte of every golden dialogue, on the way to the client and on the way from it, by closing,
 * resetting and falling silent. Each time the client ends with one error of its own family, within its deadline, or with
 * the whole truth: never with a part of it, and never without an end.
 */
class CutMatrixTest {

    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofMillis(4);
    /** For a loaded machine; a hang is minutes. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Map<String, Map<String, Integer>> COUNTS = new TreeMap<>();

    static Stream<Golden> goldens() {
        return Goldens.all().stream();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everyCutEndsInOneOutcome(Golden golden) throws Exception {
        Transcript dialogue = dialogue(golden);
        CuttingConnector whole = new CuttingConnector(dialogue.replay(), Fault.CLOSE, Long.MAX_VALUE, Long.MAX_VALUE);
        Object truth = golden.run(whole, PATIENT);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Fault fault : Fault.values()) {
            for (long n = 0; n < whole.delivered(); n++) {
                cut(golden, truth, new CuttingConnector(dialogue.replay(), fault, n, Long.MAX_VALUE), outcomes);
            }
            for (long n = 0; n < whole.taken(); n++) {
                cut(golden, truth, new CuttingConnector(dialogue.replay(), fault, Long.MAX_VALUE, n), outcomes);
            }
        }
        COUNTS.put(golden.name(), outcomes);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + 1);
    }

    private static void cut(Golden golden, Object truth, CuttingConnector peer, Map<String, Integer> outcomes) {
        long began = System.nanoTime();
        String outcome;
        try {
            // Cut in the goodbye: all that was asked for has come.
            assertThat(golden.run(peer, TIMEOUT)).hasToString(truth.toString());
            outcome = "whole";
        } catch (WireException e) {
            outcome = e.kind();
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    golden.name() + " after " + peer.delivered() + " bytes in and " + peer.taken() + " bytes out: " + e,
                    e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isLessThan(TIMEOUT.multipliedBy(20).plus(GRACE));
        outcomes.merge(outcome, 1, Integer::sum);
    }

    static Transcript dialogue(Golden golden) throws IOException {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + golden.name() + ".txt")) {
            return Transcript.parse(new String(in.readAllBytes(), UTF_8));
        }
    }

    @AfterAll
    static void report() {
        int total = 0;
        for (Map.Entry<String, Map<String, Integer>> golden : COUNTS.entrySet()) {
            int cases = golden.getValue().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            total += cases;
            System.out.println("CUT MATRIX " + golden.getKey() + ": " + cases + " cases, " + golden.getValue());
        }
        System.out.println("CUT MATRIX total: " + total + " cases over " + COUNTS.size() + " protocols");
    }
}
