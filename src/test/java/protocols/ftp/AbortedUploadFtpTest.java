package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.login;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;
import protocols.peers.Scripted;

/** An upload whose source fails is taken back (ABOR, RFC 959 section 4.1.3), and the conversation is in step after that. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbortedUploadFtpTest {

    private static final String UPLOAD =
            """
            S: 220 ready
            C: USER anonymous
            S: 230 in
            C: TYPE I
            C: EPSV
            S: 200 ok
            S: 229 ok (|||${port2}|)
            C: STOR a
            S: 150 go
            C2: one
            C: ABOR
            *2 closed
            """;
    private static final String ALIVE = """
            C: PWD
            S: 257 "/here"
            """;

    /** Five bytes, and then no more. */
    private static InputStream failing() {
        return new InputStream() {
            private boolean begun;

            @Override
            public int read() {
                throw new AssertionError("read by the byte");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (begun) {
                    throw new IOException("the disk is gone");
                }
                begun = true;
                System.arraycopy(new byte[] {'o', 'n', 'e', '\r', '\n'}, 0, into, offset, 5);
                return 5;
            }
        };
    }

    private static void inStep(String answers) throws IOException {
        try (Scripted server = Scripted.play(UPLOAD + answers + ALIVE);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.put(failing(), "a")).hasMessage("the disk is gone");
            assertThat(ftp.pwd()).isEqualTo("/here");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: 426 broken off\nS: 226 done\n",
                "S: 451 half\nS: 225 nothing to abort\n",
                "S: 226 all of it\nS: 226 done\n",
                "S: 110 MARK\nS: 426 broken off\nS: 226 done\n",
                "S: 426 broken off\nS: 500 what?\n",
                "S: 426 broken off\nS: 426 broken off\n",
                "S: 552 quota\nS: 502 no such command\n"
            })
    void bothAnswersAreTaken(String answers) throws IOException {
        inStep(answers);
    }

    /** Pure-FTPd swallows an ABOR in some forms; others answer the transfer and ABOR as one. */
    @ParameterizedTest
    @ValueSource(strings = {"200 alive", "250 alive", "220 alive"})
    void anAnswerThatDoesNotComeIsToldFromTheNextOne(String alive) throws IOException {
        inStep("S: 226 broken off\nC: NOOP\nS: " + alive + "\n");
    }

    @Test
    void aSecondAnswerMayBeLate() throws IOException {
        inStep("S: 426 broken off\nC: NOOP\nS: 226 done\nS: 200 alive\n");
        inStep("S: 426 broken off\nC: NOOP\nS: 500 what?\nS: 500 what?\n");
    }

    @Test
    void aServerThatTakesLeaveClosesTheSession() throws IOException {
        try (Scripted server = Scripted.play(UPLOAD + "S: 421 going down\n* closed by peer\n");
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.put(failing(), "a")).hasMessage("the disk is gone");
            assertThat(ftp.isOpen()).isFalse();
            assertThatThrownBy(ftp::pwd).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anUploadWhoseTimeIsOverIsTakenBackWithoutWaiting() throws IOException {
        String dialogue = UPLOAD + "* closed\n";
        InputStream slow = new InputStream() {
            private final InputStream first = failing();
            private boolean begun;

            @Override
            public int read() {
                throw new AssertionError("read by the byte");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (!begun) {
                    begun = true;
                    return first.read(into, offset, length);
                }
                long until = System.nanoTime() + Duration.ofMillis(600).toNanos();
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                into[offset] = 'x';
                return 1;
            }
        };
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = Ftp.at("127.0.0.1")
                        .port(server.port())
                        .transferTimeout(Duration.ofMillis(500))
                        .connect()
                        .loginAnonymously()) {
            assertThatThrownBy(() -> ftp.put(slow, "a"))
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasMessageContaining("transferTimeout");
            assertThat(ftp.isOpen()).isFalse();
        }
    }
}
