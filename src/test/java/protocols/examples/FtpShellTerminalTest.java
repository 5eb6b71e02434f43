package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Vsftpd;

/** The sessions of the textbooks, on a terminal: what is typed, and what the screen shows then. */
@RequiresServer({RealServer.VSFTPD, RealServer.TMUX})
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FtpShellTerminalTest {

    private static final String PROMPT = "ftp>";

    private static final String USER = System.getProperty("user.name");

    /** The session as textbooks have it; the server's dates and the rate stand for themselves. */
    private static final String TEXTBOOK =
            """
            Connected to 127.0.0.1.
            220 (vsFTPd)
            Name (127.0.0.1:%s): anonymous
            331 Please specify the password.
            Password:
            230 Login successful.
            Remote system type is UNIX.
            Using binary mode to transfer files.
            ftp> ls
            2xx AGREED
            150 Here comes the directory listing.
            -rw-r--r-- 1 0 0 1480 DATE coffee.txt
            -rw-r--r-- 1 0 0 14 DATE flag.txt
            -rw-r--r-- 1 0 0 1595 DATE tea.txt
            226 Directory send OK.
            ftp> get flag.txt
            local: flag.txt remote: flag.txt
            2xx AGREED
            150 Opening BINARY mode data connection for flag.txt (14 bytes).
            226 Transfer complete.
            14 bytes received in RATE
            ftp> !ls
            flag.txt
            ftp> !cat flag.txt
            THM{FAST-FTP}
            ftp>
            """
                    .formatted(USER);

    @TempDir
    private Path folder;

    private Path here;

    @BeforeEach
    void prepare() throws IOException {
        here = Files.createDirectory(folder.resolve("here"));
    }

    private Tmux shell(String... words) throws IOException {
        return Tmux.example(folder.resolve("tmux"), here, "SHELL=/bin/sh", ExampleProcess.line(FtpShell.class, words));
    }

    /** The screen without what differs from run to run: dates, widths, rates, and how the data connection came about. */
    private static List<String> inWords(List<String> screen) {
        return screen.stream()
                .map(line -> line.replaceAll(" +", " ").strip())
                .map(line -> line.replaceAll("^(-rw.* \\d+) [A-Z][a-z]{2} \\d+ +\\d[\\d:]+ ", "$1 DATE "))
                .map(line -> line.replaceAll("^-rw-r--r-- 1 \\d+ \\d+ ", "-rw-r--r-- 1 0 0 "))
                .map(line -> line.replaceAll(
                        "^(\\d+ bytes \\w+ in) \\d+\\.\\d\\d secs \\(\\d+\\.\\d{4} [kMG]B/s\\)$", "$1 RATE"))
                .map(line -> line.replaceAll("^2(00 PORT command|29 Entering Extended Passive Mode) .*$", "2xx AGREED"))
                .map(line -> line.replaceAll("^220 \\(vsFTPd [\\d.]+\\)$", "220 (vsFTPd)"))
                .toList();
    }

    @Test
    void theSessionOfTheTextbookIsShownInItsOrderAndWords() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            Files.delete(server.anonymousRoot().resolve("pub"));
            Files.delete(server.anonymousRoot().resolve("upload"));
            write(server, "coffee.txt", "c".repeat(1480));
            write(server, "flag.txt", "THM{FAST-FTP}\n");
            write(server, "tea.txt", "t".repeat(1595));
            try (Tmux terminal = shell("127.0.0.1:" + server.port())) {
                beAnonymous(terminal);
                for (String line : List.of("ls", "get flag.txt", "!ls", "!cat flag.txt")) {
                    type(terminal, line);
                }
                assertThat(inWords(terminal.screen()))
                        .containsExactlyElementsOf(TEXTBOOK.lines().toList());
                terminal.type("bye");
                assertThat(end(terminal)).contains("221 Goodbye.", "status 0");
            }
        }
    }

    private static void beAnonymous(Tmux terminal) throws IOException {
        terminal.awaitLast("Name (127.0.0.1:" + USER + "):");
        terminal.type("anonymous");
        terminal.awaitLast("Password:");
        terminal.type("me@example.org");
        terminal.awaitLast(PROMPT);
    }

    @Test
    void ctrlCEndsTheTransferAndNotTheProgram() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            server.publishLarge("endless.bin", 1L << 40);
            try (Tmux terminal = shell("127.0.0.1:" + server.port())) {
                beAnonymous(terminal);
                terminal.type("get pub/endless.bin /dev/null");
                terminal.await("a bar", lines -> lines.get(lines.size() - 1).startsWith("[ "));
                terminal.key("C-c");
                terminal.await(
                        "a prompt", lines -> lines.get(lines.size() - 1).strip().equals(PROMPT));
                assertThat(terminal.screen()).contains("transfer aborted");
                assertThat(type(terminal, "pwd")).contains("257 \"/\" is the current directory");
                terminal.type("bye");
                assertThat(end(terminal))
                        .contains("221 Goodbye.", "status 0")
                        .anyMatch(line -> line.startsWith("isig icanon "));
            }
        }
    }

    @Test
    void ctrlCEndsATransferThatStallsAsWellButCostsTheSession() throws IOException {
        String dialogue =
                """
                S: 220 ready
                C: USER anonymous
                S: 331 password
                C: PASS anonymous@
                S: 230 in
                C: SYST
                S: 215 UNIX Type: L8
                C: TYPE I
                S: 200 ok
                C: SIZE a
                S: 550 no
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: RETR a
                S: 150 go
                S2: part
                *2 gap
                """;
        try (Peer server = Script.of(Transcript.parse(dialogue)).serve();
                Tmux terminal = shell("127.0.0.1:" + server.port())) {
            beAnonymous(terminal);
            terminal.type("get a");
            terminal.await("the transfer", lines -> lines.contains("150 go"));
            terminal.key("C-c");
            terminal.awaitLast(PROMPT);
            assertThat(type(terminal, "pwd")).contains("Not connected.");
            assertThat(here.resolve("a")).hasContent("part");
        }
    }

    @Test
    void whatIsTypedDuringATransferIsReadAfterIt() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            server.publishLarge("long.bin", 3L << 30);
            try (Tmux terminal = shell("127.0.0.1:" + server.port())) {
                beAnonymous(terminal);
                terminal.type("get pub/long.bin /dev/null");
                terminal.await("a bar", lines -> lines.get(lines.size() - 1).startsWith("["));
                terminal.type("pwd");
                terminal.await("both", lines -> lines.contains("ftp> 257 \"/\" is the current directory"));
                assertThat(terminal.screen()).contains("226 Transfer complete.");
            }
        }
    }

    @Test
    void afterAWrongPasswordTheUserIsAskedForAgain() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            try (Tmux terminal = shell("127.0.0.1:" + server.port())) {
                terminal.awaitLast("Name (127.0.0.1:" + USER + "):");
                terminal.type(Vsftpd.USER);
                terminal.awaitLast("Password:");
                terminal.type("wrong");
                assertThat(terminal.awaitLast(PROMPT)).contains("530 Login incorrect.", "Login failed.");
                terminal.type("user " + Vsftpd.USER);
                assertThat(terminal.awaitLast("Password:")).endsWith("331 Please specify the password.", "Password:");
                terminal.type(Vsftpd.PASSWORD);
                assertThat(terminal.awaitLast(PROMPT))
                        .contains("230 Login successful.")
                        .containsOnlyOnce("Connected to 127.0.0.1.")
                        .noneMatch(line -> line.contains(Vsftpd.PASSWORD + " ") || line.contains("wrong"));
            }
        }
    }

    @Test
    void manyFilesAreAskedForOneByOne() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            server.publish("a.txt", "a".getBytes(UTF_8));
            server.publish("b.txt", "b".getBytes(UTF_8));
            try (Tmux terminal = shell("127.0.0.1:" + server.port())) {
                beAnonymous(terminal);
                type(terminal, "cd pub");
                terminal.type("mget *.txt");
                terminal.awaitLast("mget a.txt?");
                terminal.type("n");
                terminal.awaitLast("mget b.txt?");
                terminal.type("y");
                assertThat(terminal.awaitLast(PROMPT)).contains("local: b.txt remote: b.txt");
                assertThat(here.resolve("a.txt")).doesNotExist();
                assertThat(here.resolve("b.txt")).hasContent("b");
            }
        }
    }

    /** The screen once the program has ended. */
    private static List<String> end(Tmux terminal) throws IOException {
        return terminal.await("the end", lines -> lines.stream().anyMatch(line -> line.contains("isig")));
    }

    private static void write(Vsftpd server, String name, String text) throws IOException {
        Files.writeString(server.anonymousRoot().resolve(name), text, UTF_8);
    }

    /** Types a line at the prompt, and waits for the next one. */
    private static List<String> type(Tmux terminal, String line) throws IOException {
        int before = prompts(terminal.screen());
        terminal.type(line);
        return terminal.await(
                "a prompt after " + line,
                lines -> prompts(lines) > before
                        && lines.get(lines.size() - 1).strip().equals(PROMPT));
    }

    private static int prompts(List<String> lines) {
        return (int) lines.stream().filter(line -> line.startsWith(PROMPT)).count();
    }
}
