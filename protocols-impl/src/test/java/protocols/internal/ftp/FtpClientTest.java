package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import protocols.Credentials;
import protocols.Secret;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpConnection;
import protocols.ftp.FtpSession;

class FtpClientTest {

    private static Ftp over(String dialogue) {
        return Ftp.at("localhost").via(Transcript.parse(dialogue).replay());
    }

    @Test
    void aServerThatNeedsAMomentIsWaitedFor() throws WireException {
        FtpConnection connection =
                over("""
                S: 120 in a minute
                S: 220-hello
                S:   220 is not the end here
                S: 220 ready
                """)
                        .connect();
        assertThat(connection.greeting().lines()).containsExactly("hello", "  220 is not the end here", "ready");
    }

    @Test
    void aServerThatIsNotReadyIsRefused() {
        assertThatThrownBy(over("S: 421 too many\n")::connect)
                .isInstanceOfSatisfying(WireException.Refused.class, no -> assertThat(no.isTransient())
                        .isTrue());
    }

    @Test
    void tlsProtectsDataBeforeAnybodyLogsIn() throws WireException {
        FtpConnection connection =
                over("""
                S: 220 ready
                C: AUTH TLS
                S: 234 go
                C: PBSZ 0
                C: PROT P
                S: 503 not needed
                S: 200 ok
                """)
                        .tls(Tls.UPGRADE)
                        .connect();
        assertThat(connection.stats().roundTrips()).as("AUTH, PBSZ with PROT").isEqualTo(2);
    }

    @Test
    void aLoginIsMadeOnceAndAnAccountIsNotKnown() throws WireException {
        FtpConnection connection =
                over("""
                S: 220 ready
                C: USER alice
                S: 230 in without a password
                """)
                        .connect();
        connection.login("alice", "secret");
        assertThatThrownBy(connection::loginAnonymously).isInstanceOf(IllegalStateException.class);
        FtpConnection other =
                over("""
                S: 220 ready
                C: USER alice
                S: 331 password
                C: PASS ********
                S: 332 account
                """)
                        .connect();
        assertThatThrownBy(() -> other.login("alice", "secret")).isInstanceOf(WireException.Unsupported.class);
        assertThat(other.isOpen()).isFalse();
    }

    @Test
    void theClientsCredentialsLogIn() throws WireException {
        String dialogue =
                """
                S: 220 ready
                C: USER alice
                S: 331 password
                C: PASS ********
                S: 230 in
                """;
        FtpConnection connection = over(dialogue)
                .credentials(Credentials.password("alice", "secret"))
                .connect();
        assertThat(connection.login().isOpen()).isTrue();
        assertThatThrownBy(connection::login).isInstanceOf(IllegalStateException.class);
        assertThat(connection.isOpen()).isTrue();
        assertThat(over(dialogue).connect().login("alice", Secret.of("secret")).isOpen())
                .isTrue();
    }

    @Test
    void anonymousCredentialsLogInAsAnonymous() throws WireException {
        FtpConnection connection =
                over("""
                S: 220 ready
                C: USER anonymous
                S: 331 password
                C: PASS anonymous@
                S: 230 in
                """)
                        .credentials(Credentials.anonymous())
                        .connect();
        assertThat(connection.login().isOpen()).isTrue();
    }

    /** A chain of calls has nobody else to close the connection. */
    @Test
    void aLoginThatIsNotMadeClosesTheConnection() throws WireException {
        FtpConnection nobody = over("S: 220 ready\n").connect();
        assertThatThrownBy(nobody::login)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("credentials");
        assertThat(nobody.isOpen()).isFalse();
        FtpConnection token = over("S: 220 ready\n").connect();
        assertThatThrownBy(() -> token.login(Credentials.token("alice", () -> Secret.of("t"))))
                .isInstanceOf(WireException.Unsupported.class);
        assertThat(token.isOpen()).isFalse();
        FtpConnection twoLines = over("S: 220 ready\n").connect();
        assertThatThrownBy(() -> twoLines.login("alice\r\nDELE x", "secret"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(twoLines.isOpen()).isFalse();
    }

    @Test
    void epsvWithAnAnswerThatMakesNoSenseIsFollowedByPasv() throws IOException {
        FtpSession ftp =
                over("""
                S: 220 ready
                C: USER anonymous
                S: 230 in
                C: TYPE I
                C: EPSV
                S: 200 ok
                S: 229 somewhere
                C: PASV
                S: 227 127,0,0,1,4,1
                C: RETR a
                *2 connected localhost:1025 tcp
                S: 150 go
                S2: x
                *2 closed by peer
                S: 226 done
                """)
                        .connect()
                        .loginAnonymously();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ftp.get("a", out).bytes()).isEqualTo(3);
        assertThat(out).hasToString("x\r\n");
    }

    @Test
    void anOffsetIsForBinaryTransfersAlone() throws WireException {
        FtpSession ftp =
                over("""
                S: 220 ready
                C: USER anonymous
                S: 230 in
                """)
                        .text()
                        .connect()
                        .loginAnonymously();
        assertThatThrownBy(() -> ftp.open("a", 5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ftp.open("a", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ftp.isOpen()).isTrue();
    }

    @Test
    void aFarewellInTheQueueEndsTheSession() throws WireException {
        FtpSession ftp =
                over("""
                S: 220 ready
                C: USER anonymous
                S: 230 in\\x0d\\x0a421 idle too long
                """)
                        .connect()
                        .loginAnonymously();
        assertThatThrownBy(ftp::noop).isInstanceOfSatisfying(WireException.Refused.class, no -> assertThat(
                        no.reply().code())
                .isEqualTo(421));
        assertThat(ftp.isOpen()).isFalse();
    }
}
