package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.examples.ExampleProcess.Run;

/** The program in a process of its own, as a shell runs it, against GreenMail. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ReadMailTest {

    private static final String PASSWORD = "hunter2-secret";

    @TempDir
    private Path folder;

    private GreenMail server;
    private GreenMailUser user;

    @BeforeEach
    void start() throws Exception {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        user = server.setUser("alice@example.org", "alice", PASSWORD);
        server.start();
        var host = server.getManagers().getImapHostManager();
        host.createMailbox(user, "Archive");
        deliver("number 1");
        deliver("number 2");
    }

    private void deliver(String subject) {
        user.deliver(
                GreenMailUtil.newMimeMessage("From: Bob <bob@example.org>\r\nDate: Thu, 5 Nov 2026 10:00:00 +0000\r\n"
                        + "Subject: " + subject + "\r\n\r\ntext\r\n"));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private List<String> line(String... words) {
        List<String> line = new ArrayList<>(
                List.of("--server", "127.0.0.1:" + server.getImap().getPort(), "--user", "alice"));
        line.addAll(List.of(words));
        return line;
    }

    private Run run(String... words) throws Exception {
        return new ExampleProcess(folder, PASSWORD)
                .run(ReadMail.class, line(words).toArray(String[]::new));
    }

    private String uid(int index) throws Exception {
        return run("list", "INBOX").ok().lines().toList().get(index).split(" ")[0];
    }

    @Test
    void aFlagIsSetAndSeenAndRemoved() throws Exception {
        String uid = uid(1);
        assertThat(run("flag", "INBOX", uid, "\\Flagged").ok())
                .startsWith(uid + " ")
                .contains("\\Flagged");
        assertThat(run("list", "INBOX").ok().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith(uid + " (")
                .contains("\\Flagged")
                .endsWith("2026-11-05 10:00 +0000 Bob <bob@example.org> number 2");
        run("unflag", "INBOX", uid, "\\Flagged").ok();
        assertThat(run("list", "INBOX").ok()).doesNotContain("\\Flagged");
    }

    @Test
    void aCopyStandsInBothMailboxes() throws Exception {
        run("copy", "INBOX", uid(0), "Archive").ok();
        assertThat(run("list", "Archive").ok().lines())
                .singleElement()
                .asString()
                .endsWith("number 1");
        assertThat(run("list", "INBOX").ok().lines()).hasSize(2);
        assertThat(run("folders").ok().lines()).contains("INBOX", "Archive");
    }

    @Test
    void searchShowAndHeaders() throws Exception {
        String found = run("search", "INBOX", "number 2").ok();
        assertThat(found.lines()).singleElement().asString().endsWith("number 2");
        String uid = found.split(" ")[0];
        assertThat(run("show", "INBOX", uid).ok())
                .contains("Subject: number 2\r\n")
                .contains("\r\n\r\ntext");
        assertThat(run("headers", "INBOX", uid).ok())
                .contains("Subject: number 2\r\n")
                .doesNotContain("text");
    }

    @Test
    void whatIsNotThereIsStatusOne() throws Exception {
        for (List<String> command : List.of(
                List.of("show", "INBOX", "4711"),
                List.of("headers", "INBOX", "4711"),
                List.of("flag", "INBOX", "4711", "\\Seen"),
                List.of("copy", "INBOX", "4711", "Archive"))) {
            Run run = run(command.toArray(String[]::new));
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("no message 4711 in INBOX");
        }
    }

    @Test
    void wrongUsageIsStatusTwo() throws Exception {
        assertThat(run("flag", "INBOX", "1").status()).isEqualTo(2);
        assertThat(run("show", "INBOX", "x").status()).isEqualTo(2);
        assertThat(run("erase", "INBOX").status()).isEqualTo(2);
    }

    @Test
    void whatArrivesIsPrintedWhileItIsWatched() throws Exception {
        Process process = new ExampleProcess(folder, PASSWORD)
                .start(ReadMail.class, line("watch", "INBOX").toArray(String[]::new));
        try (BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
                BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(err.readLine()).isEqualTo("watching INBOX: 2 messages");
            deliver("number 3");
            assertThat(out.readLine()).endsWith("Bob <bob@example.org> number 3");
            deliver("number 4");
            assertThat(out.readLine()).endsWith("Bob <bob@example.org> number 4");
        } finally {
            process.destroyForcibly();
        }
    }
}
