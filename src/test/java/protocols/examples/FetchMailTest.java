package protocols.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.examples.ExampleProcess.Run;

/** The program in a process of its own, as a shell runs it, against GreenMail. */
class FetchMailTest {

    private static final String PASSWORD = "hunter2-secret";

    @TempDir
    private Path folder;

    private GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3));
        var user = server.setUser("alice@example.org", "alice", PASSWORD);
        server.start();
        for (int i = 1; i <= 3; i++) {
            user.deliver(GreenMailUtil.newMimeMessage("Subject: number " + i + "\r\n\r\n.\r\ntext " + i + "\r\n"));
        }
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Run run(String... words) throws Exception {
        List<String> line = new ArrayList<>(
                List.of("--server", "127.0.0.1:" + server.getPop3().getPort(), "--user", "alice"));
        line.addAll(List.of(words));
        return new ExampleProcess(folder, PASSWORD).run(FetchMail.class, line.toArray(String[]::new));
    }

    @Test
    void retrWritesTheExactBytes() throws Exception {
        Run run = run("retr", "2", "--transcript", folder.resolve("t.txt").toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Subject: number 2\r\n").contains("\r\n\r\n.\r\ntext 2");
        assertThat(Files.readString(folder.resolve("t.txt")))
                .contains("C: AUTH PLAIN ********\n")
                .doesNotContain(PASSWORD);
    }

    @Test
    void allWritesAFileForEachMessageAndOverwritesNone() throws Exception {
        Path mails = folder.resolve("mails");
        assertThat(run("all", mails.toString()).out().lines()).hasSize(3);
        List<Path> files = files(mails);
        assertThat(files).hasSize(3);
        assertThat(Files.readString(files.get(2))).startsWith("Subject: number 3\r\n");
        Files.writeString(files.get(0), "mine");
        Run again = run("all", mails.toString());
        assertThat(again.status()).isZero();
        assertThat(again.err()).contains("is there already");
        assertThat(Files.readString(files.get(0))).isEqualTo("mine");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void deleDeletesAndStatAndListTell() throws Exception {
        assertThat(run("dele", "1").out().strip()).isEqualTo("deleted 1");
        assertThat(run("stat").out()).startsWith("2 ");
        assertThat(run("list").out().lines()).hasSize(2);
    }

    @Test
    void aRefusalIsOneLineAndStatusOne() throws Exception {
        Run run = run("retr", "9");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("refused");
    }

    @Test
    void wrongUsageIsStatusTwo() throws Exception {
        assertThat(run("retr").status()).isEqualTo(2);
        assertThat(run("fetch", "1").status()).isEqualTo(2);
        assertThat(run("retr", "x").status()).isEqualTo(2);
    }
}
