package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Vsftpd;

@RequiresServer(RealServer.VSFTPD)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FtpShellTest {

    @TempDir
    private Path local;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int shell(String input, String... arguments) {
        Program program = new Program(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return FtpShell.run(program, arguments);
    }

    @Test
    void anonymousListsAndGets() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            server.publish("readme.txt", "hello\n".getBytes(UTF_8));
            Path transcript = local.resolve("transcript");
            int status = shell(
                    """
                    user anonymous
                    cd pub
                    ls
                    lcd %s
                    get readme.txt
                    size readme.txt
                    bye
                    """
                            .formatted(local),
                    "localhost:" + server.port(),
                    "--transcript",
                    transcript.toString(),
                    "--stats");
            assertThat(err.toString(UTF_8)).contains("vsFTPd", "round trips").doesNotContain("550");
            assertThat(status).isZero();
            assertThat(out.toString(UTF_8)).contains(" readme.txt\n").endsWith("\n6\n");
            assertThat(local.resolve("readme.txt")).hasContent("hello\n");
            assertThat(Files.readString(transcript)).contains("C: RETR readme.txt", "S: 221 ");
        }
    }

    @Test
    void aNamedUserMovesFilesBothWays() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            Files.writeString(local.resolve("a b.txt"), "one\n");
            Files.writeString(local.resolve("c.txt"), "two\n");
            int status = shell(
                    """
                    open localhost:%d
                    user %s %s
                    lcd %s
                    active
                    mput *.txt
                    passive
                    mkdir "new folder"
                    rename c.txt "new folder/d.txt"
                    mget "new folder/*"
                    append c.txt "new folder/d.txt"
                    reget "new folder/d.txt"
                    delete "new folder/d.txt"
                    rmdir "new folder"
                    ascii
                    put c.txt e.txt
                    binary
                    modtime e.txt
                    quote SITE HELP
                    status
                    system
                    pwd
                    quit
                    """
                            .formatted(server.port(), Vsftpd.USER, Vsftpd.PASSWORD, local));
            assertThat(err.toString(UTF_8).lines())
                    .as("no refusal among the replies")
                    .noneMatch(line -> line.matches("[45]\\d\\d .*"))
                    .contains("250 Rename successful.", "local: c.txt remote: e.txt");
            assertThat(status).isZero();
            assertThat(local.resolve("d.txt")).hasContent("two\ntwo\n");
            assertThat(server.home().resolve("a b.txt")).hasContent("one\n");
            assertThat(server.home().resolve("e.txt")).hasContent("two\n");
        }
    }

    @Test
    void aCommandThatFailsSaysWhyAndTheNextOneIsRead() throws IOException {
        try (Vsftpd server = Vsftpd.start()) {
            int status = shell(
                    """
                    pwd
                    user anonymous
                    get none
                    nonsense
                    rename one
                    pwd
                    """,
                    "localhost:" + server.port());
            assertThat(status).isEqualTo(1);
            assertThat(err.toString(UTF_8))
                    .contains("not logged in", "550 ", "?Invalid command.", "usage: rename FROM TO")
                    .doesNotContain("\tat ");
            assertThat(out.toString(UTF_8)).isEqualTo("/\n");
        }
    }

    @Test
    void aHostThatIsNotThereIsOneLineAndStatusOne() {
        assertThat(shell("", "localhost:1")).isEqualTo(1);
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
        assertThat(shell("", "--nonsense")).isEqualTo(2);
    }
}
