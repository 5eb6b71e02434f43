package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.at;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Credentials;
import protocols.WireException;
import protocols.peers.Scripted;

/** What one borrower leaves of a session, and what the next finds. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoolFtpTest {

    private static final String FIRST = LOGIN + """
            C: PWD
            S: 257 "/home/a b"
            """;
    private static final String ANOTHER = "* connected\n" + FIRST;

    private static FtpPool pool(Scripted server) {
        return at(server).credentials(Credentials.anonymous()).pool(1);
    }

    @Test
    void aSessionIsLentAgainAndTheDirectoryIsGoneBackTo() throws IOException {
        String dialogue = FIRST
                + ALIVE
                + ALIVE
                + """
                C: CWD x
                S: 250 ok
                C: CDUP
                S: 250 ok
                C: CWD /home/a b
                S: 250 ok
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpPool pool = pool(server)) {
            pool.run(FtpSession::noop);
            pool.run(FtpSession::noop);
            pool.run(ftp -> {
                ftp.cd("x");
                ftp.up();
            });
            pool.run(FtpSession::noop);
        }
    }

    @Test
    void textIsBinaryAgainForTheNext() throws IOException {
        String retr =
                """
                C: EPSV
                S: 229 ok (|||${port2}|)
                *2 connected
                C: RETR a
                S: 150 go
                S2: x
                *2 closed by peer
                S: 226 done
                """;
        String dialogue = FIRST
                + """
                C: TYPE A
                S: 200 ok
                """
                + retr
                + """
                C: TYPE I
                S: 200 ok
                """
                + retr;
        try (Scripted server = Scripted.play(dialogue);
                FtpPool pool = at(server)
                        .credentials(Credentials.anonymous())
                        .withoutPipelining()
                        .pool(1)) {
            pool.run(ftp -> {
                ftp.text();
                assertThat(ftp.get("a", OutputStream.nullOutputStream()).bytes())
                        .isPositive();
            });
            pool.run(ftp -> ftp.get("a", OutputStream.nullOutputStream()));
        }
    }

    @Test
    void aDirectoryThatCannotBeGoneBackToCostsTheSession() throws IOException {
        String dialogue = FIRST
                + """
                C: CWD x
                S: 250 ok
                C: CWD /home/a b
                S: 550 gone
                * closed
                """
                + ANOTHER
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpPool pool = pool(server)) {
            pool.run(ftp -> ftp.cd("x"));
            pool.run(FtpSession::noop);
        }
    }

    @Test
    void whatARawCommandHasChangedNobodyKnows() throws IOException {
        String dialogue = FIRST
                + """
                C: SITE UMASK 077
                S: 200 ok
                * closed
                """
                + ANOTHER
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpPool pool = pool(server)) {
            assertThat(pool.use(ftp -> ftp.command("SITE", "UMASK", "077")).code())
                    .isEqualTo(200);
            pool.run(FtpSession::noop);
        }
    }

    @Test
    void oneThatTheServerHasClosedMeanwhileIsReplacedUnseen() throws IOException {
        String dialogue = FIRST
                + ALIVE
                + """
                S: 421 timeout
                * closed by peer
                """
                + ANOTHER
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue.replaceFirst("S: 421", "* gap\nS: 421"));
                FtpPool pool = pool(server)) {
            pool.run(FtpSession::noop);
            server.goOn();
            pool.run(FtpSession::noop);
        }
    }

    @Test
    void oneWhoseLineBrokeOrThatWasLeftInAStreamIsReplaced() throws IOException {
        String dialogue = FIRST
                + """
                C: NOOP
                * closed by peer
                """
                + ANOTHER
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
                * closed
                """
                + ANOTHER
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpPool pool = at(server)
                        .credentials(Credentials.anonymous())
                        .withoutPipelining()
                        .pool(1)) {
            assertThatThrownBy(() -> pool.run(FtpSession::noop)).isInstanceOf(WireException.Hangup.class);
            int first = pool.use(ftp -> ftp.open("a").read());
            assertThat(first).isEqualTo('s');
            pool.run(FtpSession::noop);
        }
    }

    @Test
    void oneThatWasGivenBackIsOfNoMoreUseAndHarmsNobody() throws IOException {
        try (Scripted server = Scripted.play(FIRST + ALIVE + ALIVE);
                FtpPool pool = pool(server)) {
            AtomicReference<FtpSession> kept = new AtomicReference<>();
            pool.run(ftp -> {
                kept.set(ftp);
                ftp.noop();
            });
            FtpSession stale = kept.get();
            assertThatThrownBy(stale::noop)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("this session was given back to its pool");
            assertThatThrownBy(() -> stale.open("a")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(stale::quit).isInstanceOf(IllegalStateException.class);
            stale.close();
            pool.run(FtpSession::noop);
        }
    }

    @Test
    void aBorrowerMayLogInAnew() throws IOException {
        String dialogue = FIRST
                + """
                C: CWD x
                S: 250 ok
                * closed
                * connected
                """
                + LOGIN
                + """
                C: CWD x
                S: 250 ok
                C: CWD /home/a b
                S: 250 ok
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpPool pool = pool(server)) {
            pool.run(ftp -> {
                ftp.cd("x");
                ftp.reconnect();
            });
            pool.run(FtpSession::noop);
        }
    }

    @Test
    void aServerThatDoesNotTellTheDirectoryIsUsedAllTheSame() throws IOException {
        String dialogue = FIRST.replace("257 \"/home/a b\"", "502 no")
                + ALIVE
                + """
                C: CWD x
                S: 250 ok
                * closed
                """
                + ANOTHER
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpPool pool = pool(server)) {
            pool.run(FtpSession::noop);
            pool.run(ftp -> ftp.cd("x"));
            pool.run(FtpSession::noop);
        }
    }

    @Test
    void aLoginThatIsRefusedIsToldInTheServersWords() throws IOException {
        String dialogue =
                """
                S: 220 ready
                C: USER anonymous
                S: 530 not you
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpPool pool = pool(server)) {
            WireException no = catchThrowableOfType(WireException.Refused.class, () -> pool.run(FtpSession::noop));
            assertThat(no).hasMessageContaining("not you");
        }
    }

    @Test
    void onlyWithCredentialsAndRoomForOne() {
        Ftp ftp = Ftp.at("127.0.0.1");
        assertThatThrownBy(() -> ftp.pool(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("credentials");
        assertThatThrownBy(() -> ftp.credentials(Credentials.anonymous()).pool(0))
                .isInstanceOf(IllegalArgumentException.class);
        ftp.credentials(Credentials.anonymous()).pool(1).close();
    }
}
