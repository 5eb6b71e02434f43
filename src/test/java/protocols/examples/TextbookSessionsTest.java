package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.peers.Dovecot;
import protocols.peers.Exim;
import protocols.peers.Knot;
import protocols.peers.MailStore;
import protocols.peers.Nginx;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;
import protocols.peers.Vsftpd;

/** The sessions of the textbooks, by the example programs, against real servers. */
class TextbookSessionsTest {

    private static final String HOST = "127.0.0.1:";

    @TempDir
    private Path folder;

    private ExampleProcess example;

    @BeforeEach
    void prepare() {
        example = new ExampleProcess(folder, MailStore.PASSWORD);
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void anAnonymousFtpLoginListsAndGets() throws Exception {
        try (Vsftpd server = Vsftpd.start()) {
            server.publish("readme.txt", "Hello.\n".getBytes(UTF_8));
            Path local = folder.resolve("copy.txt");
            ExampleProcess.Run run = example.reading(
                            "user anonymous me@example.org\ncd pub\nls\nget readme.txt " + local + "\nbye\n")
                    .run(FtpShell.class, HOST + server.port());
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).contains("readme.txt");
            assertThat(local).hasContent("Hello.\n");
        }
    }

    @Test
    @RequiresServer(RealServer.DOVECOT)
    void pop3IsReadByTheClientAndByHand() throws Exception {
        try (Dovecot server = Dovecot.start()) {
            for (int i = 1; i <= 4; i++) {
                server.deliver("alice", message(i));
            }
            String pop3 = HOST + server.pop3Port();
            Path transcript = folder.resolve("pop3.txt");
            assertThat(fetch(pop3, "stat")).startsWith("4 ");
            assertThat(fetch(pop3, "list").lines()).hasSize(4);
            assertThat(fetch(pop3, "retr", "4", "--transcript", transcript.toString()))
                    .isEqualTo(new String(message(4), UTF_8));
            assertThat(Files.readString(transcript)).contains("C: RETR 4").doesNotContain(MailStore.PASSWORD);

            String dialogue = "USER alice\nPASS " + MailStore.PASSWORD + "\nSTAT\nLIST\nRETR 4\nQUIT\n";
            String byHand = example.reading(dialogue)
                    .run(TelnetSession.class, "127.0.0.1", String.valueOf(server.pop3Port()))
                    .ok();
            assertThat(byHand).contains("+OK 4 ", "+OK 4 messages", "Subject: number 4", "+OK Logging out");
        }
    }

    @Test
    @RequiresServer(RealServer.DOVECOT)
    void imapShowsTheHeaderOfTheFirstMessage() throws Exception {
        try (Dovecot server = Dovecot.start()) {
            server.deliver("alice", message(1));
            Path transcript = folder.resolve("imap.txt");
            String header =
                    read(HOST + server.imapPort(), "headers", "INBOX", "1", "--transcript", transcript.toString());
            assertThat(header)
                    .startsWith("From: ")
                    .contains("Subject: number 1")
                    .doesNotContain("Text 1");
            assertThat(Files.readString(transcript))
                    .containsPattern("(SELECT|EXAMINE) INBOX")
                    .contains("HEADER]")
                    .doesNotContain(MailStore.PASSWORD);
            assertThat(read(HOST + server.imapPort(), "list", "INBOX")).contains("number 1");
            assertThat(read(HOST + server.imapPort(), "search", "INBOX", "Text"))
                    .contains("number 1");
            assertThat(read(HOST + server.imapPort(), "show", "INBOX", "1")).isEqualTo(new String(message(1), UTF_8));
        }
    }

    @Test
    @RequiresServer({RealServer.EXIM, RealServer.DOVECOT})
    void aMailSentThroughEximIsReadBack() throws Exception {
        try (MailStore store = MailStore.create();
                Exim exim = Exim.start(store);
                Dovecot dovecot = Dovecot.start(store)) {
            ExampleProcess.Run sent = example.reading("Es geht.\n")
                    .run(
                            SendMail.class,
                            "--server",
                            HOST + exim.smtpPort(),
                            "--from",
                            "bob@example.org",
                            "--to",
                            "alice@example.org",
                            "--to",
                            "nobody@example.org",
                            "--subject",
                            "Gr\u00fc\u00dfe",
                            "-");
            assertThat(sent.out())
                    .contains("accepted alice@example.org 250")
                    .contains("refused nobody@example.org 550")
                    .contains("queued 250");
            String imap = HOST + dovecot.imapPort();
            String listed = read(imap, "list", "INBOX");
            for (int tries = 0; listed.isEmpty() && tries < 50; tries++) {
                listed = read(imap, "list", "INBOX");
            }
            assertThat(listed).contains("Gr\u00fc\u00dfe").contains("bob@example.org");
            assertThat(fetch(HOST + dovecot.pop3Port(), "retr", "1")).contains("Es geht.");
        }
    }

    @Test
    @RequiresServer(RealServer.NGINX)
    void httpGetReadsPlainAndOverTls() throws Exception {
        try (Nginx server = Nginx.start()) {
            server.file("page.html", "<p>It works.</p>\n".getBytes(UTF_8));
            String plain = "http://localhost:" + server.httpPort() + "/page.html";
            assertThat(example.run(HttpGet.class, plain).ok()).isEqualTo("<p>It works.</p>\n");
            String ca = TestCa.shared().writeTo(folder).toString();
            String tls = "https://localhost:" + server.httpsPort() + "/page.html";
            assertThat(example.run(HttpGet.class, "-i", "--ca", ca, tls).ok())
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("\r\n\r\n<p>It works.</p>\n");
            ExampleProcess.Run untrusted = example.run(HttpGet.class, tls);
            assertThat(untrusted.status()).isEqualTo(1);
            assertThat(untrusted.err().lines()).singleElement().asString().contains("certificate not trusted");
        }
    }

    @Test
    @RequiresServer(RealServer.KNOT)
    void dnsLookupPrintsWhatDigPrints() throws Exception {
        try (Knot server = Knot.start()) {
            String at = "@127.0.0.1:" + server.port();
            assertThat(example.run(DnsLookup.class, at, "example.org", "MX").ok())
                    .containsPattern("example\\.org\\.\\s+\\d+\\s+IN\\s+MX\\s+10 ");
            assertThat(example.run(DnsLookup.class, at, "--tcp", "--short", "example.org", "MX")
                            .ok())
                    .startsWith("10 ");
            ExampleProcess.Run missing = example.run(DnsLookup.class, at, "no-such-name.example.org");
            assertThat(missing.status()).isEqualTo(1);
            assertThat(missing.err()).contains("NXDOMAIN");
        }
    }

    @Test
    void theTourEndsWithNineRowsOfOk() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Tour.run(new PrintStream(out, true, UTF_8))).isZero();
        assertThat(out.toString(UTF_8).lines().filter(line -> line.endsWith("  OK")))
                .hasSize(9);
    }

    private String fetch(String server, String... words) throws Exception {
        return example.reading("").run(FetchMail.class, with(server, words)).ok();
    }

    private String read(String server, String... words) throws Exception {
        return example.reading("").run(ReadMail.class, with(server, words)).ok();
    }

    private static String[] with(String server, String... words) {
        String[] line = new String[words.length + 4];
        System.arraycopy(new String[] {"--server", server, "--user", "alice"}, 0, line, 0, 4);
        System.arraycopy(words, 0, line, 4, words.length);
        return line;
    }

    private static byte[] message(int number) {
        return ("From: bob@example.org\r\nTo: alice@example.org\r\nSubject: number " + number + "\r\n\r\nText " + number
                        + "\r\n")
                .getBytes(UTF_8);
    }
}
