package protocols.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.peers.Dovecot;
import protocols.peers.Exim;
import protocols.peers.MailStore;
import protocols.peers.Nginx;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Vsftpd;

/**
 * The protocols in lines, spoken by hand with real servers, on a terminal and from a pipe: each line that is typed is seen
 * once, and goes out once the server has said what it waits for.
 */
@RequiresServer(RealServer.TMUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TelnetByHandTest {

    private static final String GREETED = "Escape character is '^]'.";
    private static final String CLOSED = "Connection closed by foreign host.";

    /** The message of the textbooks. */
    private static final String FLAG =
            """
            Return-path: <user@client.thm>
            Envelope-to: linda@server.thm
            Delivery-date: Thu, 12 Sep 2024 20:12:42 +0000
            Received: from [10.11.81.126] (helo=client.thm)
            \tby example.thm with smtp (Exim 4.95)
            \t(envelope-from <user@client.thm>)
            \tid 1soqAj-0007li-39
            \tfor linda@server.thm;
            \tThu, 12 Sep 2024 20:12:42 +0000
            From: user@client.thm
            To: linda@server.thm
            Subject: Your Flag

            Hello!
            Here's your flag:
            THM{TELNET_RETR_EMAIL}
            Enjoy your journey!
            """;

    @TempDir
    private Path folder;

    private final List<Typist.Step> steps = new ArrayList<>();

    /** Once the server has said this, that is typed. */
    private TelnetByHandTest after(String said, String... lines) {
        steps.add(new Typist.Step(said, String.join("\n", lines)));
        return this;
    }

    /** The screen at the end, without the words of the program. */
    private List<String> onTerminal(int port) throws IOException {
        List<String> line = ExampleProcess.line(TelnetSession.class, "127.0.0.1", String.valueOf(port));
        try (Tmux terminal = Tmux.example(folder.resolve("tmux"), folder, "TERM=screen", line)) {
            terminal.awaitLine(GREETED);
            terminal.resize(500, 60);
            for (Typist.Step step : steps) {
                terminal.await(step.said(), lines -> step.isDue(String.join("\n", lines)));
                for (String typed : step.typed().split("\n", -1)) {
                    terminal.type(typed);
                }
            }
            List<String> all = terminal.awaitEnd();
            assertThat(all).contains(CLOSED, "status 0", "terminal as before");
            return all.subList(all.indexOf(GREETED) + 1, all.indexOf(CLOSED));
        }
    }

    /** Standard output. */
    private List<String> fromPipe(int port) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Program program = new Program(
                new Typist(steps, () -> out.toString(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(TelnetSession.run(program, "127.0.0.1", String.valueOf(port), "--timeout", "20"))
                .isZero();
        assertThat(err.toString(UTF_8)).isEmpty();
        return out.toString(UTF_8).lines().toList();
    }

    /** What was seen on a terminal, without what was typed there. */
    private List<String> answers(List<String> screen) {
        List<String> answers = new ArrayList<>(screen);
        steps.forEach(step -> {
            for (String typed : step.typed().split("\n", -1)) {
                assertThat(answers.remove(typed)).as(typed).isTrue();
            }
        });
        return answers;
    }

    private static List<String> shown(String text) {
        return text.lines().map(line -> line.replace("\t", " ".repeat(8))).toList();
    }

    @Test
    @RequiresServer(RealServer.DOVECOT)
    void pop3AsInTheTextbook() throws Exception {
        try (Dovecot server = Dovecot.start()) {
            for (int size : new int[] {690, 589, 483}) {
                server.deliver("alice", ("Subject: s\r\n\r\n" + "x".repeat(size - 16) + "\r\n").getBytes(US_ASCII));
            }
            byte[] flag = FLAG.replace("\n", "\r\n").getBytes(US_ASCII);
            server.deliver("alice", flag);
            after("ready.", "USER alice")
                    .after("+OK", "PASS " + MailStore.PASSWORD)
                    .after("+OK Logged in.", "STAT")
                    .after("+OK 4 " + (690 + 589 + 483 + flag.length), "LIST")
                    .after("\n.", "RETR 4")
                    .after("Enjoy your journey!\n.", "QUIT");
            List<String> screen = onTerminal(server.pop3Port());
            assertThat(screen.get(0)).startsWith("+OK ").endsWith(" ready.");
            assertThat(screen.subList(1, screen.size() - 2))
                    .containsExactlyElementsOf(shown(
                            """
                            USER alice
                            +OK
                            PASS password
                            +OK Logged in.
                            STAT
                            +OK 4 %1$d
                            LIST
                            +OK 4 messages:
                            1 690
                            2 589
                            3 483
                            4 %2$d
                            .
                            RETR 4
                            +OK %2$d octets
                            %3$s.
                            """
                                    .formatted(690 + 589 + 483 + flag.length, flag.length, FLAG)));
            assertThat(screen).endsWith("QUIT", "+OK Logging out.");
            assertThat(fromPipe(server.pop3Port()).stream()
                            .flatMap(line -> shown(line.isEmpty() ? "\n" : line).stream()))
                    .containsExactlyElementsOf(answers(screen));
        }
    }

    @Test
    @RequiresServer(RealServer.EXIM)
    void smtp() throws Exception {
        try (MailStore store = MailStore.create();
                Exim server = Exim.start(store)) {
            after(" +0000", "HELO client.example")
                    .after("[127.0.0.1]", "MAIL FROM:<bob@example.org>")
                    .after("250 OK", "RCPT TO:<alice@example.org>")
                    .after("250 Accepted", "DATA")
                    .after("by itself", "Subject: Hello", "", "This is a test email.", ".")
                    .after("250 OK id=", "QUIT");
            List<String> screen = onTerminal(server.smtpPort());
            List<String> codes =
                    answers(screen).stream().map(line -> line.substring(0, 4)).toList();
            assertThat(codes).containsExactly("220 ", "250 ", "250 ", "250 ", "354 ", "250 ", "221 ");
            assertThat(fromPipe(server.smtpPort()))
                    .extracting(line -> line.substring(0, 4))
                    .containsExactlyElementsOf(codes);
            assertThat(store.messages("alice")).hasSize(2).allMatch(message -> new String(message, UTF_8)
                    .stripTrailing()
                    .endsWith("\n\nThis is a test email."));
        }
    }

    @Test
    @RequiresServer(RealServer.DOVECOT)
    void imap() throws Exception {
        try (Dovecot server = Dovecot.start()) {
            server.deliver("alice", FLAG.replace("\n", "\r\n").getBytes(US_ASCII));
            after("ready.", "A001 LOGIN alice " + MailStore.PASSWORD)
                    .after("Logged in", "A002 SELECT INBOX")
                    .after("secs).", "A003 FETCH 1 BODY[HEADER.FIELDS (SUBJECT)]")
                    .after("A003 OK Fetch completed", "A004 LOGOUT");
            List<String> screen = onTerminal(server.imapPort());
            assertThat(screen)
                    .containsSubsequence(
                            "A001 LOGIN alice " + MailStore.PASSWORD,
                            "A002 SELECT INBOX",
                            "* 1 EXISTS",
                            "A003 FETCH 1 BODY[HEADER.FIELDS (SUBJECT)]",
                            "* 1 FETCH (FLAGS (\\Seen \\Recent) BODY[HEADER.FIELDS (SUBJECT)] {22}",
                            "Subject: Your Flag",
                            "",
                            ")",
                            "A004 LOGOUT",
                            "* BYE Logging out");
            assertThat(fromPipe(server.imapPort()))
                    .doesNotContain("A002 SELECT INBOX")
                    .contains("Subject: Your Flag", "* BYE Logging out");
        }
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void ftp() throws Exception {
        try (Vsftpd server = Vsftpd.start()) {
            after(")", "USER anonymous")
                    .after("331 Please specify the password.", "PASS me@example.org")
                    .after("230 Login successful.", "PWD")
                    .after("257 \"/\" is the current directory", "QUIT");
            List<String> screen = onTerminal(server.port());
            assertThat(screen).hasSize(9).endsWith("PWD", "257 \"/\" is the current directory", "QUIT", "221 Goodbye.");
            assertThat(fromPipe(server.port())).containsExactlyElementsOf(answers(screen));
        }
    }

    @Test
    @RequiresServer(RealServer.NGINX)
    void http() throws Exception {
        try (Nginx server = Nginx.start()) {
            Files.writeString(server.root().resolve("page.html"), "<p>It works.</p>\n");
            after("", "GET /page.html HTTP/1.1", "Host: localhost", "Connection: close", "");
            List<String> screen = onTerminal(server.httpPort());
            assertThat(screen)
                    .startsWith(
                            "GET /page.html HTTP/1.1", "Host: localhost", "Connection: close", "", "HTTP/1.1 200 OK")
                    .endsWith("", "<p>It works.</p>");
            assertThat(fromPipe(server.httpPort()))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("", "<p>It works.</p>")
                    .hasSize(screen.size() - 4);
        }
    }
}
