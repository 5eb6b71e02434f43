package protocols.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Fault;
import protocols.Peer;
import protocols.Script;
import protocols.Script.Pieces;
import protocols.WireException;
import protocols.peer.Faulty.Place;

/**
 * Every fault on demand is met by each client with its outcome. What that must be stands here; the page
 * {@code src/site/markdown/faults.md} shows what it was.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultTableTest {

    private static final Path PAGE = Path.of("../site/markdown/faults.md");
    private static final String UPDATE = "mvn test -Dtest=FaultTableTest -Ddocs.update=true";

    private static final Duration PATIENT = Duration.ofSeconds(10);
    /** For peers that are too slow. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /**
     * RFC 3912: the end of a WHOIS answer is the end of the connection, so that a cut one cannot be told from a whole. RFC
     * 7766 section 6.2.4 has DNS ask again on another connection; here it was the first question that ended this one.
     */
    private static final String CONNECTING =
            """
                         | SMTP        | POP3        | IMAP        | FTP         | HTTP        | TELNET      | WHOIS       | DNS, UDP    | DNS, TCP
            refused      | Unreachable | Unreachable | Unreachable | Unreachable | Unreachable | Unreachable | Unreachable | Unreachable | Unreachable
            never greets | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut
            cut          | Hangup      | Hangup      | Hangup      | Hangup      | Hangup      | Hangup      | shorter     | TimedOut    | Hangup
            garbage      | Malformed   | Malformed   | Malformed   | Malformed   | Malformed   | as data     | as data     | whole       | TimedOut
            certificate  | Insecure    | Insecure    | Insecure    | Insecure    | Insecure    | Insecure    | Insecure    |             | Insecure
            """;

    private static final String ASKING =
            """
                         | SMTP        | POP3        | IMAP        | FTP         | FTP data    | HTTP        | TELNET      | WHOIS       | DNS, UDP    | DNS, TCP
            cut          | Hangup      | Hangup      | Hangup      | Hangup      | Hangup      | Hangup      | Hangup      | shorter     | TimedOut    | Hangup
            tear         | Insecure    | Insecure    | Insecure    | Insecure    | Insecure    | Insecure    | Insecure    | Insecure    |             | Insecure
            reset        | Hangup      | Hangup      | Hangup      | Hangup      | Hangup      | Hangup      | Hangup      | Hangup      | TimedOut    | Hangup
            stall        | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut
            garbage      | Malformed   | Malformed   | Malformed   | Malformed   | as data     | Malformed   | as data     | as data     | whole       | TimedOut
            slow drip    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | TimedOut    | whole       | TimedOut
            drip         | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole
            delay        | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole
            whole        | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole
            lines        | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole
            bytes        | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole       | whole
            """;

    private static final String CHANGING =
            """
                         | SMTP                       | POP3                       | IMAP                       | FTP                        | FTP data                   | HTTP
            cut          | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)
            tear         | OutcomeUnknown (Insecure)  | OutcomeUnknown (Insecure)  | OutcomeUnknown (Insecure)  | OutcomeUnknown (Insecure)  | OutcomeUnknown (Insecure)  | OutcomeUnknown (Insecure)
            reset        | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)
            stall        | OutcomeUnknown (TimedOut)  | OutcomeUnknown (TimedOut)  | OutcomeUnknown (TimedOut)  | OutcomeUnknown (TimedOut)  | OutcomeUnknown (TimedOut)  | OutcomeUnknown (TimedOut)
            garbage      | OutcomeUnknown (Malformed) | OutcomeUnknown (Malformed) | OutcomeUnknown (Malformed) | OutcomeUnknown (Malformed) | OutcomeUnknown (Malformed) | OutcomeUnknown (Malformed)
            """;

    /** How each fault is made: of the script that is served for an exchange. */
    private enum Row {
        REFUSED("refused", (script, one) -> script.fault(Fault.refuse())),
        SILENT("never greets", (script, one) -> script.fault(Fault.stall())),
        CERTIFICATE("certificate", (script, one) -> script.certified("other.example")),
        CUT("cut", (script, one) -> script.fault(one.within(Fault.cut()))),
        TEAR("tear", (script, one) -> script.fault(one.within(Fault.tear()))),
        RESET("reset", (script, one) -> script.fault(one.within(Fault.reset()))),
        STALL("stall", (script, one) -> script.fault(one.within(Fault.stall()))),
        GARBAGE("garbage", (script, one) -> script.fault(one.before(Fault.garbage()))),
        SLOW("slow drip", (script, one) -> script.drip(Duration.ofMillis(100))),
        DRIP("drip", (script, one) -> script.drip(Duration.ofMillis(1))),
        DELAY("delay", (script, one) -> script.delay(Duration.ofMillis(10))),
        WHOLE("whole", (script, one) -> script.pieces(Pieces.WHOLE)),
        LINES("lines", (script, one) -> script.pieces(Pieces.LINES)),
        BYTES("bytes", (script, one) -> script.pieces(Pieces.BYTES));

        private final String label;
        private final BiFunction<Script, Faulty, Script> fault;

        Row(String label, BiFunction<Script, Faulty, Script> fault) {
            this.label = label;
            this.fault = fault;
        }

        /** Whether it is something that goes wrong at one moment, which the peer verifies. */
        boolean strikes() {
            return this != CERTIFICATE && compareTo(SLOW) < 0;
        }

        boolean secure() {
            return this == TEAR || this == CERTIFICATE;
        }

        static Row of(String label) {
            return List.of(values()).stream()
                    .filter(row -> row.label.equals(label))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void whoConnectsMeetsEachFaultWithItsOutcome() throws Exception {
        Map<String, Faulty> exchanges = new LinkedHashMap<>();
        FaultyExchanges.asking().forEach((client, one) -> exchanges.put(client, one.beforeAll()));
        FaultTable expected = FaultTable.parse(CONNECTING);
        holds("connecting", expected, met(expected, exchanges));
    }

    @Test
    void whoAsksMeetsEachFaultWithItsOutcome() throws Exception {
        FaultTable expected = FaultTable.parse(ASKING);
        holds("asking", expected, met(expected, FaultyExchanges.asking()));
    }

    @Test
    void whoChangesSomethingMeetsEachFaultWithItsOutcome() throws Exception {
        FaultTable expected = FaultTable.parse(CHANGING);
        holds("changing", expected, met(expected, FaultyExchanges.changing()));
    }

    private static void holds(String name, FaultTable expected, FaultTable met) throws Exception {
        assertThat(met.differences(expected)).isEmpty();
        String page = met.in(Files.readString(PAGE), name);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("src/site/markdown/faults.md has other outcomes; if that is meant, run: %s", UPDATE)
                .hasContent(page);
    }

    /** Each cell that is expected to hold something, as it is; several at once, as most of them wait. */
    private static FaultTable met(FaultTable expected, Map<String, Faulty> exchanges) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Map<String, List<Future<String>>> rows = new LinkedHashMap<>();
            for (String row : expected.rows()) {
                List<Future<String>> cells = new ArrayList<>();
                for (String client : expected.columns()) {
                    String cell = expected.cell(row, client);
                    Duration timeout = cell.contains("TimedOut") ? SHORT : PATIENT;
                    cells.add(threads.submit(
                            () -> cell.isEmpty() ? "" : outcome(Row.of(row), exchanges.get(client), timeout)));
                }
                rows.put(row, cells);
            }
            Map<String, List<String>> met = new LinkedHashMap<>();
            for (Map.Entry<String, List<Future<String>>> row : rows.entrySet()) {
                List<String> cells = new ArrayList<>();
                for (Future<String> cell : row.getValue()) {
                    cells.add(cell.get());
                }
                met.put(row.getKey(), cells);
            }
            return new FaultTable(expected.columns(), met);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String outcome(Row row, Faulty one, Duration timeout) throws Exception {
        Script script = row.fault.apply(one.script(row.secure()), one);
        try (Peer peer = script.serve()) {
            String outcome = outcome(one, new Place(peer, timeout, row.secure()));
            if (row.strikes()) {
                peer.verify();
            }
            return outcome;
        }
    }

    private static String outcome(Faulty one, Place place) {
        try {
            String learned = one.program().run(place);
            if (learned.equals(one.whole())) {
                return "whole";
            }
            return one.whole().startsWith(learned) ? "shorter" : learned.endsWith(one.whole()) ? "as data" : learned;
        } catch (WireException.OutcomeUnknown e) {
            return "OutcomeUnknown (" + e.getCause().getClass().getSimpleName() + ")";
        } catch (WireException e) {
            return e.getClass().getSimpleName();
        } catch (AssertionError | Exception e) {
            return e.toString();
        }
    }
}
