package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Attempt;
import protocols.Transcript;
import protocols.peers.Knot;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;

/** Many questions at once to a real server. */
@RequiresServer(RealServer.KNOT)
@Timeout(120)
class KnotBulkTest {

    private static final int NAMES = 10_000;

    /** What a query with its answer may allocate on the way, on average; with some slack over the measured value. */
    private static final int BYTES_A_QUERY = 1400;

    private static Knot knot;

    @BeforeAll
    static void start() throws Exception {
        StringBuilder zone = new StringBuilder(
                "@ 3600 SOA ns.bulk.test. hostmaster.bulk.test. 1 7200 3600 1209600 300\n@ NS ns\nns A 127.0.0.1\n");
        for (int i = 0; i < NAMES; i++) {
            zone.append("host" + i + " A " + address(i) + '\n');
        }
        for (int i = 0; i < 200; i++) {
            zone.append("big A 198.51.100." + i + '\n');
        }
        knot = Knot.start(Map.of("bulk.test.", zone.toString()));
    }

    @AfterAll
    static void stop() {
        if (knot != null) {
            knot.close();
        }
    }

    private static String address(int host) {
        return "192.0." + (host >> 8) + '.' + (host & 255);
    }

    private static Question question(String label) {
        return Question.of(Name.of(label + ".bulk.test"), RecordType.A);
    }

    private static Dns dns() {
        return Dns.at("127.0.0.1").port(knot.port());
    }

    private static List<Outcome> all(Dns dns, Stream<Question> questions, int window) throws Exception {
        try (DnsSession session = dns.connect();
                Stream<Outcome> outcomes = session.resolveAll(questions, window)) {
            return outcomes.toList();
        }
    }

    @Test
    void tenThousandNamesHaveEachItsOwnAddress() throws Exception {
        Set<String> missing = IntStream.range(0, NAMES)
                .mapToObj(i -> "host" + i + ".bulk.test. " + address(i))
                .collect(Collectors.toCollection(HashSet::new));
        List<Outcome> outcomes = all(dns(), IntStream.range(0, NAMES).mapToObj(i -> question("host" + i)), 256);
        assertThat(outcomes).hasSize(NAMES);
        for (Outcome outcome : outcomes) {
            String found = outcome.orThrow().addresses().get(0).getHostAddress();
            assertThat(missing.remove(outcome.question().name() + " " + found)).isTrue();
            assertThat(outcome.attempts()).last().extracting(Attempt::result).isEqualTo("NOERROR");
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void eachOutcomeIsWhatOneLookupGives() throws Exception {
        List<Question> questions = List.of(
                question("host1"),
                question("missing"),
                question("big"),
                Question.of(Name.of("host2.bulk.test"), RecordType.TXT),
                Question.of(Name.of("example.com"), RecordType.A));
        for (int window : new int[] {1, 3, 64}) {
            List<Outcome> outcomes = all(dns(), questions.stream(), window);
            assertThat(outcomes).hasSize(questions.size());
            for (Outcome outcome : outcomes) {
                Outcome single = dns().lookup(outcome.question());
                assertThat(outcome).hasSameClassAs(single);
                assertThat(outcome.summary()).isEqualTo(single.summary());
                assertThat(outcome.records()).containsExactlyInAnyOrderElementsOf(single.records());
                assertThat(outcome.attempts())
                        .extracting(one -> one.target() + one.transport() + one.result())
                        .isEqualTo(single.attempts().stream()
                                .map(one -> one.target() + one.transport() + one.result())
                                .toList());
            }
        }
    }

    @Test
    void aQueryWithItsAnswerAllocatesLittle() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Question> questions =
                IntStream.range(0, NAMES).mapToObj(i -> question("host" + i)).toList();
        long self = Thread.currentThread().getId();
        try (DnsSession session = dns().connect()) {
            long least = Long.MAX_VALUE;
            // The first rounds still run in the interpreter, which keeps what compiled code leaves out.
            for (int round = 0; round < 5; round++) {
                long before = threads.getThreadAllocatedBytes(self);
                try (Stream<Outcome> outcomes = session.resolveAll(questions.stream(), 64)) {
                    assertThat(outcomes.filter(one -> one instanceof Outcome.Answer)
                                    .count())
                            .isEqualTo(NAMES);
                }
                least = Math.min(least, (threads.getThreadAllocatedBytes(self) - before) / NAMES);
            }
            assertThat(least).isLessThan(BYTES_A_QUERY);
        }
    }

    @Test
    void theTranscriptIsBoundedAndAFullRecordingReplays() throws Exception {
        try (DnsSession session = dns().connect();
                Stream<Outcome> outcomes =
                        session.resolveAll(IntStream.range(0, NAMES).mapToObj(i -> question("host" + i)), 64)) {
            assertThat(outcomes.count()).isEqualTo(NAMES);
            Transcript transcript = session.transcript();
            assertThat(transcript.entries()).hasSizeBetween(100, 20_000);
            assertThat(transcript.entries().get(0)).isInstanceOf(Transcript.Dropped.class);
            assertThat(Transcript.parse(transcript.toString())).isEqualTo(transcript);
        }
        Dns whole = dns().keep(Transcript.Keep.EVERYTHING);
        List<Question> questions = List.of(question("host1"), question("big"), question("missing"));
        try (DnsSession live = whole.connect();
                Stream<Outcome> first = live.resolveAll(questions.stream(), 64)) {
            List<String> told = first.map(Outcome::summary).toList();
            Transcript recorded = Transcript.parse(live.transcript().toString());
            assertThat(all(whole.via(recorded.replay()), questions.stream(), 64))
                    .extracting(Outcome::summary)
                    .isEqualTo(told);
        }
    }
}
