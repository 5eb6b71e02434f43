package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Fault;
import protocols.peers.Scripted;
import protocols.whois.Registration;
import protocols.whois.WhoisQuery;
import protocols.whois.WhoisServer;
import protocols.whois.WhoisStep;

/** The programs of WHOIS and TELNET, as they are called. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WhoisTelnetExamplesTest {

    private static final String ANSWER =
            """
            C: example.com
            S: Domain Name: EXAMPLE.COM
            S: Registrar: Example Registrar\\x1b[2J
            S: Name Server: NS1.EXAMPLE.NET
            * closed by peer
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whoisPrintsTheTextWithoutItsControlCharacters() throws Exception {
        try (Scripted server = Scripted.play(ANSWER)) {
            assertThat(WhoisLookup.run(program(""), "-h", "127.0.0.1:" + server.port(), "example.com"))
                    .isZero();
        }
        assertThat(out.toString(UTF_8))
                .isEqualToNormalizingNewlines(
                        """
                        Domain Name: EXAMPLE.COM
                        Registrar: Example Registrar\\x1b[2J
                        Name Server: NS1.EXAMPLE.NET
                        """);
    }

    @Test
    void whoisPrintsFields() throws Exception {
        try (Scripted server = Scripted.play(ANSWER)) {
            assertThat(WhoisLookup.run(
                            program(""), "--fields", "--stats", "-h", "127.0.0.1:" + server.port(), "example.com"))
                    .isZero();
        }
        assertThat(out.toString(UTF_8))
                .contains("domain: example.com", "nameserver: ns1.example.net", "state: registered");
        assertThat(err.toString(UTF_8)).contains("1 round trips");
    }

    @Test
    void whoisAsksRdapFirstAndSaysWhyThatHadNoAnswer() throws Exception {
        try (Scripted server = Scripted.play(ANSWER)) {
            String[] arguments = {
                "--rdap", "http://127.0.0.1:1/", "--fields", "-h", "127.0.0.1:" + server.port(), "example.com"
            };
            assertThat(WhoisLookup.run(program(""), arguments)).isZero();
        }
        assertThat(out.toString(UTF_8)).contains("domain: example.com", "state: registered");
        assertThat(err.toString(UTF_8)).contains("127.0.0.1:1: ", "unreachable");
    }

    @Test
    void whoisTellsALimitFromAnAnswer() throws Exception {
        try (Scripted server = Scripted.play(
                """
                C: example.com
                S: Query limit exceeded, try again in 50 seconds.
                * closed by peer
                """)) {
            assertThat(WhoisLookup.run(program(""), "-h", "127.0.0.1:" + server.port(), "example.com"))
                    .isEqualTo(1);
        }
        assertThat(err.toString(UTF_8))
                .contains("refused: 127.0.0.1", "retry after 50 seconds")
                .hasLineCount(1);
    }

    @Test
    void whoisPrintsThatThereIsNoSuchRecordAsAnAnswer() throws Exception {
        try (Scripted server = Scripted.play("C: example.com\nS: No match\n* closed by peer\n")) {
            assertThat(WhoisLookup.run(program(""), "--fields", "-h", "127.0.0.1:" + server.port(), "example.com"))
                    .isZero();
        }
        assertThat(out.toString(UTF_8)).contains("state: available");
    }

    @Test
    void whoisStopsAtTheFirstServerWhenItShall() throws Exception {
        try (Scripted server = Scripted.play(
                """
                C: example.com
                S: refer: whois.example.net
                S: Domain Name: EXAMPLE.COM
                S: Registrar: R
                * closed by peer
                """)) {
            assertThat(WhoisLookup.run(program(""), "--no-follow", "-h", "127.0.0.1:" + server.port(), "example.com"))
                    .isZero();
        }
        assertThat(out.toString(UTF_8)).startsWith("refer: whois.example.net");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void whoisSaysThatAServerSaidNothing() throws Exception {
        try (Scripted server = Scripted.play("C: example.com\n* closed by peer\n")) {
            assertThat(WhoisLookup.run(program(""), "-h", "127.0.0.1:" + server.port(), "example.com"))
                    .isEqualTo(1);
        }
        assertThat(err.toString(UTF_8))
                .contains("closed without an answer to example.com")
                .hasLineCount(1);
    }

    @Test
    void whoisSaysThatNobodyIsKnownWhoKnows() {
        WhoisQuery query = WhoisQuery.of("example.zz");
        WhoisStep root = WhoisStep.of(WhoisServer.IANA, "example.zz", "domain:  ZZ\nstatus:  ACTIVE\n", UTF_8);
        assertThat(WhoisLookup.missing(query, Registration.of(query, List.of(root))))
                .contains("no WHOIS server is known for .zz");
        WhoisStep registry = WhoisStep.of(WhoisServer.of("whois.nic.zz"), "example.zz", "Ask by post.\n", UTF_8);
        assertThat(WhoisLookup.missing(query, Registration.of(query, List.of(root, registry))))
                .isEmpty();
    }

    @Test
    void whoisFailsWhereTheServerThatWouldKnowDoesNotAnswer() throws Exception {
        try (Scripted server = Scripted.play(
                """
                C: example.com
                S: refer: 127.0.0.1:1
                * closed by peer
                """)) {
            String at = "127.0.0.1:" + server.port();
            assertThat(WhoisLookup.run(program(""), "-h", at, "example.com")).isEqualTo(1);
            assertThat(out.toString(UTF_8)).startsWith("refer: ");
            assertThat(err.toString(UTF_8)).contains("127.0.0.1:1").hasLineCount(1);
        }
    }

    @Test
    void whoisSaysWhoCouldNotBeReached() throws Exception {
        try (Scripted server = Scripted.play(
                Scripted.of("C: example.com\nS: x\n").fault(Fault.reset().after(2)))) {
            assertThat(WhoisLookup.run(program(""), "-h", "127.0.0.1:" + server.port(), "example.com"))
                    .isEqualTo(1);
        }
        assertThat(err.toString(UTF_8)).contains("127.0.0.1").hasLineCount(1);
    }

    @Test
    void telnetSendsLinesWithTheirEndsAndPrintsWhatComesByteForByte() throws Exception {
        try (Scripted server = Scripted.play(
                """
                S: ready
                C: one
                C: two
                C: three\\
                S: \\xe4\\x1b[m\\
                * closed by peer
                """)) {
            assertThat(TelnetSession.run(
                            program("one\ntwo\r\nthree"),
                            "127.0.0.1",
                            Integer.toString(server.port()),
                            "--timeout",
                            "5"))
                    .isZero();
        }
        assertThat(out.toByteArray())
                .isEqualTo("ready\r\n\u00e4\u001b[m".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void telnetEndsWhenThePeerIsSilentAfterTheInput() throws Exception {
        try (Scripted server = Scripted.play(
                Scripted.of("C: one\nS: two\n").fault(Fault.stall().after(5)))) {
            assertThat(TelnetSession.run(program("one\n"), "127.0.0.1:" + server.port(), "--timeout", "0.3"))
                    .isZero();
        }
        assertThat(out.toString(UTF_8)).isEqualTo("two\r\n");
    }

    @Test
    void wrongUsageIsToldApart() {
        assertThat(WhoisLookup.run(program(""))).isEqualTo(2);
        assertThat(TelnetSession.run(program(""), "host", "port")).isEqualTo(2);
        assertThat(TelnetSession.run(program(""), "--help")).isZero();
    }

    private Program program(String typed) {
        return new Program(
                new ByteArrayInputStream(typed.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}
