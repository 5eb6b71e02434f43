package protocols.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;
import protocols.http.Http;
import protocols.imap.Imap;
import protocols.mail.MailMessage;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;

/** Rules, several connections, gaps, pieces, and what is left when a peer is closed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeerScriptTest {

    private static final Transcript QUIT =
            Transcript.parse("S: +OK ready\nC: USER alice\nS: +OK\nC: PASS ********\nS: +OK\nC: QUIT\nS: +OK bye\n");

    private static void quit(Peer peer) throws IOException {
        try (var drop = Pop3.at(peer.host()).port(peer.port()).connect().login("alice", "secret")) {
            drop.quit();
        }
    }

    /** All at once; the first failure comes out. */
    private static void together(int threads, int tasks, CheckedTask task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                int number = i;
                all.add(pool.submit(() -> {
                    task.run(number);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private interface CheckedTask {
        void run(int number) throws Exception;
    }

    /** Nothing but rules: a mail server for many clients at once, in any order of what they say. */
    @Test
    void rulesAloneServeMany() throws Exception {
        Script script = Script.of(Transcript.parse("S: 220 mx\n"))
                .whenever("C: EHLO *\nS: 250-mx\nS: 250 PIPELINING")
                .whenever("C: MAIL FROM:<*\nS: 250 ok")
                .whenever("C: RCPT TO:<bad@*>\nS: 550 5.1.1 no such user")
                .whenever("C: RCPT TO:<*>\nS: 250 ok")
                .whenever("C: DATA\nS: 354 go on\nC|\nS: 250 queued")
                .whenever("C: QUIT\nS: 221 bye\n* closed by peer")
                .forever();
        try (Peer peer = script.serve()) {
            together(8, 24, number -> {
                try (var smtp = Smtp.at(peer.host()).port(peer.port()).connect()) {
                    for (int i = 0; i < 3; i++) {
                        String to = number % 2 == 0 ? "bad@example.org" : "n" + number + "@example.org";
                        assertThat(smtp.from("bob@example.net")
                                        .to(to, "all@example.org")
                                        .send(MailMessage.from("bob@example.net")
                                                .to(to)
                                                .subject("to " + number)
                                                .text("hello"))
                                        .accepted())
                                .hasSize(number % 2 == 0 ? 1 : 2);
                    }
                    smtp.quit();
                }
            });
            peer.verify();
            assertThat(peer.received().said(Transcript.Side.CLIENT).stream()
                            .filter(line -> line.startsWith("Subject: to "))
                            .count())
                    .isEqualTo(72);
        }
    }

    @Test
    void rulesOfHttpGoByThePath() throws Exception {
        Script script = Script.of(Transcript.parse(""))
                .whenever("C: GET /a* HTTP/1.1\nC:\nS: HTTP/1.1 200 OK\nS: Content-Length: 1\nS:\nS: a\\")
                .whenever("C: GET /b HTTP/1.1\nC: X-Key: *\nC:\nS: HTTP/1.1 200 OK\nS: Content-Length: 1\nS:\nS: b\\")
                .whenever("C: POST /c HTTP/1.1\nC:\nC|\nS: HTTP/1.1 201 Created\nS: Content-Length: 0\nS:")
                .whenever("C: GET * HTTP/1.1\nC:\nS: HTTP/1.1 404 Not Found\nS: Content-Length: 0\nS:")
                .forever();
        try (Peer peer = script.serve()) {
            together(6, 18, number -> {
                try (var http =
                        Http.at("http://" + peer.host() + ":" + peer.port()).connect()) {
                    assertThat(http.get("/a/" + number).send().text()).isEqualTo("a");
                    assertThat(http.get("/b").header("X-Key", "k").send().text())
                            .isEqualTo("b");
                    assertThat(http.get("/b").send().status()).isEqualTo(404);
                    assertThat(http.post("/c").body("text").send().status()).isEqualTo(201);
                }
            });
            peer.verify();
        }
    }

    @Test
    void rulesOfImapAnswerWithTheTagOfTheCommand() throws Exception {
        Script script = Script.of(
                        Transcript.parse(
                                """
                        S: * OK [CAPABILITY IMAP4rev1] ready
                        C: a1 LOGIN alice ********
                        S: a1 OK [CAPABILITY IMAP4rev1] in
                        C: a2 LOGOUT
                        S: * BYE
                        S: a2 OK
                        """))
                .whenever("C: x1 SELECT missing*\nS: x1 NO [NONEXISTENT] no such mailbox")
                .whenever("C: x1 SELECT *\nS: * 3 EXISTS\nS: x1 OK [READ-WRITE]");
        try (Peer peer = script.serve()) {
            try (var imap = Imap.at(peer.host()).port(peer.port()).connect().login("alice", "secret")) {
                assertThat(imap.select("INBOX").state().exists()).isEqualTo(3);
                assertThatThrownBy(() -> imap.select("missing")).hasMessageContaining("no such mailbox");
                assertThat(imap.select("Sent").state().exists()).isEqualTo(3);
                imap.logout();
            }
            peer.verify();
        }
    }

    @Test
    void oneConnectionAfterTheOther() throws Exception {
        Script script = Script.of(Transcript.parse("S: -ERR busy\n* closed by peer\n"))
                .then(QUIT)
                .then(QUIT);
        try (Peer peer = script.serve()) {
            assertThatThrownBy(() -> quit(peer)).hasMessageContaining("busy");
            quit(peer);
            quit(peer);
            peer.verify();
            assertThat(peer.received().toString()).contains("*3 connected");
        }
    }

    /** What comes of a line may begin with anything that a peer does. */
    @Test
    void oneConnectionBeforeTheOther() throws Exception {
        for (String act : List.of("* pause 1 ms\n", "* gap\n", "")) {
            Script script = Script.of(Transcript.parse("C: first\nS: one\n* closed by peer\n"))
                    .then(Transcript.parse("C: second\n" + act + "S: two\n* closed by peer\n"))
                    .then(Transcript.parse("C: third\n* closed by peer\n"));
            try (Peer peer = script.serve()) {
                try (Socket third = new Socket(peer.host(), peer.port());
                        Socket second = new Socket(peer.host(), peer.port());
                        Socket first = new Socket(peer.host(), peer.port())) {
                    third.getOutputStream().write("third\r\n".getBytes(US_ASCII));
                    second.getOutputStream().write("second\r\n".getBytes(US_ASCII));
                    first.getOutputStream().write("first\r\n".getBytes(US_ASCII));
                    assertThat(third.getInputStream().readAllBytes()).isEmpty();
                    assertThat(new String(first.getInputStream().readAllBytes(), US_ASCII))
                            .isEqualTo("one\r\n");
                    if (act.equals("* gap\n")) {
                        peer.goOn();
                    }
                    assertThat(new String(second.getInputStream().readAllBytes(), US_ASCII))
                            .isEqualTo("two\r\n");
                }
                peer.verify();
            }
        }
    }

    @Test
    void forEverAndAtOnce() throws Exception {
        try (Peer peer = Script.of(QUIT).forever().serve()) {
            peer.verify();
            together(8, 40, number -> quit(peer));
            peer.verify();
            assertThat(peer.received().said(Transcript.Side.CLIENT).stream().filter("QUIT"::equals))
                    .hasSize(40);
        }
    }

    @Test
    void aGapLastsUntilTheTestGoesOn() throws Exception {
        Transcript dialogue =
                Transcript.parse("S: one\n* gap\nS: two\nS: three\nC: ok\n* gap\nS: four\n* closed by peer\n");
        try (Peer peer = dialogue.serve();
                Socket socket = new Socket(peer.host(), peer.port())) {
            socket.setSoTimeout(10_000);
            assertThat(new String(socket.getInputStream().readNBytes(5), US_ASCII))
                    .isEqualTo("one\r\n");
            assertThat(peer.received().said(Transcript.Side.SERVER)).containsExactly("one");
            peer.goOn();
            assertThat(peer.received().said(Transcript.Side.SERVER)).containsExactly("one", "two", "three");
            socket.getOutputStream().write("ok\r\n".getBytes(US_ASCII));
            peer.goOn();
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("two\r\nthree\r\nfour\r\n");
            peer.verify();
        }
    }

    @Test
    void aGapThatDoesNotComeIsWaitedForInVainButNotForEver() {
        try (Peer peer = Script.of(QUIT).patience(Duration.ofMillis(200)).serve()) {
            assertThatThrownBy(peer::goOn)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("the script has not come to its gap 1");
        }
    }

    @Test
    void pausesAndDelays() throws Exception {
        Transcript pauses = Transcript.parse(
                "* pause 150 ms\nS: +OK ready\nC: USER alice\nS: +OK\nC: PASS ********\nS: +OK\nC: QUIT\nS: +OK bye\n");
        Script script =
                Script.of(pauses).delay("+OK bye*", Duration.ofMillis(150)).delay(Duration.ofMillis(50));
        try (Peer peer = script.serve()) {
            long began = System.nanoTime();
            quit(peer);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
            peer.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Script.Pieces.class)
    void inAnyPieces(Script.Pieces pieces) throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: +OK ready
                C: CAPA
                S: +OK
                S: USER
                S: .
                C: USER alice
                S: +OK
                C: PASS ********
                S: +OK
                C: QUIT
                S: +OK
                """);
        try (Peer peer = Script.of(dialogue).pieces(pieces).serve()) {
            quit(peer);
            peer.verify();
        }
        try (Peer peer = Script.of(dialogue).drip(Duration.ofMillis(1)).serve()) {
            quit(peer);
            peer.verify();
        }
    }

    /** The secrets that a script foresees, and those that it does not. */
    @Test
    void whatWasReceivedHoldsNoSecret() throws Exception {
        List<String> said = List.of(
                "PASS wonderland",
                "pass wonderland",
                "AUTH PLAIN d29uZGVybGFuZA==",
                "a1 LOGIN alice wonderland",
                "a2 AUTHENTICATE PLAIN d29uZGVybGFuZA==",
                "APOP alice wonderland",
                "ACCT wonderland",
                "Authorization: Basic d29uZGVybGFuZA==");
        for (String line : said) {
            Script script = Script.of(Transcript.parse("S: hello\n")).whenever("C: *\nS: ok\n* closed by peer");
            try (Peer peer = script.serve();
                    Socket socket = new Socket(peer.host(), peer.port())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
                socket.getInputStream().readAllBytes();
                assertThat(peer.received().toString())
                        .as(line)
                        .contains(Transcript.REDACTED)
                        .doesNotContain("wonderland", "d29uZGVybGFuZA");
            }
        }
    }

    /** The answer to a challenge is a step of a login, whatever the script has it for. */
    @Test
    void theAnswerToAChallengeIsNotShown() throws Exception {
        Transcript dialogue =
                Transcript.parse("S: 220 mx\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: *\nS: 235 in\nC: *\nS: 250 ok\n");
        try (Peer peer = dialogue.serve();
                Socket socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write("AUTH LOGIN\r\nd29uZGVybGFuZA==\r\nVRFY x\r\n".getBytes(US_ASCII));
            peer.verify();
            assertThat(peer.received().said(Transcript.Side.CLIENT))
                    .containsExactly("AUTH LOGIN", Transcript.REDACTED, "VRFY x");
        }
    }

    @Test
    void aHeadOfHttpHoldsNoSecret() throws Exception {
        Transcript dialogue = Transcript.parse("C: GET / HTTP/1.1\nC:\nS: HTTP/1.1 204 No Content\nS:\n");
        try (Peer peer = dialogue.serve()) {
            Http http = Http.at("http://" + peer.host() + ":" + peer.port())
                    .credentials(protocols.Credentials.password("alice", "wonderland"));
            http.get("/").header("Cookie", "wonderland").send().close();
            peer.verify();
            assertThat(peer.received().toString())
                    .contains("C: Authorization: ********", "C: Cookie: ********")
                    .doesNotContain("wonderland", "YWxpY2U6");
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Peer peer = Script.of(QUIT).tls().forever().serve();
        int port = peer.port();
        Path pem = peer.pem();
        assertThat(Files.readString(pem)).startsWith("-----BEGIN CERTIFICATE-----");
        Socket idle = new Socket(peer.host(), port);
        assertThat(threadsOf(port)).isNotEmpty();
        peer.close();
        peer.close();
        assertThat(threadsOf(port)).isEmpty();
        assertThat(pem).doesNotExist();
        idle.close();
        try (ServerSocket free = new ServerSocket(port)) {
            assertThat(free.getLocalPort()).isEqualTo(port);
        }
    }

    private static List<String> threadsOf(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("peer " + port))
                .toList();
    }

    /** A client that keeps its connection for later has said all that it has to. */
    @SuppressWarnings("try") // It is what is tried: closing while something runs.
    @Test
    void aClientThatStaysIsNotWaitedFor() throws Exception {
        Transcript dialogue = Transcript.parse("S: 220 mx\nC: RSET\nS: 250 ok\nC: NOOP\nS: 250 ok\n* closed\n");
        for (String said : List.of("RSET\r\n", "RSET\r\nNOOP\r\n")) {
            try (Peer peer =
                            Script.of(dialogue).patience(Duration.ofSeconds(30)).serve();
                    Socket socket = new Socket(peer.host(), peer.port())) {
                long began = System.nanoTime();
                socket.getOutputStream().write(said.getBytes(US_ASCII));
                peer.verify();
                peer.close();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void saysWhenAPortIsTaken() {
        try (Peer peer = QUIT.serve()) {
            assertThatThrownBy(() -> Script.of(QUIT).serve(peer.port()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("no peer on port " + peer.port() + ": ");
        }
    }
}
