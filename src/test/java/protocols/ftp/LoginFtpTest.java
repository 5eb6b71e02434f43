package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.at;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Secret;
import protocols.WireException;
import protocols.peers.Scripted;

/** Logins in which the password is asked for, and the host that is meant. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoginFtpTest {

    private static final String ASKED =
            """
            S: 220 ready
            C: USER alice
            S: 331 password
            """;

    private static FtpConnection.Prompt typed(String... passwords) {
        Deque<String> rest = new ArrayDeque<>(List.of(passwords));
        return () -> Secret.of(rest.remove());
    }

    @Test
    void whoeverIsAskedCanTryAgainOnTheSameConnection() throws IOException {
        String dialogue = ASKED
                + """
                C: PASS ********
                S: 530 no
                C: USER alice
                S: 331 password
                C: PASS ********
                S: 230 in
                """
                + ALIVE;
        FtpConnection.Prompt password = typed("mistyped", "right one");
        try (Scripted server = Scripted.play(dialogue);
                FtpConnection ftp = at(server).connect()) {
            assertThatThrownBy(() -> ftp.login("alice", password))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("530 no");
            assertThat(ftp.isOpen()).isTrue();
            FtpSession session = ftp.login("alice", password);
            session.noop();
            assertThat(session.transcript().toString()).doesNotContain("mistyped", "right one");
            assertThatThrownBy(() -> ftp.login("alice", password)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::reconnect).isInstanceOf(IllegalStateException.class);
        }
    }

    /** People take their time: a server that has left meanwhile is not told the password. */
    @ParameterizedTest
    @ValueSource(strings = {"S: 421 too slow\n* closed by peer\n", "* closed by peer\n"})
    void aServerThatLeavesWhileSomebodyTypesIsToldNothing(String leaves) throws IOException {
        try (Scripted server = Scripted.play(ASKED + "* gap\n" + leaves);
                FtpConnection ftp = at(server).connect()) {
            assertThatThrownBy(() -> ftp.login("alice", () -> {
                        server.goOn();
                        while (ftp.isOpen()) {
                            Thread.onSpinWait();
                        }
                        return Secret.of("right one");
                    }))
                    .isInstanceOf(WireException.class)
                    .isNotInstanceOf(WireException.OutcomeUnknown.class);
            assertThat(ftp.transcript().toString()).doesNotContain("PASS");
        }
    }

    @Test
    void whomTheServerLetsInWithoutIsNotAsked() throws IOException {
        String dialogue =
                """
                S: 220 ready
                C: USER alice
                S: 230 in
                """
                        + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpConnection ftp = at(server).connect()) {
            ftp.login("alice", typed()).noop();
        }
    }

    @Test
    void whoeverGivesNoneIsThrownAsItIsAndCanBeSomebodyElse() throws IOException {
        String dialogue = ASKED
                + """
                C: USER anonymous
                S: 331 address
                C: PASS ********
                S: 230 in
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpConnection ftp = at(server).connect()) {
            assertThatThrownBy(() -> ftp.login("alice", typed())).isInstanceOf(java.util.NoSuchElementException.class);
            ftp.login("anonymous", typed("me@here.example")).noop();
        }
    }

    /** The secrets are forgotten at once, but that it was closed here is no word of the peer's. */
    @Test
    @SuppressWarnings("try") // Closing in the middle is what is tested.
    void aCloseFromAnotherThreadIsSaidInWords() throws IOException {
        String dialogue = ASKED
                + """
                C: PASS ********
                S: 230 in
                C: NOOP
                * stall
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server).connect().login("alice", "my secret")) {
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
                while (!ftp.transcript().toString().contains("C: NOOP")) {
                    Thread.onSpinWait();
                }
                ftp.close();
            });
            assertThatThrownBy(ftp::noop)
                    .isInstanceOf(WireException.Cancelled.class)
                    .hasMessageContaining("closed here");
            closing.join();
        }
    }

    @Test
    void anAccountThatIsAskedForCannotBeGiven() throws IOException {
        String dialogue =
                ASKED + """
                C: PASS ********
                S: 332 account
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpConnection ftp = at(server).connect()) {
            assertThatThrownBy(() -> ftp.login("alice", typed("secret"))).isInstanceOf(WireException.Unsupported.class);
        }
    }

    /** RFC 7151 section 3.1: before USER. */
    @ParameterizedTest
    @CsvSource({"ftp.example.org,ftp.example.org", "FTP.Example.ORG,ftp.example.org", "::1,[::1]", "192.0.2.1,192.0.2.1"
    })
    void theHostIsNamedBeforeTheLogin(String name, String written) throws IOException {
        String dialogue =
                """
                S: 220 ready
                C: HOST %s
                S: 220 welcome
                C: USER anonymous
                S: 230 in
                """
                                .formatted(written)
                        + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = at(server).virtualHost(name).connect().loginAnonymously()) {
            ftp.noop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"502 what?", "504 no such host"})
    void aHostThatIsRefusedIsNoConnection(String no) throws IOException {
        try (Scripted server = Scripted.play("S: 220 ready\nC: HOST other.example\nS: " + no + "\n* closed\n")) {
            assertThatThrownBy(() -> at(server).virtualHost("other.example").connect())
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining(no);
        }
        assertThatThrownBy(() -> Ftp.at("127.0.0.1").virtualHost("a b")).isInstanceOf(IllegalArgumentException.class);
    }
}
