package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.login;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;
import protocols.peers.Scripted;

/** What a server does not know is not asked for again; what it refuses here and now is (RFC 959 section 4.2). */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwitchedOffFtpTest {

    private static final String FEAT =
            """
            C: FEAT
            S: 211-ok
            S:  MLST
            S: 211 ok
            """;
    private static final String DATA =
            """
            S: 150 go
            *2 closed by peer
            S: 226 done
            """;

    private static String mlsdRefused(String no) {
        return FEAT + "C: EPSV\nS: 229 ok (|||${port2}|)\nC: MLSD a\nS: " + no + "\n*2 closed\n";
    }

    private static String next(String command) {
        return "C: EPSV\nC: " + command + "\nS: 229 ok (|||${port2}|)\n*2 connected\n" + DATA;
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 what?", "502 not here", "504 not so"})
    void mlsdThatIsNotKnownIsLeft(String no) throws IOException {
        String dialogue = LOGIN + mlsdRefused(no) + next("LIST a") + next("LIST b") + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            ftp.list("a");
            ftp.list("b");
            ftp.noop();
        }
    }

    /** 501 is what RFC 3659 section 7.2.1 has for a path that is no directory; LIST may know it. */
    @Test
    void mlsdThatRefusesAnArgumentIsAskedAgain() throws IOException {
        String dialogue = LOGIN + mlsdRefused("501 no directory") + next("LIST a") + next("MLSD b") + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            ftp.list("a");
            ftp.list("b");
            ftp.noop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"450 busy", "503 log in", "550 none"})
    void mlsdThatIsRefusedIsRefused(String no) throws IOException {
        String dialogue = LOGIN + mlsdRefused(no) + next("MLSD b") + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.list("a")).hasMessageContaining(no);
            ftp.list("b");
            ftp.noop();
        }
    }

    @Test
    void featuresThatAreNotToldNowAreAskedForAgain() throws IOException {
        String dialogue = LOGIN
                + "C: FEAT\nS: 530 not yet\nC: EPSV\nS: 229 ok (|||${port2}|)\nC: LIST a\n" + DATA
                + FEAT + next("MLSD a") + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            ftp.list("a");
            ftp.list("a");
            ftp.noop();
        }
    }

    private static String pasv(String command) {
        return "C: PASV\nS: 227 ok (127,0,0,1,${p1,p2})\n" + command;
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 what?", "502 not here", "522 IPv4 alone", "501 what?"})
    void epsvThatIsRefusedForGoodIsLeft(String no) throws IOException {
        String dialogue = LOGIN + "C: EPSV\nS: " + no + "\n" + pasv("C: NLST\n") + DATA
                + "C: PASV\nC: NLST\nS: 227 ok (127,0,0,1,${p1,p2})\n*2 connected\n" + DATA + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            ftp.names();
            ftp.names();
            ftp.noop();
        }
    }

    @Test
    void epsvThatFailsNowIsAskedForAgain() throws IOException {
        String dialogue = LOGIN + "C: EPSV\nS: 425 no port\n" + pasv("C: NLST\n") + DATA
                + "C: EPSV\nS: 229 ok (|||${port2}|)\n*2 connected\nC: NLST\n" + DATA + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            ftp.names();
            ftp.names();
            ftp.noop();
        }
    }

    @Test
    void aFarewellIsNoRefusalOfEpsv() throws IOException {
        try (Scripted server = Scripted.play(LOGIN + "C: EPSV\nS: 421 going down\n* closed\n");
                FtpSession ftp = login(server)) {
            assertThatThrownBy(ftp::names)
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("421 going down");
            assertThat(ftp.isOpen()).isFalse();
        }
    }
}
