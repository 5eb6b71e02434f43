package protocols.ftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.LOGIN_WITH_PASSWORD;
import static protocols.ftp.Dialogues.at;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Credentials;
import protocols.Secret;
import protocols.Sink;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.HandServer;
import protocols.peers.Scripted;

/** A session whose line broke logs in anew, and goes on where it was. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReconnectFtpTest {

    private static final String LOST = """
            C: NOOP
            * closed by peer
            """;
    private static final String ALICE =
            """
            S: 220 ready
            C: USER alice
            S: 331 password
            C: PASS ********
            S: 230 in
            """;

    private static Ftp anonymous(Scripted server) {
        return at(server).credentials(Credentials.anonymous());
    }

    private static void lose(FtpSession ftp) {
        assertThatThrownBy(ftp::noop).isInstanceOf(WireException.class);
        assertThat(ftp.isOpen()).isFalse();
    }

    @Test
    void theDirectoryIsGoneToOnceMoreByTheSameWay() throws IOException {
        String dialogue = LOGIN
                + """
                C: CWD first
                S: 250 ok
                C: CWD /pub
                S: 250 ok
                C: CWD a b
                S: 250 ok
                C: CWD none
                S: 550 none
                C: CDUP
                S: 250 ok
                """
                + LOST
                + "* connected\n"
                + LOGIN
                + """
                C: CWD /pub
                S: 250 ok
                C: CWD a b
                S: 250 ok
                C: CDUP
                S: 250 ok
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).connect().login()) {
            ftp.cd("first");
            ftp.cd("/pub");
            ftp.cd("a b");
            assertThatThrownBy(() -> ftp.cd("none")).isInstanceOf(WireException.Refused.class);
            ftp.up();
            lose(ftp);
            ftp.reconnect();
            assertThat(ftp.isOpen()).isTrue();
            ftp.noop();
            assertThat(ftp.transcript().toString()).contains("CWD first").contains("C2: CWD /pub");
            assertThat(ftp.stats().connections()).isEqualTo(2);
        }
    }

    @Test
    void whatPwdHasSaidIsTheWayAndNoOtherIsGone() throws IOException {
        String dialogue = LOGIN
                + """
                C: CWD a
                S: 250 ok
                C: CWD ..
                S: 250 ok
                C: XCWD b
                S: 250 ok
                C: PWD
                S: 257 "/home/b"
                C: XCUP
                S: 250 ok
                """
                + LOST
                + "* connected\n"
                + LOGIN
                + """
                C: CWD /home/b
                S: 250 ok
                C: CDUP
                S: 250 ok
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).connect().login()) {
            ftp.cd("a");
            ftp.cd("..");
            ftp.command("xcwd", "b");
            ftp.pwd();
            ftp.command("XCUP");
            lose(ftp);
            ftp.reconnect();
            ftp.noop();
        }
    }

    @Test
    void aDirectoryWithAnAccountIsGivenItAgain() throws IOException {
        String step =
                """
                C: CWD disk
                S: 332 account
                C: ACCT ********
                S: 250 in
                """;
        String dialogue = LOGIN + step + LOST + "* connected\n" + LOGIN + step + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).connect().login()) {
            ftp.cd("disk", Secret.of("minidisk"));
            lose(ftp);
            ftp.reconnect();
            ftp.noop();
            assertThat(ftp.transcript().toString()).doesNotContain("minidisk");
        }
    }

    /** Where a session goes up and down for ever, what it keeps of its way does not grow for ever. */
    @Test
    void aLongWayIsMadeShort() throws IOException {
        String around =
                """
                C: CWD a
                S: 250 ok
                C: CDUP
                S: 250 ok
                """;
        String dialogue = LOGIN
                + around.repeat(32)
                + """
                C: PWD
                S: 257 "/home"
                """
                + LOST
                + "* connected\n"
                + LOGIN
                + """
                C: CWD /home
                S: 250 ok
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).connect().login()) {
            for (int i = 0; i < 32; i++) {
                ftp.cd("a");
                ftp.up();
            }
            lose(ftp);
            ftp.reconnect();
            ftp.noop();
        }
    }

    @Test
    void typeAndModeAreAsTheyWereSetLast() throws IOException {
        String dialogue = LOGIN
                + LOST
                + "* connected\n"
                + LOGIN
                + """
                C: TYPE A
                S: 200 ok
                C: EPRT |1|127.0.0.1|********|
                S: 200 ok
                C: RETR a
                *2 connected
                S: 150 go
                S2: text
                *2 closed by peer
                S: 226 done
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).connect().login()) {
            ftp.text();
            ftp.active();
            lose(ftp);
            ftp.reconnect();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ftp.get("a", out);
            assertThat(out.toString(UTF_8)).isEqualTo("text" + System.lineSeparator());
        }
    }

    @Test
    void aServerThatDroppedCommandsOfAPacketIsSentOneAtATimeOnTheNextConnection() throws IOException {
        String dialogue = LOGIN
                + """
                C: DELE a
                C: DELE b
                S: 250 gone
                * closed
                * connected
                """
                + LOGIN
                + """
                C: DELE b
                S: 250 gone
                C: DELE c
                S: 250 gone
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server)
                        .timeout(Duration.ofMillis(700))
                        .connect()
                        .login()) {
            WireException silent =
                    catchThrowableOfType(WireException.TimedOut.class, () -> ftp.deleteAll(List.of("a", "b")));
            assertThat(silent.batch().unknown()).hasToString("[a, b]");
            ftp.reconnect();
            long before = ftp.stats().roundTrips();
            assertThat(ftp.deleteAll(List.of("b", "c")).isComplete()).isTrue();
            assertThat(ftp.stats().roundTrips() - before).isEqualTo(2);
        }
    }

    @Test
    void theSamePasswordIsGivenAndStandsInNoTranscript() throws IOException {
        String dialogue = ALICE + LOST + "* connected\n" + ALICE + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server)
                        .credentials(Credentials.password("alice", "wonderland"))
                        .connect()
                        .login()) {
            lose(ftp);
            ftp.reconnect();
            ftp.noop();
            assertThat(ftp.transcript().toString()).doesNotContain("wonderland");
        }
    }

    @Test
    void aLoginThatIsRefusedLeavesTheSessionClosedAndCanBeTriedAgain() throws IOException {
        String dialogue = ALICE
                + LOST
                + """
                * connected
                S: 220 ready
                C: USER alice
                S: 530 too many
                * closed
                * connected
                """
                + ALICE
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server)
                        .credentials(Credentials.password("alice", "wonderland"))
                        .connect()
                        .login()) {
            lose(ftp);
            assertThatThrownBy(ftp::reconnect)
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("too many");
            assertThatThrownBy(ftp::noop)
                    .isInstanceOf(WireException.Hangup.class)
                    .hasMessageContaining("the session ended earlier")
                    .hasMessageContaining("530 too many");
            ftp.reconnect();
            ftp.noop();
            assertThat(ftp.transcript().toString()).contains("200 alive");
        }
    }

    /** What is left is closed before the next connection, and a close by the user ends it for good. */
    @Test
    @SuppressWarnings("try") // Closing in the middle is what is tested.
    void theOldConnectionIsClosedFirst() throws IOException {
        String dialogue = ALICE + ALIVE + "* closed\n* connected\n" + ALICE + ALIVE
                + "* closed\n* connected\nS: 530 full\n* closed\n";
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server)
                        .credentials(Credentials.password("alice", "wonderland"))
                        .connect()
                        .login()) {
            ftp.noop();
            ftp.reconnect();
            ftp.noop();
            assertThat(ftp.transcript().toString())
                    .containsSubsequence("200 alive", "* closed", "*2 connected", "S2: 200 alive");
            assertThatThrownBy(ftp::reconnect).isInstanceOf(WireException.Refused.class);
            ftp.close();
            assertThatThrownBy(ftp::noop).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(ftp::reconnect).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aDirectoryThatIsGoneIsRefusedAndNothingIsDoneElsewhere() throws IOException {
        String dialogue = LOGIN
                + """
                C: CWD a
                S: 250 ok
                """
                + LOST
                + "* connected\n"
                + LOGIN
                + """
                C: CWD a
                S: 550 gone
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).connect().login()) {
            ftp.cd("a");
            lose(ftp);
            assertThatThrownBy(ftp::reconnect)
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("gone");
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    @Test
    void aSessionThatIsAliveIsLeftFirst() throws IOException {
        String dialogue = LOGIN + "* closed\n* connected\n" + LOGIN + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).connect().login()) {
            ftp.reconnect();
            ftp.noop();
        }
    }

    @Test
    void notInTheMiddleOfAStreamButAfterOneThatHasEndedTheSession() throws IOException {
        String dialogue = LOGIN
                + """
                C: TYPE I
                S: 200 ok
                C: EPSV
                S: 229 ok (|||${port2}|)
                *2 connected
                C: RETR a
                S: 150 go
                S2: some
                *2 closed
                C: NOOP
                * closed
                * connected
                """
                + LOGIN
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).withoutPipelining().connect().login()) {
            InputStream in = ftp.open("a");
            assertThat(in.read()).isEqualTo('s');
            assertThatThrownBy(ftp::reconnect).isInstanceOf(IllegalStateException.class);
            in.close();
            ftp.reconnect();
            ftp.noop();
        }
    }

    @Test
    void onlyWithTheCredentialsOfTheClient() throws IOException {
        try (Scripted server = Scripted.play(LOGIN_WITH_PASSWORD + ALIVE);
                FtpSession ftp = at(server)
                        .credentials(Credentials.password("alice", "wonderland"))
                        .connect()
                        .loginAnonymously()) {
            assertThatThrownBy(ftp::reconnect).isInstanceOf(IllegalStateException.class);
            ftp.noop();
        }
        try (Scripted server = Scripted.play(LOGIN + ALIVE);
                FtpSession ftp = at(server).connect().loginAnonymously()) {
            assertThatThrownBy(ftp::reconnect)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("credentials");
            ftp.noop();
        }
    }

    @Test
    void aSessionThatWasClosedStaysClosed() throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "* closed\n")) {
            FtpSession ftp = anonymous(server).connect().login();
            ftp.close();
            assertThatThrownBy(ftp::reconnect)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the session is closed");
        }
    }

    @Test
    void closingFreesAThreadThatWaitsForTheNewLogin() throws Exception {
        CountDownLatch again = new CountDownLatch(2);
        try (HandServer server = HandServer.start(hand -> {
            again.countDown();
            if (again.getCount() == 0) {
                hand.hold();
            }
            hand.say("220 ready");
            hand.line();
            hand.say("230 in");
        })) {
            FtpSession ftp = Ftp.at("127.0.0.1")
                    .port(server.port())
                    .credentials(Credentials.anonymous())
                    .connect()
                    .login();
            CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(WireException.Cancelled.class, ftp::reconnect));
            assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
            ftp.close();
            assertThat(ended.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed here");
        }
    }

    /** What was recorded over two connections can be played again. */
    @Test
    void theTranscriptOfBothConnectionsCanBeReplayed() throws IOException {
        String dialogue = LOGIN + LOST + "* connected\n" + LOGIN + ALIVE;
        Transcript recorded;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).connect().login()) {
            lose(ftp);
            ftp.reconnect();
            ftp.noop();
            recorded = ftp.transcript();
        }
        try (FtpSession ftp = Ftp.at("127.0.0.1")
                .credentials(Credentials.anonymous())
                .via(recorded.replay())
                .connect()
                .login()) {
            lose(ftp);
            ftp.reconnect();
            ftp.noop();
        }
    }

    @Test
    void aDownloadThatBrokeOffIsDoneAgainByTheCallerAlone() throws IOException {
        String file =
                """
                C: TYPE I
                C: EPSV
                S: 200 ok
                S: 229 ok (|||${port2}|)
                *2 connected
                C: RETR a
                S: 150 go
                """;
        String dialogue = LOGIN
                + file
                + """
                S2: ha
                *2 closed by peer
                * closed by peer
                * connected
                """
                + LOGIN
                + file.replace("port2", "port4").replace("*2", "*4")
                + """
                S4: half
                *4 closed by peer
                S: 226 done
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = anonymous(server).connect().login()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> ftp.get("a", Sink.stream(new ByteArrayOutputStream())))
                    .isInstanceOf(WireException.class);
            ftp.reconnect();
            ftp.get("a", out);
            assertThat(out.toString(UTF_8)).isEqualTo("half\r\n");
        }
    }
}
