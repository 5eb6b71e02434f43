package protocols.telnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.net.Connector;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Telnetd;

/** The client against telnetd of the GNU inetutils. */
@RequiresServer(RealServer.TELNETD)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TelnetdTelnetTest {

    private static Telnetd telnetd;

    @BeforeAll
    static void start() throws IOException {
        telnetd = Telnetd.start();
    }

    @AfterAll
    static void stop() {
        telnetd.close();
    }

    @Test
    void logsInRunsCommandsAndIsReplayedWithoutThePassword() throws Exception {
        Transcript recorded;
        List<String> live;
        try (Terminal session = client(Connector.direct()).connect()) {
            live = session(session);
            recorded = session.transcript();
        }
        assertThat(live)
                .containsExactly(
                        "Welcome alice", "hello", "24 80", "vt220", "40 132", "alive", "Bye", "NAWS TTYPE ECHO");
        assertThat(recorded.toString())
                .doesNotContain(Telnetd.PASSWORD)
                .contains("C: ********\\x0d\\\n", "# peer: DO TTYPE\n", "# we: SB NAWS 132x40\n");

        Transcript parsed = Transcript.parse(recorded.toString());
        assertThat(parsed).isEqualTo(recorded);
        try (Terminal session = client(parsed.replay()).connect()) {
            assertThat(session(session)).isEqualTo(live);
            for (Transcript.Side side : Transcript.Side.values()) {
                assertThat(said(session.transcript(), side)).isEqualTo(said(recorded, side));
            }
        }
    }

    @Test
    void anAnswerThatDoesNotComeLeavesTheSessionAsItWas() throws Exception {
        try (Terminal session = client(Connector.direct()).connect()) {
            session.expect("login: ");
            assertThatThrownBy(() -> session.expect(Duration.ofMillis(50), Expectation.text("$ ")))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("expect")
                    .hasMessageContaining("\"$ \"")
                    .hasMessageContaining("login: ");
            session.sendLine(Telnetd.USER);
            session.expect("Password: ");
        }
    }

    /** The server flushes its output at a Ctrl-C, and marks the place with an urgent DM (RFC 854). */
    @Test
    void theMarkOfAnInterruptIsNoText() throws Exception {
        try (Terminal session = client(Connector.direct()).connect()) {
            login(session);
            for (int i = 0; i < 10; i++) {
                session.send("\u0003");
                session.sendLine("echo whole" + i);
                assertThat(session.expect("\nwhole" + i + "\r\n$ ")).doesNotContain("\u00f2", "\ufffd");
            }
            assertThat(session.transcript().toString()).contains("# peer: DM\n");
        }
    }

    @Test
    void aSynchOfOursInterruptsAndEatsNothing() throws Exception {
        try (Terminal session = client(Connector.direct()).connect()) {
            login(session);
            session.command(TelnetCommand.IP).command(TelnetCommand.DM);
            session.sendLine("echo whole");
            session.expect("\nwhole\r\n$ ");
        }
    }

    @Test
    void theVariablesThatWereGivenAreToldAndNoOther() throws Exception {
        Telnet telnet = client(Connector.direct()).environment("DISPLAY", "host:0.0");
        try (Terminal session = telnet.connect()) {
            session.expect("login: ");
            assertThat(session.isEnabledHere(TelnetOption.NEW_ENVIRON)).isTrue();
            assertThat(session.transcript().toString())
                    .contains("# peer: DO NEW-ENVIRON\n", "# we: WILL NEW-ENVIRON\n", "DISPLAY\\x01host:0.0")
                    .doesNotContain(System.getProperty("user.home"));
        }
    }

    @Test
    void aPeerThatIsAskedWhetherItIsThereSaysSo() throws Exception {
        try (Terminal session = client(Connector.direct()).connect()) {
            session.expect("login: ");
            session.command(TelnetCommand.AYT);
            assertThat(session.expect("Yes]")).contains("[");
        }
    }

    @Test
    void aWrongPasswordIsRefusedInTheServersWords() throws Exception {
        try (Terminal session = client(Connector.direct()).connect()) {
            session.expect("login: ");
            session.sendLine(Telnetd.USER);
            session.expect("Password: ");
            session.sendLine(Secret.of("wrong-password"));
            Match match = session.expect(Expectation.text("Login incorrect"), Expectation.text("$ "));
            assertThat(match.which()).isZero();
            assertThat(session.transcript().toString()).doesNotContain("wrong-password");
        }
    }

    @Test
    void aLongOutputIsReadToItsEnd() throws Exception {
        try (Terminal session = client(Connector.direct()).connect()) {
            login(session);
            session.sendLine("lines 20000");
            session.expect("lines 20000\r\n");
            String all = session.expect("line 20000\r\n$ ");
            assertThat(all.lines()).hasSize(19_999).endsWith("line 19999");
        }
    }

    @Test
    void logsInAndRunsCommandsOfAShell() throws Exception {
        try (Terminal session = client(Connector.direct()).connect()) {
            session.login(Telnetd.USER, Secret.of(Telnetd.PASSWORD));
            assertThat(session.run("echo hello")).isEqualTo("hello\n");
            session.sendLine("shell shell");
            assertThat(session.prompt()).isEqualTo("shell$ ");
            assertThat(session.run("true")).isEmpty();
            assertThat(session.exitStatus()).isZero();
            assertThat(session.run("sh -c 'exit 42'")).isEmpty();
            assertThat(session.exitStatus()).isEqualTo(42);
            assertThat(session.run("seq 1 2000").lines()).hasSize(2000).endsWith("2000");
            String wide = "echo " + "0123456789".repeat(20);
            assertThat(session.run(wide)).isEqualTo(wide.substring(5) + "\n");
            assertThat(session.run("PS1='other$ '")).isEmpty();
            assertThat(session.run("printf 'no end of line'")).isEqualTo("no end of line");
            session.sendLine("sleep 60");
            session.expect("sleep 60\r\n");
            // The interrupt throws away what is under way, which may be the next line and the prompt.
            session.interrupt().untilQuiet(Duration.ofMillis(500));
            session.sendLine("echo en''ded $?").expect("ended 130\r\n");
        }
    }

    /** A shell that edits its line moves that aside, or wraps it, where the screen ends. */
    @Test
    void linesWiderThanTheScreenAreNoOutput() throws Exception {
        for (TerminalType type : List.of(TerminalType.DUMB, TerminalType.of("xterm", 80, 24))) {
            try (Terminal session = client(Connector.direct()).terminal(type).connect()) {
                bash(session);
                for (int length : new int[] {40, 57, 58, 59, 60, 61, 62, 63, 64, 80, 139, 140, 141, 300}) {
                    String argument = "0123456789".repeat(30).substring(0, length);
                    assertThat(session.run("echo " + argument))
                            .as("%s, %d", type, length)
                            .isEqualTo(argument + "\n");
                }
            }
        }
    }

    @Test
    void aQuestionOfAShellIsNoPrompt() throws Exception {
        try (Terminal session =
                client(Connector.direct()).timeout(Duration.ofSeconds(2)).connect()) {
            bash(session);
            assertThatThrownBy(() -> session.run("read -p 'Sure [y/N]' a; echo got $a"))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("Sure [y/N]\"");
            session.sendLine("no").expect("got no\r\n");
            assertThat(session.prompt()).isEqualTo("alice@host:~$ ");
            assertThat(session.run("PS1='# '")).isEmpty();
            assertThat(session.run("printf 12345")).isEqualTo("12345");
        }
    }

    private static void bash(Terminal session) throws WireException {
        session.login(Telnetd.USER, Secret.of(Telnetd.PASSWORD));
        session.sendLine("shell sh");
        session.prompt();
        session.sendLine("exec bash --norc -i");
        session.prompt();
        session.sendLine("PS1='alice@host:~$ '");
        session.prompt();
    }

    @Test
    void aWrongPasswordIsRefusedAndTheNextTryWorks() throws Exception {
        try (Terminal session = client(Connector.direct()).connect()) {
            assertThatThrownBy(() -> session.login(Telnetd.USER, Secret.of("wrong-password")))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("refused: Login incorrect");
            assertThat(session.login(Telnetd.USER, Secret.of(Telnetd.PASSWORD)).run("term"))
                    .isEqualTo("vt220\n");
        }
    }

    private static Telnet client(Connector via) {
        return Telnet.at("127.0.0.1")
                .port(telnetd.port())
                .mode(TelnetMode.ACTIVE)
                .terminal(TerminalType.of("VT220", 80, 24))
                .timeout(Duration.ofSeconds(10))
                .keep(Transcript.Keep.EVERYTHING)
                .via(via);
    }

    private static void login(Terminal session) throws WireException {
        session.expect("login: ");
        session.sendLine(Telnetd.USER);
        session.expect("Password: ");
        session.sendLine(Secret.of(Telnetd.PASSWORD));
        session.expect("$ ");
    }

    private static List<String> session(Terminal session) throws WireException {
        List<String> results = new ArrayList<>();
        session.expect("login: ");
        session.sendLine(Telnetd.USER);
        session.expect("Password: ");
        session.sendLine(Secret.of(Telnetd.PASSWORD));
        session.line();
        results.add(session.line());
        session.expect("$ ");
        results.add(answer(session, "echo hello"));
        results.add(answer(session, "size"));
        results.add(answer(session, "term"));
        session.resize(132, 40);
        results.add(answer(session, "size"));
        results.add(answer(session, "echo alive"));
        session.sendLine("exit");
        session.expect("exit\r\n");
        results.add(session.line());
        session.sendLine("");
        String options = (session.isEnabledHere(TelnetOption.NAWS) ? "NAWS " : "")
                + (session.isEnabledHere(TelnetOption.TTYPE) ? "TTYPE " : "")
                + (session.isEnabledThere(TelnetOption.ECHO) ? "ECHO" : "");
        session.expect(Expectation.end());
        results.add(options);
        return results;
    }

    /** The terminal echoes the command before its answer. */
    private static String answer(Terminal session, String command) throws WireException {
        session.sendLine(command);
        session.expect(command + "\r\n");
        return session.expect("\r\n$ ");
    }

    /** What one side said; where one thing ends and the next begins depends on the packets. */
    private static String said(Transcript transcript, Transcript.Side side) {
        StringBuilder all = new StringBuilder();
        for (Transcript.Entry entry : transcript.entries()) {
            if (entry instanceof Transcript.Said said && said.by() == side) {
                all.append(new String(said.bytes(), ISO_8859_1));
            }
        }
        return all.toString();
    }
}
