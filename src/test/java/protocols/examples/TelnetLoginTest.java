package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.peers.Gap;
import protocols.peers.HandServer;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Telnetd;

/** A login on a terminal, through telnetd of the GNU inetutils, to a shell: what is typed, and what the screen shows. */
@RequiresServer({RealServer.TELNETD, RealServer.TMUX})
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TelnetLoginTest {

    private static final String PROMPT = "$";

    private static Telnetd telnetd;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        telnetd = Telnetd.start();
    }

    @AfterAll
    static void stop() {
        telnetd.close();
    }

    private Tmux session() throws IOException {
        List<String> line = ExampleProcess.line(
                TelnetSession.class,
                "127.0.0.1",
                String.valueOf(telnetd.port()),
                "--transcript",
                folder.resolve("transcript").toString());
        return Tmux.example(folder.resolve("tmux"), folder, "TERM=screen", line);
    }

    /** Logs in, and starts a shell that knows the temporary folder as its own. */
    private void logIn(Tmux terminal) throws IOException {
        terminal.awaitLast("login:");
        terminal.type(Telnetd.USER);
        terminal.awaitLast("Password:");
        terminal.type(Telnetd.PASSWORD);
        assertThat(terminal.awaitLast(PROMPT))
                .containsExactly(
                        "Trying 127.0.0.1...",
                        "Connected to 127.0.0.1.",
                        "Escape character is '^]'.",
                        "login: " + Telnetd.USER,
                        "Password:",
                        "Welcome " + Telnetd.USER,
                        PROMPT);
        terminal.type("shell");
        terminal.await("the shell", lines -> lines.size() == 8);
        terminal.type("cd " + folder);
        terminal.await("the prompt", lines -> lines.size() == 9);
    }

    @Test
    void theWindowTheInterruptAndTheCommandsAreThoseOfATerminal() throws Exception {
        try (Tmux terminal = session()) {
            logIn(terminal);
            terminal.type("stty size; echo $TERM");
            terminal.awaitLast(PROMPT);
            assertThat(terminal.awaitLine("40 100")).contains("screen");

            terminal.resize(90, 30);
            terminal.type("until [ \"$(stty size)\" = '30 90' ]; do sleep 0.1; done; echo re''sized");
            terminal.awaitLine("resized");

            terminal.type("echo be''gun; sleep 1000; echo not interrupted");
            terminal.awaitLine("begun");
            terminal.key("C-c");
            terminal.type("echo af''ter");
            assertThat(terminal.awaitLine("after")).doesNotContain("not interrupted");

            terminal.key("C-]");
            terminal.awaitLast("telnet>");
            assertThat(terminal.settings().split("[\\s;]+")).contains("icanon", "isig", "echo", "opost", "icrnl");
            terminal.type("stat");
            terminal.awaitLine("Operating in single character mode");
            assertThat(terminal.awaitLine("Escape character is '^]'.")).contains("Remote character echo");
            terminal.type("echo and ba''ck");
            terminal.awaitLine("and back");

            terminal.key("C-]");
            terminal.awaitLast("telnet>");
            terminal.type("q");
            assertThat(terminal.awaitEnd()).contains("Connection closed.", "status 0", "terminal as before");
        }
        assertThat(folder.resolve("transcript"))
                .content()
                .contains("\nS: begun\n", "# we: SB NAWS 90x30\n", "C: ********")
                .doesNotContain(Telnetd.PASSWORD);
    }

    @Test
    void aPagerAndAnEditorDrawTheScreen() throws Exception {
        assumeThat(List.of(Path.of("/usr/bin/less"), Path.of("/usr/bin/vi")))
                .as("less and vi are installed")
                .allMatch(Files::isExecutable);
        Path file = folder.resolve("hundred");
        Files.writeString(
                file,
                IntStream.rangeClosed(1, 100).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining()));
        try (Tmux terminal = session()) {
            logIn(terminal);
            terminal.type("less hundred");
            terminal.await(
                    "its first page",
                    lines -> lines.size() == 40 && lines.get(38).equals("line 39"));
            terminal.keys(" ");
            terminal.await(
                    "its second page",
                    lines -> lines.get(0).equals("line 40") && lines.get(38).equals("line 78"));
            terminal.keys("q");
            terminal.awaitLast(PROMPT);

            terminal.type("LC_ALL=C.UTF-8 vi -u NONE -N hundred");
            terminal.await(
                    "the file",
                    lines -> lines.get(0).equals("line 1") && lines.get(39).contains("hundred"));
            terminal.keys("2GAis \u00fc\u00df");
            terminal.key("Escape");
            terminal.await("the change", lines -> lines.get(1).equals("line 2is \u00fc\u00df"));
            terminal.type(":x");
            terminal.awaitLast(PROMPT);
            assertThat(Files.readAllLines(file, UTF_8)).hasSize(100).startsWith("line 1", "line 2is \u00fc\u00df");

            terminal.program().destroy();
            assertThat(terminal.awaitEnd()).contains("$ status 143", "terminal as before");
        }
        assertThat(folder.resolve("transcript"))
                .content()
                .contains("vi -u NONE -N hundred")
                .doesNotContain(Telnetd.PASSWORD);
    }

    @Test
    void aWrongPasswordEndsAPipeBeforeItsCommandsAreSent() throws Exception {
        ExampleProcess.Run refused = pipe("wrong-password");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).contains("Login incorrect").doesNotContain("hello");
        assertThat(refused.err()).contains("the login was refused");
    }

    @Test
    void aLoginFromAPipeGoesOnWithItsCommands() throws Exception {
        ExampleProcess.Run run = pipe(Telnetd.PASSWORD);
        assertThat(run.ok()).contains("Welcome " + Telnetd.USER, "$ ", "\nhello\r\n");
    }

    private ExampleProcess.Run pipe(String password) throws Exception {
        return new ExampleProcess(folder, password)
                .reading("echo hello\n")
                .run(TelnetSession.class, "127.0.0.1:" + telnetd.port(), "--user", Telnetd.USER, "--timeout", "10");
    }

    /** The lines of a pipe wait for the prompts that they answer. */
    @Test
    void aLoginInAPipeAnswersItsPromptsAndIsHidden() throws Exception {
        Path transcript = folder.resolve("pipe.txt");
        ExampleProcess.Run run = new ExampleProcess(folder, "unused")
                .reading(Telnetd.USER + "\n" + Telnetd.PASSWORD + "\necho hello\nexit\n")
                .run(
                        TelnetSession.class,
                        "127.0.0.1:" + telnetd.port(),
                        "--timeout",
                        "10",
                        "--transcript",
                        transcript.toString());
        assertThat(run.ok()).contains("Welcome " + Telnetd.USER, "\nhello\r\n");
        assertThat(Files.readString(transcript))
                .contains("C: " + Telnetd.USER, "C: ********", "C: echo hello")
                .doesNotContain("C: " + Telnetd.PASSWORD, "S: " + Telnetd.PASSWORD);
    }

    /** A peer that prompts late, and on a port that speaks no TELNET. */
    @Test
    void aSlowPeerIsWaitedFor() throws Exception {
        Path transcript = folder.resolve("slow.txt");
        try (HandServer server = HandServer.start(hand -> {
            Gap.pass(Duration.ofMillis(600));
            hand.write("name: ".getBytes(UTF_8));
            hand.line();
            Gap.pass(Duration.ofMillis(900));
            hand.write("Password: ".getBytes(UTF_8));
            hand.line();
            hand.write("\r\nwelcome\r\n".getBytes(UTF_8));
            hand.line();
        })) {
            ExampleProcess.Run run = new ExampleProcess(folder, "unused")
                    .reading("alice\nhunter2\nQUIT\n")
                    .run(
                            TelnetSession.class,
                            "127.0.0.1:" + server.port(),
                            "--timeout",
                            "5",
                            "--transcript",
                            transcript.toString());
            assertThat(run.ok()).contains("welcome");
        }
        assertThat(Files.readString(transcript))
                .contains("C: alice", "C: ********")
                .doesNotContain("hunter2");
    }
}
