package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.at;
import static protocols.ftp.Dialogues.login;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;
import protocols.peers.Scripted;

/** Downloads that end before their end: by the reader, or by the server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenDownloadFtpTest {

    private static final String DOWNLOAD = LOGIN
            + """
            C: TYPE I
            C: EPSV
            S: 200 ok
            S: 229 ok (|||${port2}|)
            C: RETR a
            S: 150 go
            S2: one
            """;

    private static void closed(String answers) throws IOException {
        try (Scripted server = Scripted.play(DOWNLOAD + "*2 closed\n" + answers + ALIVE);
                FtpSession ftp = login(server)) {
            try (InputStream in = ftp.open("a")) {
                assertThat(in.read()).isEqualTo('o');
            }
            ftp.noop();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: 426 broken off\n",
                "S: 226 all of it\n",
                "S: 250 all of it\n",
                "S: 110 MARK\nS: 426 broken off\n",
                "S: 451 half\n"
            })
    void aStreamThatIsClosedEarlyHasItsAnswerTaken(String answers) throws IOException {
        closed(answers);
    }

    /** Some say 150, and nothing of an end that they did not bring about. */
    @ParameterizedTest
    @ValueSource(strings = {"200 alive", "220 alive"})
    void anEndThatIsNotAnsweredIsToldFromTheNextAnswer(String alive) throws IOException {
        closed("C: NOOP\nS: " + alive + "\n");
    }

    /** Others repeat 150, and say no more. */
    @Test
    void aMarkIsNoAnswerToTheEnd() throws IOException {
        String answers = "S: 150 0.018 seconds (measured here)\nC: NOOP\nS: 200 alive\n";
        closed(answers);
        closed("S: 150 0.018 seconds\nS: 150 0.019 seconds\nC: NOOP\nS: 426 broken off\nS: 200 alive\n");
        try (Scripted server = Scripted.play(DOWNLOAD + "*2 closed\n" + answers + ALIVE);
                FtpSession ftp = login(server)) {
            OutputStream full = new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    throw new IOException("the disk is full");
                }
            };
            assertThatThrownBy(() -> ftp.get("a", full)).hasMessage("the disk is full");
            ftp.noop();
        }
    }

    /** What the next call finds is the server's doing, and no mistake of the caller. */
    @Test
    void aServerThatHangsUpInsteadIsAHangup() throws IOException {
        try (Scripted server = Scripted.play(DOWNLOAD + "*2 closed\n* closed by peer\n");
                FtpSession ftp = login(server)) {
            ftp.open("a").close();
            assertThatThrownBy(ftp::noop).isInstanceOf(WireException.Hangup.class);
        }
    }

    @Test
    void anEndThatIsAnsweredLateIsTakenToo() throws IOException {
        closed("C: NOOP\nS: 426 broken off\nS: 200 alive\n");
        closed("C: NOOP\nS: 226 all of it\nS: 250 alive\n");
    }

    /** The server gave up the data before we did, and said why. */
    @Test
    void aTransferThatStandsStillIsWhatTheServerSaysOfIt() throws IOException {
        String dialogue = DOWNLOAD + "S: 426 the disk is slow\n*2 closed\n" + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp =
                        at(server).idleTimeout(Duration.ofMillis(400)).connect().loginAnonymously()) {
            assertThatThrownBy(() -> ftp.get("a", OutputStream.nullOutputStream()))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("426 the disk is slow");
            ftp.noop();
        }
    }
}
