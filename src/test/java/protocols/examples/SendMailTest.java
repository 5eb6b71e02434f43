package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.peers.Scripted;

class SendMailTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String in, String... line) {
        Program program = new Program(
                new ByteArrayInputStream(in.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return SendMail.run(program, line);
    }

    private int run(Scripted server, String in, String... more) {
        List<String> line =
                new ArrayList<>(List.of("--server", "127.0.0.1:" + server.port(), "--from", "a@example.org"));
        line.addAll(List.of(more));
        return run(in, line.toArray(String[]::new));
    }

    private String out() {
        return out.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static final String HELLO =
            """
            S: 220 mx.example.org ESMTP
            C: EHLO [127.0.0.1]
            S: 250 mx.example.org
            C: MAIL FROM:<a@example.org>
            S: 250 ok
            """;

    @Test
    void aFinishedMessageGoesOutAsItIsAndEachRecipientHasALine() throws IOException {
        Path transcript = folder.resolve("t.txt");
        try (Scripted server = Scripted.play(
                HELLO
                        + """
                C: RCPT TO:<b@x.example>
                S: 250 2.1.5 Ok
                C: RCPT TO:<c@y.example>
                S: 550 5.1.1 No such user
                C: DATA
                S: 354 go ahead
                C: Subject: done
                C:\s
                C: text
                C: .
                S: 250 2.0.0 queued as 17
                C: QUIT
                S: 221 bye
                """)) {
            int status = run(
                    server,
                    "Subject: done\n\ntext\n",
                    "--to",
                    "b@x.example",
                    "--to",
                    "c@y.example",
                    "--stats",
                    "--transcript",
                    transcript.toString());
            assertThat(status).isEqualTo(1);
        }
        assertThat(out())
                .isEqualTo(
                        """
                accepted b@x.example 250 2.1.5 Ok
                refused c@y.example 550 5.1.1 No such user
                queued 250 2.0.0 queued as 17
                """);
        assertThat(err.toString(UTF_8)).contains("round trips");
        assertThat(Files.readString(transcript)).contains("C: Subject: done");
    }

    @Test
    void whereEverybodyIsRefusedEachIsALineStill() throws IOException {
        try (Scripted server = Scripted.play(
                HELLO
                        + """
                C: RCPT TO:<b@x.example>
                S: 450 4.2.1 later
                C: QUIT
                S: 221 bye
                """)) {
            assertThat(run(server, "x", "--to", "b@x.example", "-")).isEqualTo(1);
        }
        assertThat(out()).isEqualTo("refused b@x.example 450 4.2.1 later\n");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void withASubjectTheMessageIsBuilt() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "Hello\n");
        Path attachment = Files.writeString(folder.resolve("notes.txt"), "attached");
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            String[] line = {
                "--server",
                "127.0.0.1:" + server.getSmtp().getPort(),
                "--from",
                "a@x.example",
                "--to",
                "b@x.example",
                "--subject",
                "Grüße",
                "--attach",
                attachment.toString(),
                text.toString()
            };
            assertThat(run("", line)).isZero();
            assertThat(server.waitForIncomingEmail(5000, 1)).isTrue();
            var received = server.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo("Grüße");
            assertThat(received.getHeader("To", ",")).isEqualTo("b@x.example");
            assertThat(GreenMailUtil.getBody(received)).contains("Hello", "notes.txt");
        } finally {
            server.stop();
        }
        assertThat(out()).contains("accepted b@x.example 250", "queued 250");
    }

    @Test
    void wrongUsageIsStatusTwoAndSaysWhy() {
        assertThat(run("", "--from", "a@example.org")).isEqualTo(2);
        assertThat(run("", "--server", "localhost", "--from", "a@example.org")).isEqualTo(2);
        assertThat(run("", "--server", "localhost", "--from", "no mailbox", "--to", "b@x.example"))
                .isEqualTo(2);
        assertThat(run("", "--server", "localhost", "--from", "a@x.example", "--to", "b@x.example", "--attach", "f"))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("--server is missing", "--to is missing", "no mailbox", "--attach needs --subject");
    }

    @Test
    void aServerThatIsNotThereIsOneLineOfError() throws IOException {
        int port;
        try (Scripted gone = Scripted.play(Scripted.of("S: 220 x\n").forever())) {
            port = gone.port();
        }
        int status = run("x", "--server", "127.0.0.1:" + port, "--from", "a@x.example", "--to", "b@x.example");
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(UTF_8).lines()).hasSize(1).allMatch(line -> line.contains("127.0.0.1:" + port));
    }
}
