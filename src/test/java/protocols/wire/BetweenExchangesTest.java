package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Session;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.peers.HandServer;
import protocols.peers.ScriptedServer;
import protocols.peers.TestCa;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;

/** What a peer does between two exchanges: in the gap it speaks, takes leave, or goes; the next command finds out. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BetweenExchangesTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String FTP =
            """
            S: 220 ready
            C: USER anonymous
            S: 230 in
            """;

    private static final String POP3 =
            """
            S: +OK ready
            C: CAPA
            S: -ERR what?
            C: USER alice
            S: +OK
            C: PASS ********
            S: +OK in
            """;

    private static final String SMTP =
            """
            S: 220 mx
            C: EHLO client.example
            S: 250 mx
            """;

    private static final String IMAP =
            """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A1 LOGIN alice "********"
            S: A1 OK [CAPABILITY IMAP4rev1] in
            """;

    /** How a session comes about. */
    private interface Start<S extends Session> {
        S at(int port) throws IOException;
    }

    /** What a client asks for. */
    private interface Step<S> {
        void on(S session) throws IOException;
    }

    private static FtpSession ftp(int port) throws IOException {
        return Ftp.at("127.0.0.1").port(port).timeout(LIMIT).connect().loginAnonymously();
    }

    private static Maildrop pop3(int port) throws IOException {
        return Pop3.at("127.0.0.1").port(port).timeout(LIMIT).connect().login("alice", "secret-1");
    }

    private static SmtpSession smtp(int port) throws IOException {
        return Smtp.at("127.0.0.1")
                .port(port)
                .timeout(LIMIT)
                .helo("client.example")
                .connect();
    }

    private static ImapSession imap(int port) throws IOException {
        return Imap.at("127.0.0.1").port(port).timeout(LIMIT).connect().login("alice", "secret-1");
    }

    /** Asks, waits for what the peer does in the gap, and asks again: the session is found to be over, the fault is given. */
    private static <S extends Session> WireException afterGap(
            String dialogue, Start<S> start, Step<S> first, Step<S> next) throws IOException {
        WireException[] fault = new WireException[1];
        try (ScriptedServer server = ScriptedServer.play(dialogue);
                S session = start.at(server.port())) {
            first.on(session);
            assertThat(session.isOpen()).isTrue();
            server.goOn();
            assertThat(session.isOpen()).isFalse();
            assertThatThrownBy(() -> next.on(session)).isInstanceOfSatisfying(WireException.class, e -> fault[0] = e);
            assertThat(session.isOpen()).isFalse();
        }
        return fault[0];
    }

    @Test
    void anExtraReplyOfFtpIsNotTheAnswerToTheNextCommand() throws IOException {
        String dialogue = FTP
                + """
                C: MKD d
                S: 257 "/d" made
                * gap
                S: 250 extra
                * closed
                """;
        assertThat(afterGap(dialogue, BetweenExchangesTest::ftp, ftp -> ftp.mkdir("d"), ftp -> ftp.delete("precious")))
                .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.excerpt())
                        .isEqualTo("250 extra"));
    }

    @Test
    void halfALineThatNobodyAskedForIsNotWaitedFor() throws IOException {
        String dialogue = FTP
                + """
                C: NOOP
                S: 200 ok
                * gap
                S: 25\\
                * closed
                """;
        assertThat(afterGap(dialogue, BetweenExchangesTest::ftp, FtpSession::noop, FtpSession::noop))
                .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.excerpt())
                        .isEqualTo("25"));
    }

    @Test
    void aFarewellOfFtpIsToldInTheServersWords() throws IOException {
        String dialogue = FTP
                + """
                C: NOOP
                S: 200 ok
                * gap
                S: 421 idle for too long
                * closed by peer
                * closed
                """;
        assertThat(afterGap(dialogue, BetweenExchangesTest::ftp, FtpSession::noop, FtpSession::noop))
                .isInstanceOfSatisfying(
                        WireException.Refused.class,
                        e -> assertThat(e.reply().toString()).isEqualTo("421 idle for too long"));
    }

    @Test
    void anExtraReplyOfPop3IsNotTheAnswerToTheNextCommand() throws IOException {
        String dialogue = POP3
                + """
                C: STAT
                S: +OK 2 320
                * gap
                S: +OK 9 999
                * closed
                """;
        assertThat(afterGap(dialogue, BetweenExchangesTest::pop3, Maildrop::stat, Maildrop::stat))
                .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.excerpt())
                        .isEqualTo("+OK 9 999"));
    }

    @Test
    void anExtraReplyOfSmtpIsNotTheAnswerToTheNextCommand() throws IOException {
        String dialogue = SMTP
                + """
                C: NOOP
                S: 250 ok
                * gap
                S: 250 ok
                * closed
                """;
        assertThat(afterGap(dialogue, BetweenExchangesTest::smtp, SmtpSession::noop, SmtpSession::noop))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("an answer that nobody asked for: 250 ok");
    }

    @Test
    void aFarewellOfSmtpIsToldInTheServersWords() throws IOException {
        String dialogue = SMTP
                + """
                C: NOOP
                S: 250 ok
                * gap
                S: 421-4.4.2 mx
                S: 421 4.4.2 closing
                * closed by peer
                * closed
                """;
        assertThat(afterGap(dialogue, BetweenExchangesTest::smtp, SmtpSession::noop, SmtpSession::noop))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("421 4.4.2 mx");
    }

    @Test
    void aFarewellOfPop3IsToldInTheServersWordsAndIsNoFaultOfAGoodbye() throws IOException {
        String dialogue = POP3
                + """
                C: STAT
                S: +OK 2 320
                * gap
                S: -ERR Disconnected for inactivity.
                * closed by peer
                * closed
                """;
        assertThat(afterGap(dialogue, BetweenExchangesTest::pop3, Maildrop::stat, Maildrop::stat))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("Disconnected for inactivity.");
        try (ScriptedServer server = ScriptedServer.play(dialogue);
                Maildrop drop = pop3(server.port())) {
            drop.stat();
            server.goOn();
            drop.quit();
        }
    }

    @Test
    void aSessionThatEndedInAGapReplays() throws IOException {
        Transcript recorded;
        String dialogue = SMTP + "C: NOOP\nS: 250 ok\n* gap\nS: 421 idle\n* closed by peer\n* closed\n";
        try (ScriptedServer server = ScriptedServer.play(dialogue);
                SmtpSession smtp = smtp(server.port())) {
            smtp.noop();
            server.goOn();
            assertThatThrownBy(smtp::noop).hasMessageContaining("421 idle");
            recorded = smtp.transcript();
        }
        assertThat(recorded.toString()).contains("S: 421 idle\n* closed by peer\n");
        try (SmtpSession smtp = Smtp.at("127.0.0.1")
                .helo("client.example")
                .via(Transcript.parse(recorded.toString()).replay())
                .connect()) {
            smtp.noop();
            assertThatThrownBy(smtp::noop)
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("421 idle");
        }
    }

    @Test
    void aByeOfImapIsToldInTheServersWords() throws IOException {
        String dialogue = IMAP
                + """
                C: A2 NOOP
                S: A2 OK
                * gap
                S: * BYE autologout
                * closed by peer
                * closed
                """;
        assertThat(afterGap(dialogue, BetweenExchangesTest::imap, ImapSession::noop, ImapSession::noop))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("BYE autologout");
    }

    @Test
    void dataThatImapSendsUnaskedIsNoFault() throws IOException {
        String dialogue = IMAP
                + """
                C: A2 NOOP
                S: A2 OK
                * gap
                S: * OK still here
                C: A3 NOOP
                S: A3 OK
                """;
        try (ScriptedServer server = ScriptedServer.play(dialogue);
                ImapSession imap = imap(server.port())) {
            imap.noop();
            server.goOn();
            assertThat(imap.isOpen()).isTrue();
            imap.noop();
        }
    }

    @Test
    void anEndIsSeenBeforeACommandIsWasted() throws IOException {
        for (String end : new String[] {"* closed by peer", "* reset by peer"}) {
            WireException fault = afterGap(
                    POP3 + "C: NOOP\nS: +OK\n* gap\n" + end + "\n",
                    BetweenExchangesTest::pop3,
                    Maildrop::noop,
                    drop -> drop.delete(1));
            assertThat(fault)
                    .isInstanceOf(WireException.Hangup.class)
                    .hasMessageContaining("before the next command was sent");
            assertThat(fault.transcript().toString()).doesNotContain("DELE").endsWith("* closed by peer\n");
        }
    }

    @Test
    void aCutOfTlsIsSeenBeforeACommandIsWasted() throws IOException {
        String dialogue = "* tls\n" + SMTP + "C: NOOP\nS: 250 ok\n* gap\n* cut by peer\n";
        WireException fault = afterGap(
                dialogue,
                port -> Smtp.at("localhost")
                        .port(port)
                        .tls(Tls.IMPLICIT)
                        .trust(Trust.of(TestCa.shared().trusting()))
                        .timeout(LIMIT)
                        .helo("client.example")
                        .connect(),
                SmtpSession::noop,
                SmtpSession::noop);
        assertThat(fault)
                .isInstanceOf(WireException.Hangup.class)
                .hasMessageContaining("before the next command was sent")
                .hasRootCauseInstanceOf(WireException.Insecure.class);
    }

    @Test
    void leaveIsTakenOfAPeerThatHasLeft() throws IOException {
        try (ScriptedServer server = ScriptedServer.play(FTP + "C: NOOP\nS: 200 ok\n* gap\n* closed by peer\n");
                FtpSession ftp = ftp(server.port())) {
            ftp.noop();
            server.goOn();
            ftp.quit();
        }
        try (ScriptedServer server = ScriptedServer.play(SMTP + "C: NOOP\nS: 250 ok\n* gap\n* closed by peer\n");
                SmtpSession smtp = smtp(server.port())) {
            smtp.noop();
            server.goOn();
            smtp.quit();
        }
        try (ScriptedServer server = ScriptedServer.play(POP3 + "C: NOOP\nS: +OK\n* gap\n* closed by peer\n");
                Maildrop pop3 = pop3(server.port())) {
            pop3.noop();
            server.goOn();
            pop3.quit();
        }
        try (ScriptedServer server = ScriptedServer.play(IMAP + "C: A2 NOOP\nS: A2 OK\n* gap\n* closed by peer\n");
                ImapSession imap = imap(server.port())) {
            imap.noop();
            server.goOn();
            imap.logout();
        }
    }

    @Test
    void aSessionOfHttpGoesOnOnAnotherConnection() throws IOException {
        String request = "C: GET / HTTP/1.1\nC: Host: 127.0.0.1:${port}\nC: User-Agent: protocols\nC: \n";
        String answer = "S: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS: ok\\\n";
        for (String gap : new String[] {"* closed by peer", "* reset by peer", "S: and more"}) {
            String dialogue = request + answer + "* gap\n" + gap + "\n* connected\n" + request + answer;
            try (ScriptedServer server = ScriptedServer.play(dialogue);
                    HttpSession http = Http.at("http://127.0.0.1:" + server.port())
                            .timeout(LIMIT)
                            .connect()) {
                assertThat(http.get("/").send().text()).isEqualTo("ok");
                server.goOn();
                assertThat(http.get("/").send().text()).isEqualTo("ok");
                assertThat(server.connections()).isEqualTo(2);
            }
        }
    }

    @Test
    void aSessionOfHttpOutlivesACutOfTls() throws IOException {
        String exchange = "* tls\nC: GET / HTTP/1.1\nC: Host: localhost:${port}\nC: User-Agent: protocols\nC: \n"
                + "S: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS: ok\\\n";
        try (ScriptedServer server = ScriptedServer.play(exchange + "* gap\n* cut by peer\n* connected\n" + exchange);
                HttpSession http = Http.at("https://localhost:" + server.port())
                        .trust(Trust.of(TestCa.shared().trusting()))
                        .timeout(LIMIT)
                        .connect()) {
            assertThat(http.get("/").send().text()).isEqualTo("ok");
            server.goOn();
            assertThat(http.get("/").send().text()).isEqualTo("ok");
        }
    }

    @Test
    void aSessionOfHttpOutlivesAnInterrupt() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(1);
        try (HandServer server = HandServer.start(hand -> {
                    boolean first = connections.incrementAndGet() == 1;
                    while (!hand.line().isEmpty()) {
                        continue;
                    }
                    asked.countDown();
                    hand.say(first ? "HTTP/1.1 102 Wait" : "HTTP/1.1 204 Done", "");
                    hand.line();
                });
                HttpSession http = Http.at("http://127.0.0.1:" + server.port()).connect()) {
            CompletableFuture<Throwable> by = new CompletableFuture<>();
            Thread waiter = new Thread(() -> {
                try {
                    http.get("/").send();
                    by.complete(new AssertionError("was not interrupted"));
                } catch (IOException | RuntimeException e) {
                    by.complete(e);
                }
            });
            waiter.start();
            asked.await();
            waiter.interrupt();
            assertThat(by.get(10, TimeUnit.SECONDS)).isInstanceOf(WireException.Cancelled.class);
            waiter.join();
            assertThat(http.get("/").send().status()).isEqualTo(204);
        }
    }

    @Test
    void aPostOnAKeptConnectionCostsWhatAPutCosts() throws IOException {
        try (HandServer server = HandServer.start(hand -> {
                    while (true) {
                        while (!hand.line().isEmpty()) {
                            continue;
                        }
                        hand.read(4);
                        hand.say("HTTP/1.1 204 Done", "");
                    }
                });
                HttpSession http = Http.at("http://127.0.0.1:" + server.port()).connect()) {
            http.put("/").body("once").send();
            long before = http.stats().roundTrips();
            http.put("/").body("more").send();
            long put = http.stats().roundTrips() - before;
            http.post("/").body("more").send();
            assertThat(http.stats().roundTrips() - before - put).isEqualTo(put).isEqualTo(1);
        }
    }

    @Test
    void aRecordingWithAPauseInItReplays() throws IOException {
        String request = "C: GET / HTTP/1.1\nC: Host: 127.0.0.1:${port}\nC: User-Agent: protocols\nC: \n";
        String answer = "S: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS: ok\\\n";
        Transcript recorded;
        String at;
        try (ScriptedServer server = ScriptedServer.play(
                        request + answer + "* gap\n* closed by peer\n* connected\n" + request + answer);
                HttpSession http = Http.at("http://127.0.0.1:" + server.port())
                        .keep(Transcript.Keep.EVERYTHING)
                        .connect()) {
            at = "http://127.0.0.1:" + server.port();
            http.get("/").send().text();
            server.goOn();
            http.get("/").send().text();
            recorded = http.transcript();
        }
        try (HttpSession http =
                Http.at(at).via(Transcript.parse(recorded.toString()).replay()).connect()) {
            assertThat(http.get("/").send().text()).isEqualTo("ok");
            assertThat(http.get("/").send().text()).isEqualTo("ok");
        }
    }

    @Test
    void aTerminalKnowsThatThePeerHasGone() throws IOException {
        try (ScriptedServer server = ScriptedServer.play("S: hello\n* gap\n* closed by peer\n");
                Terminal terminal = Telnet.at("127.0.0.1")
                        .port(server.port())
                        .timeout(LIMIT)
                        .connect()) {
            terminal.expect("hello");
            assertThat(terminal.isOpen()).isTrue();
            server.goOn();
            assertThat(terminal.isOpen()).isFalse();
        }
    }
}
