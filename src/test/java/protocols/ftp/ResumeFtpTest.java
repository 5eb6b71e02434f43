package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpMismatch.Kind;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Scripted;
import protocols.peers.Vsftpd;

/** A transfer that goes on where another ended proves that it is of the same file. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResumeFtpTest {

    private static final String SIZE =
            """
            C: TYPE I
            C: SIZE a
            S: 200 ok
            """;
    private static final String GET =
            """
            C: EPSV
            S: 229 ok (|||${port2}|)
            C: RETR a
            S: 150 go
            """;

    @TempDir
    private Path folder;

    private Path local(String text) throws IOException {
        return Files.writeString(folder.resolve("a"), text);
    }

    private interface Resume {
        void run(FtpSession ftp) throws IOException;
    }

    /** Plays it, and gives what was thrown; the session goes on. */
    private static FtpMismatch mismatch(String dialogue, Resume resume) throws IOException {
        try (Scripted server = Scripted.play(LOGIN + dialogue + ALIVE);
                FtpSession ftp = login(server)) {
            FtpMismatch fault = catchThrowableOfType(FtpMismatch.class, () -> resume.run(ftp));
            ftp.noop();
            assertThat(fault).hasMessageContaining("127.0.0.1:" + server.port() + ": a");
            return fault;
        }
    }

    @Test
    void theRestIsAddedAndCounted() throws IOException {
        Path local = local("one\r\n");
        String dialogue = LOGIN + SIZE + "S: 213 10\n" + GET
                + """
                S2: one
                S2: two
                *2 closed by peer
                S: 226 done
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThat(ftp.resume("a", local).bytes()).isEqualTo(5);
            ftp.noop();
        }
        assertThat(local).hasContent("one\r\ntwo\r\n");
    }

    @Test
    void aFileThatIsCompleteStaysAsItIs() throws IOException {
        Path local = local("one\r\n");
        String dialogue = LOGIN + SIZE + "S: 213 5\n" + GET + "S2: one\n*2 closed by peer\nS: 226 done\n" + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThat(ftp.resume("a", local).bytes()).isZero();
            ftp.noop();
        }
        assertThat(local).hasContent("one\r\n");
    }

    @Test
    void aRemoteFileThatIsShorterIsAnotherOne() throws IOException {
        Path local = local("one\r\ntwo\r\n");
        FtpMismatch fault = mismatch(SIZE + "S: 213 3\n", ftp -> ftp.resume("a", local));
        assertThat(fault.kind()).isEqualTo(Kind.SHORTER);
        assertThat(fault.expected()).isEqualTo(10);
        assertThat(fault.found()).isEqualTo(3);
        assertThat(local).hasContent("one\r\ntwo\r\n");
    }

    @Test
    void anotherFileIsNotSplicedOn() throws IOException {
        Path local = local("one\r\n");
        FtpMismatch fault = mismatch(
                SIZE + "S: 213 10\n" + GET + "S2: ont\nS2: two\n*2 closed\nS: 426 broken off\n",
                ftp -> ftp.resume("a", local));
        assertThat(fault.kind()).isEqualTo(Kind.OTHER_BYTES);
        assertThat(local).hasContent("one\r\n");
    }

    @Test
    void aServerThatSendsAnotherLengthIsNotBelieved() throws IOException {
        Path local = local("one\r\n");
        for (String rest : new String[] {"", "S2: two\nS2: two\n"}) {
            FtpMismatch fault = mismatch(
                    SIZE + "S: 213 10\n" + GET + "S2: one\n" + rest
                            + "*2 closed by peer\nS: 226 done\nC: SIZE a\nS: 213 10\n",
                    ftp -> ftp.resume("a", local));
            assertThat(fault.kind()).isEqualTo(Kind.OTHER_LENGTH);
            assertThat(local).hasContent("one\r\n");
        }
    }

    @Test
    void aFileThatGrowsMeanwhileIsWhatItIsAtTheEnd() throws IOException {
        Path local = local("one\r\n");
        String dialogue = LOGIN + SIZE + "S: 213 10\n" + GET
                + "S2: one\nS2: two\nS2: six\n*2 closed by peer\nS: 226 done\nC: SIZE a\nS: 213 15\n" + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThat(ftp.resume("a", local).bytes()).isEqualTo(10);
            ftp.noop();
        }
        assertThat(local).hasContent("one\r\ntwo\r\nsix\r\n");
    }

    /** Without a size the last bytes still show it. */
    @ParameterizedTest
    @ValueSource(strings = {"500 what?", "550 no", "213 many"})
    void aServerThatTellsNoSize(String answer) throws IOException {
        Path local = local("one\r\n");
        String dialogue = LOGIN + SIZE + "S: " + answer + "\n" + GET
                + "S2: one\nS2: two\n*2 closed by peer\nS: 226 done\n" + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThat(ftp.resume("a", local).bytes()).isEqualTo(5);
            ftp.noop();
        }
        assertThat(local).hasContent("one\r\ntwo\r\n");
    }

    @Test
    void aLongFileIsComparedAtItsEndAlone() throws IOException {
        Path local = local("x".repeat(5000) + "\r\n");
        String dialogue = LOGIN + SIZE
                + """
                S: 213 5007
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: REST 906
                S: 350 from there
                C: RETR a
                S: 150 go
                """
                + "S2: " + "x".repeat(4094) + "\nS2: two\n*2 closed by peer\nS: 226 done\n" + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThat(ftp.resume("a", local).bytes()).isEqualTo(5);
            ftp.noop();
        }
        assertThat(Files.size(local)).isEqualTo(5007);
    }

    @Test
    void anUploadGoesOnBehindTheSameBytes() throws IOException {
        Path local = local("one\r\ntwo\r\n");
        String dialogue = LOGIN + SIZE + "S: 213 5\n" + GET
                + """
                S2: one
                *2 closed by peer
                S: 226 done
                C: EPSV
                S: 229 ok (|||${port2}|)
                *2 connected
                C: REST 5
                S: 350 from there
                C: STOR a
                S: 150 go
                C2: two
                *2 closed
                S: 226 done
                C: SIZE a
                S: 213 10
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThat(ftp.resume(local, "a").bytes()).isEqualTo(5);
            ftp.noop();
        }
        // The server passed over REST.
        FtpMismatch fault = mismatch(
                dialogue.substring(LOGIN.length(), dialogue.length() - ALIVE.length())
                        .replace("213 10", "213 5"),
                ftp -> ftp.resume(local, "a"));
        assertThat(fault.kind()).isEqualTo(Kind.OTHER_LENGTH);
    }

    /** Where nothing is lacking nothing is sent: a server that passes over REST would empty the file. */
    @Test
    void anUploadThatIsWholeIsLeftAsItIs() throws IOException {
        Path local = local("one\r\n");
        String dialogue = LOGIN + SIZE + "S: 213 5\n" + GET + "S2: one\n*2 closed by peer\nS: 226 done\n" + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            Transfer done = ftp.resume(local, "a");
            assertThat(done.bytes()).isZero();
            assertThat(done.reply().text()).isEqualTo("done");
            ftp.noop();
        }
    }

    @Test
    void anUploadIsNotAddedToAnotherFile() throws IOException {
        Path local = local("one\r\ntwo\r\n");
        FtpMismatch other = mismatch(
                SIZE + "S: 213 5\n" + GET + "S2: six\n*2 closed by peer\nS: 226 done\n", ftp -> ftp.resume(local, "a"));
        assertThat(other.kind()).isEqualTo(Kind.OTHER_BYTES);
        FtpMismatch longer = mismatch(SIZE + "S: 213 11\n", ftp -> ftp.resume(local, "a"));
        assertThat(longer.kind()).isEqualTo(Kind.LONGER);
    }

    @Test
    void anUploadWithoutASizeIsRefused() throws IOException {
        Path local = local("one\r\n");
        try (Scripted server = Scripted.play(LOGIN + SIZE + "S: 502 what?\n" + ALIVE);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.resume(local, "a")).isInstanceOf(WireException.Refused.class);
            ftp.noop();
        }
    }

    /** 550 is also the answer to what this user must not see: what is there is not begun anew. */
    @Test
    void anUploadWhoseSizeIsWithheldIsNotBegunAnew() throws IOException {
        Path local = local("one\r\n");
        String dialogue = LOGIN + SIZE
                + """
                S: 550 denied
                C: FEAT
                S: 502 what?
                C: SIZE a
                S: 550 denied
                C: MDTM a
                S: 213 20260102030405
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: LIST
                S: 150 go
                S2: -rw-r--r--   1 ftp  ftp  50 Jan  1  2020 a
                *2 closed by peer
                S: 226 done
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.resume(local, "a"))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("denied");
            ftp.noop();
        }
    }

    /** What cannot be shown afterwards is no success. */
    @Test
    void anUploadWhoseSizeIsNotToldAfterwardsIsNotShown() throws IOException {
        Path local = local("one\r\n");
        String dialogue = LOGIN + SIZE
                + """
                S: 213 0
                C: EPSV
                S: 229 ok (|||${port2}|)
                *2 connected
                C: STOR a
                S: 150 go
                C2: one
                *2 closed
                S: 226 done
                C: SIZE a
                S: 550 denied
                """
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.resume(local, "a")).isInstanceOf(WireException.Refused.class);
            ftp.noop();
        }
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void bothWaysWithAServer() throws Exception {
        byte[] noise = new byte[50_000];
        new Random(5).nextBytes(noise);
        byte[] half = java.util.Arrays.copyOf(noise, 20_000);
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp =
                        Ftp.at("127.0.0.1").port(server.port()).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            server.putHome("whole", noise);
            server.putHome("half", half);
            Path local = Files.write(folder.resolve("half"), half);
            assertThat(ftp.resume("whole", local).bytes()).isEqualTo(30_000);
            assertThat(local).hasBinaryContent(noise);
            assertThat(ftp.resume(local, "half").bytes()).isEqualTo(30_000);
            assertThat(server.home().resolve("half")).hasBinaryContent(noise);
            assertThat(ftp.resume(local, "new").bytes()).isEqualTo(50_000);
            noise[19_999]++;
            server.putHome("whole", noise);
            Files.write(local, half);
            assertThatThrownBy(() -> ftp.resume("whole", local)).isInstanceOf(FtpMismatch.class);
            assertThat(local).hasBinaryContent(half);
            ftp.noop();
        }
    }
}
