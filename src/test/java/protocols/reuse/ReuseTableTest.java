package protocols.reuse;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.peer.FaultTable;

/**
 * What becomes of a connection that is kept, and of the next exchange on it, when something happens in a gap before that
 * exchange, or in it. What must become of it stands here, from the standards; each cell holds for every gap between the
 * event and the exchange (0, 20 and 150 ms), and with TLS as without. In every build each cell is tried in one of those
 * ways, which are all tried somewhere; {@code -Dprotocols.reuse=whole} tries every cell in each.
 *
 * <ul>
 *   <li><b>whole</b>: the exchange has its answer, on the kept connection.
 *   <li><b>another</b>: it has its answer, on another connection; nothing was said twice that may count twice.
 *   <li><b>as data</b>: what came is part of the text, in its place.
 *   <li>the name of a fault: it names the exchange in which it was found, and the session is over, but for those of
 *       requests (HTTP, DNS), which answer the next one on another connection.
 *   <li>empty: there is no such thing.
 * </ul>
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReuseTableTest {

    /**
     * Between two exchanges. The peer is looked at before a command leaves (RFC 5321 section 3.8, RFC 1939 section 3, RFC
     * 9051 section 7.1.5, RFC 959 section 5.4: a server may go at any time, and says so with 421, -ERR or BYE; what was
     * never asked has no answer): the command is not sent, so its outcome is known. A request goes out on another
     * connection (RFC 9112 section 9.3.1, RFC 7766 section 6.2.4), also a POST, of which nothing was sent; a response that
     * nobody asked for is never one to the next request (RFC 9112 section 9.2), and 408 says that nothing was received
     * (RFC 9110 section 15.5.9). A stream that ends without close_notify between two exchanges has lost nothing, but in
     * TELNET, where there is no between; a terminal that had sent nothing when it was interrupted goes on. DNS has no
     * words of farewell; WHOIS asks one question a connection (RFC 3912), of which none is kept.
     */
    private static final String BETWEEN =
            """
                        | SMTP              | POP3              | IMAP              | FTP               | TELNET                | HTTP GET  | HTTP POST | DNS                   | WHOIS
            FIN         | Hangup            | Hangup            | Hangup            | Hangup            | Hangup                | another   | another   | another               |
            reset       | Hangup            | Hangup            | Hangup            | Hangup            | Hangup                | another   | another   | another               |
            TLS cut     | Hangup (Insecure) | Hangup (Insecure) | Hangup (Insecure) | Hangup (Insecure) | Insecure              | another   | another   | another               |
            stray reply | Malformed         | Malformed         | Malformed         | Malformed         | as data               | another   | another   | another               |
            farewell    | Refused           | Refused           | Refused           | Refused           | Hangup                | another   | another   |                       |
            garbage     | Malformed         | Malformed         | Malformed         | Malformed         | as data               | another   | another   | another               |
            interrupt   | Cancelled         | Cancelled         | Cancelled         | Cancelled         | Cancelled, then whole | Cancelled | Cancelled | Cancelled, then whole |
            half-close  | Hangup            | Hangup            | Hangup            | Hangup            | Hangup                | another   | another   | another               |
            """;

    /**
     * In the next exchange, after the peer has heard it. What can be repeated without a difference is (RFC 9110 section
     * 9.2.2; RFC 7766 section 6.2.4), if no byte of an answer came on the connection, which may have been on its end
     * already: over TLS without a close_notify as well, as an end that is no answer is no end of one. A POST is not
     * (RFC 9110 section 9.2.2), nor is what changes something by FTP or IMAP. A stray reply comes together with the answer, which
     * counts: what comes behind it is found before the next exchange. A 408 is an answer (RFC 9110 section 15.5.9). In
     * WHOIS the end of the connection is the end of the answer, so that all before it is data, and an end that is none of
     * TLS is not taken for it. Once all is said, a peer that closes and one that closes its half look the same.
     */
    private static final String WITHIN =
            """
                        | SMTP                  | POP3                  | IMAP                       | FTP                        | TELNET    | HTTP GET            | HTTP POST                  | DNS                 | WHOIS
            FIN         | Hangup                | Hangup                | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | Hangup    | another             | OutcomeUnknown (Hangup)    | another             | whole
            reset       | Hangup                | Hangup                | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | Hangup    | another             | OutcomeUnknown (Hangup)    | another             | Hangup
            TLS cut     | Insecure              | Insecure              | OutcomeUnknown (Insecure)  | OutcomeUnknown (Insecure)  | Insecure  | another             | OutcomeUnknown (Insecure)  | another             | Insecure
            stray reply | whole, then Malformed | whole, then Malformed | whole, then Malformed      | whole, then Malformed      | as data   | whole, then another | whole, then another        | whole, then another | as data
            farewell    | Refused               | Refused               | OutcomeUnknown (Refused)   | Refused                    | Hangup    | 408, then another   | 408, then another          |                     | as data
            garbage     | Malformed             | Malformed             | OutcomeUnknown (Malformed) | OutcomeUnknown (Malformed) | as data   | Malformed           | OutcomeUnknown (Malformed) | Malformed           | as data
            interrupt   | Cancelled             | Cancelled             | Cancelled                  | Cancelled                  | Cancelled | Cancelled           | Cancelled                  | Cancelled           | Cancelled
            half-close  | Hangup                | Hangup                | OutcomeUnknown (Hangup)    | OutcomeUnknown (Hangup)    | Hangup    | another             | OutcomeUnknown (Hangup)    | another             | whole
            """;

    private static final Path PAGE = Path.of("../site/markdown/faults.md");
    private static final String UPDATE = "mvn test -Dtest=ReuseTableTest -Ddocs.update=true";

    private static final List<Duration> GAPS = List.of(Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(150));

    private static final boolean WHOLE = "whole".equals(System.getProperty("protocols.reuse"));

    /** Where something happens: in the gap, or in the exchange after it. */
    private interface Course {
        String of(Reused client, Cell cell) throws Exception;
    }

    @Test
    void whatHappensInAGapIsFoundBeforeTheNextExchange() throws Exception {
        holds(FaultTable.parse(BETWEEN), Reused::between);
    }

    @Test
    void whatHappensInTheNextExchangeIsItsOwn() throws Exception {
        holds(FaultTable.parse(WITHIN), Reused::within);
    }

    @Test
    void thePageShowsBothTables() throws Exception {
        String page = FaultTable.parse(BETWEEN).in(Files.readString(PAGE), "between");
        String both = FaultTable.parse(WITHIN).in(page, "within");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, both);
        }
        assertThat(PAGE)
                .as("src/site/markdown/faults.md has other tables; %s writes them", UPDATE)
                .hasContent(both);
    }

    /** Several at once, as most of them wait. */
    private static void holds(FaultTable expected, Course course) throws Exception {
        Map<String, Reused> clients = ReusedClients.all();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            Map<String, Future<String>> found = new LinkedHashMap<>();
            for (String row : expected.rows()) {
                for (String column : expected.columns()) {
                    if (!expected.cell(row, column).isEmpty()) {
                        for (Cell cell : cells(Event.of(row), expected.columns().indexOf(column))) {
                            Reused client = clients.get(column);
                            found.put(
                                    row + ", " + column + ", " + cell, threads.submit(() -> met(course, client, cell)));
                        }
                    }
                }
            }
            List<String> differences = new ArrayList<>();
            for (Map.Entry<String, Future<String>> one : found.entrySet()) {
                String[] name = one.getKey().split(", ");
                String wanted = expected.cell(name[0], name[1]);
                if (!one.getValue().get().equals(wanted)) {
                    differences.add(one.getKey() + ": " + one.getValue().get() + ", not " + wanted);
                }
            }
            assertThat(differences).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    /** The ways in which a cell is tried: all, or one, another one from cell to cell. */
    private static List<Cell> cells(Event event, int column) {
        List<Cell> all = new ArrayList<>();
        for (Duration gap : GAPS) {
            for (boolean secure : new boolean[] {false, true}) {
                if (event.happens(secure)) {
                    all.add(new Cell(event, gap, secure));
                }
            }
        }
        return WHOLE ? all : List.of(all.get((event.ordinal() + column) % all.size()));
    }

    private static String met(Course course, Reused client, Cell cell) {
        try {
            return course.of(client, cell);
        } catch (AssertionError | Exception e) {
            return e.toString();
        } finally {
            // The next cell of this thread is not interrupted.
            Thread.interrupted();
        }
    }
}
