package protocols.ftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN_WITH_PASSWORD;
import static protocols.ftp.Dialogues.at;
import static protocols.ftp.Dialogues.login;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Content;
import protocols.Fault;
import protocols.Limits;
import protocols.Script;
import protocols.Tls;
import protocols.WireException;
import protocols.peers.Scripted;

/** What servers do that they should not, and what the client makes of it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptedFtpTest {

    private static final String PASSIVE =
            """
            C: TYPE I
            C: EPSV
            S: 200 ok
            S: 229 ok (|||${port2}|)
            """;

    private static String get(FtpSession ftp, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ftp.get(name, out);
        return out.toString(UTF_8);
    }

    @Test
    void aConfirmationBeforeTheEndOfTheDataWaitsForIt() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: RETR a
                S: 150 go
                S: 226 done
                S2: late data
                *2 closed by peer
                """
                + ALIVE;
        for (Script.Pieces mode : Script.Pieces.values()) {
            try (Scripted server = Scripted.play(Scripted.of(dialogue).pieces(mode));
                    FtpSession ftp = login(server)) {
                assertThat(get(ftp, "a")).isEqualTo("late data\r\n");
                ftp.noop();
            }
        }
    }

    @Test
    void aDownloadWithoutAConfirmationIsNoSuccess() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: RETR a
                S: 150 go
                S2: data
                *2 closed by peer
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp =
                        at(server).timeout(Duration.ofSeconds(1)).connect().loginAnonymously()) {
            assertThatThrownBy(() -> get(ftp, "a")).isInstanceOf(WireException.TimedOut.class);
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    @Test
    void anUploadWithoutAConfirmationHasAnUnknownOutcome() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: STOR a
                S: 150 go
                C2: data
                *2 closed
                * closed by peer
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.put(new ByteArrayInputStream("data\r\n".getBytes(UTF_8)), "a"))
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasCauseInstanceOf(WireException.Hangup.class)
                    .hasMessageContaining("STOR");
        }
    }

    /** A server that takes its leave does not say what it has stored. */
    @Test
    void anUploadThatAFarewellAnswersHasAnUnknownOutcome() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: STOR a
                S: 150 go
                C2: data
                *2 closed
                S: 421 going down
                * closed by peer
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.put(Content.text("data\r\n"), "a"))
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasStackTraceContaining("421 going down");
        }
    }

    @Test
    void refusalsBeforeAndAfterTheDataLeaveTheSessionInStep() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: RETR a
                S: 425 no data connection
                *2 closed
                C: EPSV
                C: RETR b
                S: 229 ok (|||${port2}|)
                *2 connected
                S: 150 go
                S2: half
                *2 closed by peer
                S: 426 aborted
                C: EPSV
                C: RETR c
                S: 229 ok (|||${port2}|)
                *2 connected
                S: 150 go
                *2 closed by peer
                S: 451 disk
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            int[] codes = {425, 426, 451};
            String[] names = {"a", "b", "c"};
            for (int i = 0; i < 3; i++) {
                int code = codes[i];
                String name = names[i];
                assertThatThrownBy(() -> get(ftp, name))
                        .isInstanceOfSatisfying(
                                WireException.Refused.class,
                                no -> assertThat(no.reply().code()).isEqualTo(code));
            }
            ftp.noop();
        }
    }

    @Test
    void aRefusedUploadIsRefusedAndTheSessionGoesOn() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: STOR a
                S: 150 go
                C2: data
                *2 closed
                S: 552 quota
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.put(new ByteArrayInputStream("data\r\n".getBytes(UTF_8)), "a"))
                    .isInstanceOfSatisfying(
                            WireException.Refused.class,
                            no -> assertThat(no.reply().code()).isEqualTo(552));
            ftp.noop();
        }
    }

    /** CVE-2021-37533 and its kin. */
    @Test
    void theAddressInA227IsIgnoredAndPasvIsRemembered() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD
                + """
                C: TYPE I
                C: EPSV
                S: 200 ok
                S: 500 what?
                C: PASV
                S: 227 Entering (192,0,2,1,${p1,p2})
                C: RETR a
                S: 150 go
                S2: data
                *2 closed by peer
                S: 226 done
                C: PASV
                C: RETR b
                S: 227 Entering (10,0,0,1,${p1,p2})
                *2 connected
                S: 150 go
                S2: more
                *2 closed by peer
                S: 226 done
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThat(get(ftp, "a")).isEqualTo("data\r\n");
            assertThat(get(ftp, "b")).isEqualTo("more\r\n");
        }
    }

    @Test
    void eprtRefusedIsFollowedByPort() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD
                + """
                C: TYPE I
                S: 200 ok
                C: EPRT ********
                S: 500 what?
                C: PORT ********
                S: 200 ok
                C: RETR a
                S: 550 none
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server).active().connect().loginAnonymously()) {
            assertThatThrownBy(() -> get(ftp, "a")).isInstanceOf(WireException.Refused.class);
            ftp.noop();
        }
    }

    @Test
    void theServerConnectsInActiveMode() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD
                + """
                C: TYPE I
                S: 200 ok
                C: EPRT |1|127.0.0.1|********|
                S: 200 ok
                C: RETR a
                *2 connected
                S: 150 go
                S2: data
                *2 closed by peer
                S: 226 done
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server).active().connect().loginAnonymously()) {
            assertThat(get(ftp, "a")).isEqualTo("data\r\n");
        }
    }

    /** CVE-2021-22947. */
    @Test
    void whatIsInjectedBehindTheAnswerToAuthIsFatal() throws IOException {
        String dialogue =
                """
                S: 220 ready
                C: AUTH TLS
                S: 234 go\\x0d\\x0a230 you are in
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue)) {
            assertThatThrownBy(() -> at(server).tls(Tls.UPGRADE).connect())
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining("injected");
        }
    }

    /** CVE-2021-22946. */
    @Test
    void aGreetingThatLetsInAtOnceDoesNotGetAroundTls() throws IOException {
        String dialogue =
                """
                S: 230 you are in
                C: AUTH TLS
                S: 502 no
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue)) {
            assertThatThrownBy(() -> at(server).tls(Tls.UPGRADE).connect()).isInstanceOf(WireException.Insecure.class);
        }
    }

    @Test
    void tlsThatIsRefusedOrDoesNotCoverDataIsInsecure() throws IOException {
        String refused =
                """
                S: 220 ready
                C: AUTH TLS
                S: 502 no
                * closed
                """;
        try (Scripted server = Scripted.play(refused)) {
            assertThatThrownBy(() -> at(server).tls(Tls.UPGRADE).connect()).isInstanceOf(WireException.Insecure.class);
        }
        String clearData =
                """
                S: 220 ready
                C: AUTH TLS
                S: 234 go
                * tls
                C: PBSZ 0
                C: PROT P
                S: 200 ok
                S: 536 clear only
                * closed
                """;
        try (Scripted server = Scripted.play(clearData)) {
            assertThatThrownBy(() ->
                            at(server).tls(Tls.UPGRADE).trust(server.trust()).connect())
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining("data connections");
        }
    }

    @Test
    void mlsdIsUsedWhereItIsOfferedAndLeftWhereItDoesNotWork() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD
                + """
                C: FEAT
                S: 211-Features
                S:  MLST type*;size*;
                S: 211 End
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: MLSD pub
                S: 150 go
                S2: type=file;size=3; a b
                S2: rubbish
                *2 closed by peer
                S: 226 done
                C: EPSV
                C: MLSD
                S: 229 ok (|||${port2}|)
                *2 connected
                S: 502 not here
                *2 closed
                C: EPSV
                C: LIST
                S: 229 ok (|||${port2}|)
                *2 connected
                S: 150 go
                S2: -rw-r--r--   1 ftp  ftp  5 Jan  1  2020 x\\x0a\\
                *2 closed by peer
                S: 226 done
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            FtpListing facts = ftp.list("pub");
            assertThat(facts.named("a b").orElseThrow().size()).hasValue(3);
            assertThat(facts.unparsed()).containsExactly("rubbish");
            assertThat(ftp.list().named("x").orElseThrow().size()).hasValue(5);
        }
    }

    @Test
    void aListingBeyondTheLimitIsBrokenOffAndTheSessionGoesOn() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD
                + """
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: NLST
                S: 150 go
                S2: 12345678
                S2: 12345678
                *2 closed
                S: 426 closed
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp =
                        at(server).limits(Limits.DEFAULT.listing(19)).connect().loginAnonymously()) {
            assertThatThrownBy(ftp::names).isInstanceOf(WireException.LimitExceeded.class);
            ftp.noop();
        }
    }

    @Test
    void namesOfAnyBytesGoBackAsTheyCame() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD
                + """
                C: PWD
                S: 257 "/a ""b""/\\xe9" is here
                C: CWD /a "b"/\\xe9
                S: 250 ok
                C: DELE -rf; rm *
                S: 250 ok
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            String path = ftp.pwd();
            assertThat(path).startsWith("/a \"b\"/");
            ftp.cd(path);
            ftp.delete("-rf; rm *");
            assertThatThrownBy(() -> ftp.delete("a\r\nDELE b")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ftp.delete("")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatFailsOnTheCallersSideIsThrownAsItIs() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: STOR a
                S: 150 go
                C: ABOR
                *2 closed
                S: 426 broken off
                S: 226 done
                """
                + ALIVE;
        IOException mine = new IOException("the disk is gone");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw mine;
            }
        };
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.put(broken, "a")).isSameAs(mine);
            ftp.noop();
        }
    }

    @Test
    void rawCommandsAreAnsweredAndTheSessionsOwnAreNotTaken() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD
                + """
                C: SITE CHMOD 600 x
                S: 200 ok
                C: ACCT ********
                S: 530 no account
                C: STAT
                S: 150 a moment
                S: 211 fine
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThat(ftp.command("site", "CHMOD", "600", "x").code()).isEqualTo(200);
            assertThat(ftp.command("ACCT", "hunter2").code()).isEqualTo(530);
            assertThat(ftp.transcript().toString()).doesNotContain("hunter2");
            assertThat(ftp.command("STAT").code()).isEqualTo(211);
            for (String verb :
                    new String[] {"RETR", "retr", "RANG", "SSCN", "RETR x", "RETR\tx", "", "SITE\r\nDELE", "s\u00eete"
                    }) {
                assertThatThrownBy(() -> ftp.command(verb, "x")).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> ftp.command("SITE", "x\r\nDELE y")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static final String SECURED =
            """
            S: 220 ready
            C: AUTH TLS
            S: 234 go
            * tls
            C: PBSZ 0
            C: PROT P
            S: 200 ok
            S: 200 ok
            C: USER anonymous
            S: 331 password
            C: PASS anonymous@
            S: 230 in
            """
                    + PASSIVE
                    + """
            C: RETR a
            S: 150 go
            *2 tls
            S2: data
            *2 closed by peer
            S: 226 done
            """;

    private FtpSession loginOverTls(Scripted server) throws IOException {
        return at(server).tls(Tls.UPGRADE).trust(server.trust()).connect().loginAnonymously();
    }

    @Test
    void dataThatEndsWithCloseNotifyIsWhole() throws IOException {
        try (Scripted server = Scripted.play(SECURED);
                FtpSession ftp = loginOverTls(server)) {
            assertThat(get(ftp, "a")).isEqualTo("data\r\n");
        }
    }

    @Test
    void dataThatIsCutWithoutCloseNotifyIsNotAFile() throws IOException {
        Fault cut = Fault.tear().after(Scripted.length(SECURED) - "226 done\r\n".length());
        try (Scripted server = Scripted.play(Scripted.of(SECURED).fault(cut));
                FtpSession ftp = loginOverTls(server)) {
            assertThatThrownBy(() -> get(ftp, "a"))
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining("close_notify");
        }
    }

    @Test
    void aPlainConnectionThatBreaksIsAHangup() throws IOException {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: RETR a
                S: 150 go
                S2: data
                *2 closed by peer
                S: 226 done
                """;
        long untilTheData = Scripted.length(dialogue) - "226 done\r\n".length();
        for (Fault fault : List.of(Fault.reset(), Fault.cut())) {
            try (Scripted server = Scripted.play(Scripted.of(dialogue).fault(fault.after(untilTheData)));
                    FtpSession ftp = login(server)) {
                assertThatThrownBy(() -> get(ftp, "a")).isInstanceOf(WireException.Hangup.class);
                assertThat(ftp.isOpen()).isFalse();
            }
        }
    }

    @Test
    @SuppressWarnings("try") // Closing in the middle is what is tested.
    void closingFreesTheThreadThatWaitsForData() throws Exception {
        String dialogue = LOGIN_WITH_PASSWORD + PASSIVE
                + """
                C: RETR a
                S: 150 go
                S2: data
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server);
                InputStream in = ftp.open("a")) {
            assertThat(in.readNBytes(6)).hasSize(6);
            Thread reader = Thread.currentThread();
            Thread other = new Thread(() -> {
                while (!isReadingASocket(reader)) {
                    Thread.onSpinWait();
                }
                ftp.close();
            });
            other.start();
            assertThatThrownBy(in::read).isInstanceOf(WireException.Cancelled.class);
            other.join();
        }
    }

    private static boolean isReadingASocket(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.SocketChannelImpl"));
    }
}
