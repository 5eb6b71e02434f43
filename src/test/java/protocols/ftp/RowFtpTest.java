package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.listed;
import static protocols.ftp.Dialogues.login;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Batch;
import protocols.Tls;
import protocols.Transfer;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Scripted;
import protocols.peers.TestCa;
import protocols.peers.Vsftpd;

/** Downloads in a row: where the server answers in turn, each is asked for while the one before it is under way. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RowFtpTest {

    private static final String LISTING = LOGIN.replace("220 ready", "220 (vsFTPd 3.0.5)")
            + listed(
                    "-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 a",
                    "-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 x\\\\b",
                    "-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 c",
                    "-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 e")
            + """
            C: TYPE I
            C: EPSV
            C: RETR a
            S: 200 ok
            """;

    private static final String NEXT = """
            C: EPSV
            C: RETR %s
            """;

    private static final String AGREED =
            """
            S: 229 ok (|||${port2}|)
            *2 connected
            """;

    private static final String DATA =
            """
            S: 150 go
            S2: %s
            *2 closed by peer
            S: 226 done
            """;

    @TempDir
    private Path folder;

    private static String data(String text) {
        return DATA.formatted(text);
    }

    @Test
    void theNextIsAskedForWhileOneIsUnderWay() throws IOException {
        String dialogue = LISTING
                + AGREED
                + NEXT.formatted("c")
                + data("one")
                + AGREED
                + NEXT.formatted("e")
                + data("two")
                + AGREED
                + data("three")
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            Batch<String, Transfer> got = ftp.mget(Glob.of("*"), folder);
            assertThat(got.done()).containsOnlyKeys("a", "c", "e");
            assertThat(got.refused()).containsOnlyKeys("x\\b");
            ftp.noop();
        }
        assertThat(folder.resolve("a")).hasContent("one");
        assertThat(folder.resolve("c")).hasContent("two");
        assertThat(folder.resolve("e")).hasContent("three");
    }

    @Test
    void oneThatIsRefusedCostsTheOthersNothing() throws IOException {
        String dialogue = LISTING
                + AGREED + NEXT.formatted("c") + "S: 550 not for you\n*2 closed\n"
                + AGREED + NEXT.formatted("e") + "S: 150 go\nS2: half\n*2 closed by peer\nS: 451 the disk broke\n"
                + AGREED + data("three")
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            Batch<String, Transfer> got = ftp.mget(Glob.of("*"), folder);
            assertThat(got.done()).containsOnlyKeys("e");
            assertThat(got.refused().get("a"))
                    .hasMessageContaining(": RETR a, after ")
                    .hasMessageContaining("550 not for you");
            assertThat(got.refused().get("c")).hasMessageContaining("451 the disk broke");
            ftp.noop();
        }
        assertThat(folder.resolve("e")).hasContent("three");
        assertThat(folder.resolve("c")).doesNotExist();
    }

    /** What was asked for and is not wanted any more is begun and broken off. */
    @Test
    void whatIsNotWantedAnyMoreIsBrokenOff() throws IOException {
        String dialogue = LISTING
                + AGREED + NEXT.formatted("c") + data("one")
                + AGREED + NEXT.formatted("e") + "S: 150 go\nS2: two\n*2 closed\nS: 426 broken off\n"
                + AGREED + "S: 150 go\nS2: three\n*2 closed\nS: 426 broken off\n"
                + ALIVE;
        Files.createDirectories(folder.resolve("c").resolve("in the way"));
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.mget(Glob.of("*"), folder)).isInstanceOf(FileSystemException.class);
            ftp.noop();
        }
        assertThat(folder.resolve("a")).hasContent("one");
        assertThat(folder.resolve("e")).doesNotExist();
    }

    @Test
    void aLineThatBreaksTellsWhatHadBecomeOfEach() throws IOException {
        String dialogue = LISTING + AGREED + NEXT.formatted("c") + data("one") + "* closed by peer\n";
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.mget(Glob.of("*"), folder))
                    .isInstanceOfSatisfying(WireException.Hangup.class, hangup -> {
                        assertThat(hangup.batch().done()).hasSize(1);
                        assertThat(hangup.batch().unknown()).hasSize(1);
                        assertThat(hangup.batch().untried()).hasSize(1);
                    });
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    /** The answer to what was asked ahead is none to the file before. */
    @Test
    void aFileWhoseEndIsMissingIsNotDone() throws IOException {
        String dialogue = LISTING
                + AGREED + NEXT.formatted("c") + "S: 150 go\nS2: half\n*2 closed by peer\nS: 229 ok (|||${port2}|)\n"
                + "* closed\n";
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.mget(Glob.of("*"), folder))
                    .isInstanceOfSatisfying(
                            WireException.Malformed.class,
                            malformed -> assertThat(malformed.batch().done()).isEmpty());
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** A name out of a listing that no command can hold is the fate of that file alone. */
    @Test
    void aNameThatCannotBeAskedForIsRefusedAlone() throws IOException {
        String dialogue = LISTING.replace("2020 c\n", "2020 c\\xFF\n")
                + AGREED
                + NEXT.formatted("e")
                + data("one")
                + AGREED
                + data("three")
                + ALIVE;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            Batch<String, Transfer> got = ftp.mget(Glob.of("*"), folder);
            assertThat(got.done()).containsOnlyKeys("a", "e");
            assertThat(got.refused().get("c\udcff")).hasMessageContaining("TELNET");
            ftp.noop();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Tls.class,
            names = {"NONE", "UPGRADE"})
    @RequiresServer(RealServer.VSFTPD)
    void aServerGivesEachFileUnderItsName(Tls tls) throws Exception {
        Vsftpd.Option[] options = tls == Tls.NONE
                ? new Vsftpd.Option[0]
                : new Vsftpd.Option[] {Vsftpd.Option.FORCE_TLS, Vsftpd.Option.REQUIRE_SESSION_REUSE};
        try (Vsftpd server = Vsftpd.start(options);
                FtpSession ftp = Ftp.at("127.0.0.1")
                        .tls(tls)
                        .port(server.port())
                        .trust(Trust.of(TestCa.shared().trusting()))
                        .connect()
                        .login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            for (int i = 0; i < 100; i++) {
                Files.writeString(server.home().resolve("file " + i), i % 7 == 0 ? "" : "content " + i);
            }
            Path closed = server.home().resolve("file 50");
            Files.setPosixFilePermissions(closed, Set.of());
            Batch<String, Transfer> got = ftp.mget(Glob.of("file *"), folder);
            assertThat(got.refused()).containsOnlyKeys("file 50");
            assertThat(got.done()).hasSize(99);
            for (int i = 0; i < 100; i++) {
                if (i != 50) {
                    assertThat(folder.resolve("file " + i)).hasContent(i % 7 == 0 ? "" : "content " + i);
                }
            }
            ftp.noop();
        }
    }
}
