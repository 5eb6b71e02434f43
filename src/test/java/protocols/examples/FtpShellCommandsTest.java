package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;
import protocols.peers.Vsftpd;

/** The commands of the shell from a pipe: results on standard output, replies, remarks and errors on standard error. */
@RequiresServer(RealServer.VSFTPD)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FtpShellCommandsTest {

    @TempDir
    private Path local;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** The exit status, after those commands were run in the home of the named user. */
    private int shell(Vsftpd server, String commands) {
        String login = "open 127.0.0.1 %d\nuser %s %s\n!:\n".formatted(server.port(), Vsftpd.USER, Vsftpd.PASSWORD);
        return shell(login + commands);
    }

    private int shell(String commands, String... words) {
        Program program = new Program(
                new ByteArrayInputStream(commands.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return FtpShell.run(program, words);
    }

    private List<String> results() {
        return out.toString(UTF_8).lines().toList();
    }

    private List<String> said() {
        return err.toString(UTF_8).lines().toList();
    }

    /** The names at the ends of the lines of a listing. */
    private List<String> listed() {
        return results().stream()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    private static Vsftpd server() throws IOException {
        Vsftpd server = Vsftpd.start();
        server.putHome("a.txt", "one\n".getBytes(UTF_8));
        server.putHome("b.txt", "two\n".getBytes(UTF_8));
        server.putHome(".hidden", "three\n".getBytes(UTF_8));
        return server;
    }

    @Test
    void lsListsADirectoryAFileAPatternAndWhatIsHidden() throws IOException {
        try (Vsftpd server = server()) {
            assertThat(shell(server, "ls\n")).isZero();
            assertThat(listed()).containsExactly("a.txt", "b.txt");
            assertThat(results()).allMatch(line -> line.matches("-rw-r--r-- +1 .* \\d\\d:\\d\\d [ab]\\.txt"));
            assertThat(said()).contains("150 Here comes the directory listing.", "226 Directory send OK.");
            for (String each : List.of("ls b.txt", "ls b*", "dir b.txt", "ls -l b.txt")) {
                out.reset();
                assertThat(shell(server, each + "\n")).isZero();
                assertThat(listed()).as(each).containsExactly("b.txt");
            }
            out.reset();
            assertThat(shell(server, "mkdir d\ncd d\nls -la ..\ncdup\nls d\n")).isZero();
            assertThat(listed()).contains(".hidden", "a.txt", ".", "..");
            assertThat(results().get(0)).as("no reply among them").startsWith("drwx");
            out.reset();
            shell(
                    server,
                    "mkdir \"e f\"\nput %s \"e f/g\"\nls \"e f\"\n"
                            .formatted(server.home().resolve("a.txt")));
            assertThat(listed()).containsExactly("g");
            assertThat(said().get(said().size() - 1)).isEqualTo("226 Directory send OK.");
            out.reset();
            shell(server, "nlist\n");
            assertThat(results()).containsExactly("a.txt", "b.txt", "d", "e f");
        }
    }

    @Test
    void manyFilesAreDeletedByPattern() throws IOException {
        try (Vsftpd server = server()) {
            assertThat(shell(server, "mdel *.txt\nnlist\nmdelete *.none\n")).isEqualTo(1);
            assertThat(server.home().resolve("a.txt")).doesNotExist();
            assertThat(results()).isEmpty();
            assertThat(said()).contains("250 Delete operation successful.", "*.none: no such file there");
        }
    }

    @Test
    void aTransferSaysWhatItMovesAndHowFast() throws IOException {
        try (Vsftpd server = server()) {
            server.putHome("big", new byte[5000]);
            assertThat(shell(server, "lcd %s\nhash\nget big\nverbose\nget a.txt\n".formatted(local)))
                    .isZero();
            assertThat(local.resolve("a.txt")).hasContent("one\n");
            assertThat(said())
                    .contains(
                            "local: big remote: big",
                            "Hash mark printing on (1024 bytes/hash mark).",
                            "Verbose mode off.")
                    .contains("####")
                    .anyMatch(line ->
                            line.matches("5000 bytes received in \\d+\\.\\d\\d secs \\(\\d+\\.\\d{4} [kM]B/s\\)"))
                    .noneMatch(line -> line.contains("a.txt"));
        }
    }

    @Test
    void whatTheServerSaysIsTheResultWhereItWasAskedFor() throws IOException {
        try (Vsftpd server = server()) {
            assertThat(shell(server, "quote HELP STAT\nsystem\nmodtime a.txt\nstat\nasc\nbin\n"))
                    .isZero();
            assertThat(results())
                    .contains("214-The following commands are recognized.", "214 Help OK.", "UNIX Type: L8")
                    .contains("211 End of status")
                    .anyMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*Z"));
            assertThat(said())
                    .contains("200 Switching to ASCII mode.", "200 Switching to Binary mode.")
                    .noneMatch(line -> line.startsWith("214") || line.startsWith("211"));
            assertThat(shell(server, "quote SITE NONSENSE\n")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "p, ?Ambiguous command.",
        "hash x, usage: hash ",
        "lss, ?Invalid command.",
        "s, ?Ambiguous command.",
        "siz x, Not connected.",
        "get, usage: get REMOTE [LOCAL]",
        "close, Not connected.",
        "dis, Not connected.",
        "user, usage: user NAME [PASSWORD]",
        "help nonsense, ?Invalid command."
    })
    void whatCannotBeDoneSaysWhy(String line, String why) {
        assertThat(shell(line + "\n")).isEqualTo(1);
        assertThat(err.toString(UTF_8).strip()).isEqualTo(why.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bye", "by", "quit", "qui", "exit", "ex"})
    void anEndIsAnEnd(String word) {
        assertThat(shell(word + "\nnonsense\n")).isZero();
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void helpNamesTheCommandsAndWhatEachDoes() {
        assertThat(shell("help get\n? reg\nhelp\n?\n")).isZero();
        assertThat(results())
                .contains("get         receive file", "            usage: get REMOTE [LOCAL]")
                .contains("reget       get file restarting at end of local file")
                .contains("Commands may be abbreviated.  Commands are:");
        List<String> words = List.of(out.toString(UTF_8).split("\\s+"));
        assertThat(words)
                .contains("open", "user", "ls", "dir", "nlist", "cd", "cdup", "lcd", "pwd", "get", "put", "mget")
                .contains("mput", "append", "reget", "delete", "mdelete", "mkdir", "rmdir", "rename", "size")
                .contains("modtime", "ascii", "binary", "passive", "active", "hash", "verbose", "quote", "system")
                .contains("status", "help", "?", "!", "prompt", "close", "disconnect", "bye", "quit", "exit");
    }

    @Test
    void afterAWrongPasswordTheNextUserIsLetIn() throws IOException {
        try (Vsftpd server = server()) {
            int status = shell("open 127.0.0.1 %d\nuser %s wrong\nuser %s %s\npwd\n"
                    .formatted(server.port(), Vsftpd.USER, Vsftpd.USER, Vsftpd.PASSWORD));
            assertThat(status).isEqualTo(1);
            assertThat(said()).contains("530 Login incorrect.", "Login failed.", "230 Login successful.");
            assertThat(said().stream().filter(line -> line.startsWith("530"))).hasSize(1);
            assertThat(said()).containsOnlyOnce("Connected to 127.0.0.1.");
            assertThat(results()).containsExactly("/");
        }
    }

    @Test
    void overTlsItIsTheSameSession() throws IOException {
        try (Vsftpd server = Vsftpd.start(Vsftpd.Option.FORCE_TLS)) {
            server.putHome("a.txt", "one\n".getBytes(UTF_8));
            String commands = "user %s %s\nlcd %s\nget a.txt\nls\n".formatted(Vsftpd.USER, Vsftpd.PASSWORD, local);
            String ca = TestCa.shared().writeTo(local).toString();
            assertThat(shell(commands, "localhost:" + server.port(), "--tls", "upgrade", "--ca", ca))
                    .isZero();
            assertThat(local.resolve("a.txt")).hasContent("one\n");
            assertThat(listed()).contains("a.txt");
            assertThat(said())
                    .startsWith("Connected to localhost.")
                    .contains("234 Proceed with negotiation.", "230 Login successful.", "226 Transfer complete.");
        }
    }

    @Test
    void aFileThatIsNotThereLeavesTheLocalOneAsItIs() throws IOException {
        Files.writeString(local.resolve("none"), "mine");
        try (Vsftpd server = server()) {
            assertThat(shell(server, "lcd %s\nget none\nput nothing\nopen 127.0.0.1\n".formatted(local)))
                    .isEqualTo(1);
            assertThat(local.resolve("none")).hasContent("mine");
            assertThat(said())
                    .contains("550 Failed to open file.", "Already connected to 127.0.0.1, use close first.")
                    .contains(local.resolve("nothing") + ": no such file");
        }
    }
}
