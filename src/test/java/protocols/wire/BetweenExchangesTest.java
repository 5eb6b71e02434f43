package protocols.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Client;
import protocols.Session;
import protocols.Tls;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.peers.Gap;
import protocols.peers.HandServer;
import protocols.peers.Scripted;
import protocols.peers.TestCa;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;
import protocols.smtp.SmtpSession;
import protocols.telnet.Telnet;
import protocols.telnet.Terminal;

/**
 * What a peer does between two exchanges, beyond what the table of reused connections has of every client: half a line,
 * many lines, data that is no answer, and leave that is taken of a peer that has gone.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BetweenExchangesTest {

    private static final String HOST = "127.0.0.1";
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

    private static final String FTP_NOOP = "C: NOOP\nS: 200 ok\n";
    private static final String POP3_NOOP = "C: NOOP\nS: +OK\n";
    private static final String SMTP_NOOP = "C: NOOP\nS: 250 ok\n";
    private static final String IMAP_NOOP = "C: A2 NOOP\nS: A2 OK\n";

    /** How a session comes about. */
    private interface Start<S extends Session> {
        S at(Scripted peer) throws IOException;
    }

    /** What a client asks for. */
    private interface Step<S> {
        void on(S session) throws IOException;
    }

    private static <C extends Client<C>> C at(C client, Scripted peer) {
        return client.port(peer.port()).timeout(LIMIT);
    }

    private static FtpSession ftp(Scripted peer) throws IOException {
        return at(Ftp.at(HOST), peer).connect().loginAnonymously();
    }

    private static Maildrop pop3(Scripted peer) throws IOException {
        return at(Pop3.at(HOST), peer).connect().login("alice", "secret-1");
    }

    private static SmtpSession smtp(Scripted peer) throws IOException {
        return at(Smtp.at(HOST).helo("client.example"), peer).connect();
    }

    private static ImapSession imap(Scripted peer) throws IOException {
        return at(Imap.at(HOST), peer).connect().login("alice", "secret-1");
    }

    /** Asks, waits for what the peer does in the gap, and asks again: the session is found to be over, the fault is given. */
    private static <S extends Session> WireException afterGap(
            String dialogue, Start<S> start, Step<S> first, Step<S> next) throws IOException {
        WireException[] fault = new WireException[1];
        try (Scripted server = Scripted.play(dialogue);
                S session = start.at(server)) {
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
    void halfALineThatNobodyAskedForIsNotWaitedFor() throws IOException {
        String dialogue = FTP
                + FTP_NOOP
                + """
                * gap
                S: 25\\
                * closed
                """;
        assertThat(afterGap(dialogue, BetweenExchangesTest::ftp, FtpSession::noop, FtpSession::noop))
                .isInstanceOfSatisfying(WireException.Malformed.class, e -> assertThat(e.excerpt())
                        .isEqualTo("25"));
    }

    @Test
    void aFarewellOfSmtpIsToldInTheServersWords() throws IOException {
        String dialogue = SMTP
                + SMTP_NOOP
                + """
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
        try (Scripted server = Scripted.play(dialogue);
                Maildrop drop = pop3(server)) {
            drop.stat();
            server.goOn();
            drop.quit();
        }
    }

    @Test
    void aSessionThatEndedInAGapReplays() throws IOException {
        Transcript recorded;
        String dialogue = SMTP + SMTP_NOOP + "* gap\nS: 421 idle\n* closed by peer\n* closed\n";
        try (Scripted server = Scripted.play(dialogue);
                SmtpSession smtp = smtp(server)) {
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
    void dataThatImapSendsUnaskedIsNoFault() throws IOException {
        String dialogue = IMAP
                + IMAP_NOOP
                + """
                * gap
                S: * OK still here
                C: A3 NOOP
                S: A3 OK
                """;
        try (Scripted server = Scripted.play(dialogue);
                ImapSession imap = imap(server)) {
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
                    POP3 + POP3_NOOP + "* gap\n" + end + "\n",
                    BetweenExchangesTest::pop3,
                    Maildrop::noop,
                    drop -> drop.delete(1));
            assertThat(fault)
                    .isInstanceOf(WireException.Hangup.class)
                    .hasMessageContaining("before the next command was sent");
            assertThat(fault.transcript().toString()).doesNotContain("DELE").endsWith("* closed by peer\n");
        }
    }

    /** Leaves after the peer has: no fault. */
    private static <S extends Session> void leaves(String dialogue, Start<S> start, Step<S> noop, Step<S> leave)
            throws IOException {
        try (Scripted server = Scripted.play(dialogue + "* gap\n* closed by peer\n");
                S session = start.at(server)) {
            noop.on(session);
            server.goOn();
            leave.on(session);
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void leaveIsTakenOfAPeerThatHasLeft() throws IOException {
        leaves(FTP + FTP_NOOP, BetweenExchangesTest::ftp, FtpSession::noop, FtpSession::quit);
        leaves(SMTP + SMTP_NOOP, BetweenExchangesTest::smtp, SmtpSession::noop, SmtpSession::quit);
        leaves(POP3 + POP3_NOOP, BetweenExchangesTest::pop3, Maildrop::noop, Maildrop::quit);
        leaves(IMAP + IMAP_NOOP, BetweenExchangesTest::imap, ImapSession::noop, ImapSession::logout);
    }

    @Test
    void aTerminalKnowsThatThePeerHasGone() throws IOException {
        try (Scripted server = Scripted.play("S: hello\n* gap\n* closed by peer\n");
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

    /** Whoever puts something in the clear between two exchanges is no peer that closes; together with an answer or not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void whatIsPutIntoATlsSessionIsCalledSo(int gap) throws Exception {
        CountDownLatch put = new CountDownLatch(1);
        HandServer.Play play = hand -> {
            hand.say("220 mx");
            hand.line();
            hand.say("250 mx");
            hand.line();
            hand.say("250 ok");
            Gap.pass(Duration.ofMillis(gap));
            hand.inject("250 2.1.0 ok\r\n".getBytes(US_ASCII));
            put.countDown();
            hand.hold();
        };
        try (HandServer server = HandServer.startTls(TestCa.sharedServer(), play);
                SmtpSession session = Smtp.at("localhost")
                        .port(server.port())
                        .timeout(LIMIT)
                        .tls(Tls.IMPLICIT)
                        .trust(Trust.of(TestCa.shared().trusting()))
                        .helo("client.example")
                        .connect()) {
            session.noop();
            assertThat(put.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(session::noop)
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining("TLS");
        }
    }
}
