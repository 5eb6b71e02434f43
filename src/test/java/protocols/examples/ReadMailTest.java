package protocols.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
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
import protocols.peers.Scripted;

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

    /** What arrives is told while it is waited for, with what is fetched, and beside what goes. */
    @Test
    void whatArrivesIsPrintedUntilTheServerGoes() throws Exception {
        String envelope = " FLAGS () ENVELOPE (\"Thu, 5 Nov 2026 10:00:00 +0000\" \"number %d\""
                + " ((\"Bob\" NIL \"bob\" \"example.org\")) NIL NIL NIL NIL NIL NIL NIL))\n";
        try (Scripted peer = Scripted.play(
                """
                S: * OK [CAPABILITY IMAP4rev1] ready
                C: A1 LOGIN alice ********
                S: A1 OK [CAPABILITY IMAP4rev1 IDLE] in
                C: A2 EXAMINE INBOX
                S: * 2 EXISTS
                S: * OK [UIDNEXT 12] next
                S: A2 OK [READ-ONLY] opened
                C: A3 IDLE
                S: + idling
                S: * 3 EXISTS
                C: DONE
                S: A3 OK
                C: A4 UID FETCH 12:* (UID FLAGS ENVELOPE)
                S: * 3 FETCH (UID 12"""
                        + envelope.formatted(3)
                        + """
                S: * 4 EXISTS
                S: A4 OK
                C: A5 UID FETCH 13:* (UID FLAGS ENVELOPE)
                S: * 4 FETCH (UID 14"""
                        + envelope.formatted(4)
                        + """
                S: A5 OK
                C: A6 IDLE
                S: + idling
                S: * 4 EXPUNGE
                C: DONE
                S: * 4 EXISTS
                S: A6 OK
                C: A7 UID FETCH 15:* (UID FLAGS ENVELOPE)
                S: * 4 FETCH (UID 15"""
                        + envelope.formatted(5)
                        + """
                S: A7 OK
                C: A8 IDLE
                S: + idling
                S: * 3 EXPUNGE
                C: DONE
                S: A8 OK
                C: A9 UID FETCH 16:* (UID FLAGS ENVELOPE)
                S: * 3 FETCH (UID 15"""
                        + envelope.formatted(5)
                        + """
                S: A9 OK
                C: A10 IDLE
                S: * BYE going down
                * closed by peer
                """)) {
            Run run = new ExampleProcess(folder, PASSWORD)
                    .run(ReadMail.class, "--server", "127.0.0.1:" + peer.port(), "--user", "alice", "watch", "INBOX");
            assertThat(run.out().lines())
                    .containsExactly(
                            "12 () 2026-11-05 10:00 +0000 Bob <bob@example.org> number 3",
                            "14 () 2026-11-05 10:00 +0000 Bob <bob@example.org> number 4",
                            "15 () 2026-11-05 10:00 +0000 Bob <bob@example.org> number 5");
            assertThat(run.err()).startsWith("watching INBOX: 2 messages\n").contains("going down");
            assertThat(run.status()).isEqualTo(1);
        }
    }
}
