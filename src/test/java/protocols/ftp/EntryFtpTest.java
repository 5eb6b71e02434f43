package protocols.ftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;
import protocols.ftp.FtpEntry.Kind;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Scripted;
import protocols.peers.Vsftpd;

/** One path: what there is, and whether there is anything. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EntryFtpTest {

    private static final String FACTS =
            """
            C: FEAT
            S: 211-ok
            S:  MLST type*;size*;
            S: 211 ok
            """;
    private static final String NO_FACTS = """
            C: FEAT
            S: 502 what?
            """;
    private static final String NO_FILE =
            """
            C: TYPE I
            C: SIZE a
            C: MDTM a
            S: 200 ok
            S: 550 no
            S: 550 no
            """;
    private static final String NO_DIRECTORY =
            """
            C: PWD
            S: 257 "/"
            C: CWD a
            S: 550 no
            """;

    private static String listing(String command, String... lines) {
        StringBuilder text = new StringBuilder("C: EPSV\nS: 229 ok (|||${port2}|)\nC: " + command + "\nS: 150 go\n");
        for (String line : lines) {
            text.append("S2: ").append(line).append('\n');
        }
        return text + "*2 closed by peer\nS: 226 Directory send OK.\n";
    }

    private static String within(String path, String listing) {
        return """
                C: PWD
                S: 257 "/"
                C: CWD %s
                S: 250 ok
                %sC: CWD /
                S: 250 ok
                """
                .formatted(path, listing);
    }

    @Test
    void mlstTellsAllOfIt() throws IOException {
        String answer =
                """
                C: MLST pub/a b
                S: 250-here
                S:  type=file;size=7;modify=20260314130203;UNIX.mode=0644; /home/pub/a b
                S: 250 end
                C: MLST /
                S: 250-here
                S:  type=dir; /
                S: 250 end
                C: MLST pub/
                S: 250-here
                S: 250- type=cdir; /home/pub/
                S: 250 end
                C: MLST pub/A.TXT
                S: 250-here
                S:  type=file; /another/place/a.txt
                S: 250 end
                C: MLST ..
                S: 250-here
                S:  type=pdir; /home
                S: 250 end
                """;
        play(FACTS + answer, ftp -> {
            FtpEntry entry = ftp.entry("pub/a b");
            assertThat(entry.name()).isEqualTo("a b");
            assertThat(entry.isFile()).isTrue();
            assertThat(entry.size()).hasValue(7);
            assertThat(entry.modified()).hasToString("Optional[2026-03-14T13:02:03Z]");
            assertThat(entry.permissions()).contains("0644");
            assertThat(entry.raw()).endsWith("/home/pub/a b");
            assertThat(ftp.entry("/").name()).isEqualTo("/");
            assertThat(ftp.entry("pub/"))
                    .satisfies(folder -> assertThat(folder.name()).isEqualTo("pub"));
            assertThat(ftp.entry("pub/A.TXT").name()).isEqualTo("A.TXT");
            assertThat(ftp.entry("..").name()).isEqualTo("home");
        });
    }

    /** Apache FtpServer takes a dash for options, and a star for all that it has to say of the working directory. */
    @ParameterizedTest
    @ValueSource(strings = {"all*", "-la", " front"})
    void whatMlstTellsOfSomethingElseIsNotBelieved(String path) throws IOException {
        String other = "C: MLST %1$s\nS: 250-here\nS:  type=dir; /home/pub\nS: 250 end\n";
        String older = "C: SIZE %1$s\nC: MDTM %1$s\n";
        String dialogue = FACTS + other + "C: TYPE I\n" + older + "S: 200 ok\nS: 213 5\nS: 213 20260314130203\n" + other
                + older + "S: 550 no\nS: 550 no\n" + listing("MLSD", "type=file; b")
                + NO_DIRECTORY.replace("CWD a", path.startsWith("-") ? "CWD /" + path : "CWD " + path);
        play(dialogue.formatted(path), ftp -> {
            assertThat(ftp.entry(path).size()).hasValue(5);
            assertThat(ftp.exists(path)).isFalse();
        });
    }

    @Test
    void aNoToMlstIsTheAnswer() throws IOException {
        play(FACTS + "C: MLST a\nS: 550 no such thing\n", ftp -> assertThatThrownBy(() -> ftp.entry("a"))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("550 no such thing"));
    }

    /** Not for this path (501), and an answer that has no facts in it: the older commands are asked. */
    @ParameterizedTest
    @ValueSource(strings = {"S: 501 not this one", "S: 250 fine"})
    void aServerThatDoesNotAnswerMlstIsAskedOtherwise(String answer) throws IOException {
        String older =
                """
                C: TYPE I
                C: SIZE a
                C: MDTM a
                S: 200 ok
                S: 213 5
                S: 213 20260314130203
                """;
        String again = older.replace("C: TYPE I\n", "").replace("S: 200 ok\n", "");
        play(FACTS + "C: MLST a\n" + answer + "\n" + older + "C: MLST a\n" + answer + "\n" + again, ftp -> {
            assertThat(ftp.entry("a").size()).hasValue(5);
            assertThat(ftp.exists("a")).isTrue();
        });
    }

    @Test
    void aServerThatDoesNotKnowMlstIsNotAskedAgain() throws IOException {
        String size = "C: SIZE a\nC: MDTM a\nS: 213 5\nS: 500 what?\n";
        play(
                FACTS + "C: MLST a\nS: 502 what?\n"
                        + size.replace("C: SIZE", "C: TYPE I\nC: SIZE").replace("S: 213", "S: 200 ok\nS: 213") + size,
                ftp -> {
                    assertThat(ftp.entry("a").modified()).isEmpty();
                    assertThat(ftp.entry("a"))
                            .isEqualTo(FtpEntry.of("a", Kind.FILE).size(5));
                });
    }

    @Test
    void whatHasNoSizeIsLookedForInItsDirectory() throws IOException {
        String[] lines = {"drwxr-xr-x 2 ftp ftp 4096 Mar 14 2025 a", "-rw-r--r-- 1 ftp ftp 7 Mar 14 2025 b"};
        play(NO_FACTS + NO_FILE + listing("LIST", lines), ftp -> {
            FtpEntry entry = ftp.entry("a");
            assertThat(entry.isDirectory()).isTrue();
            assertThat(entry.raw()).isEqualTo(lines[0]);
        });
        String below = NO_FILE.replace(" a\n", " /pub/x/a/\n");
        play(NO_FACTS + below + within("/pub/x", listing("LIST", lines)), ftp -> assertThat(ftp.exists("/pub/x/a/"))
                .isTrue());
    }

    @Test
    void whatNoListingHasMayBeADirectoryAllTheSame() throws IOException {
        String change = NO_DIRECTORY
                .replace("S: 550 no", "S: 250 ok\nC: CWD /\nS: 250 ok")
                .replace("CWD a", "CWD .a");
        play(NO_FACTS + NO_FILE.replace(" a\n", " .a\n") + change, ftp -> assertThat(ftp.entry(".a"))
                .isEqualTo(FtpEntry.of(".a", Kind.DIRECTORY)));
    }

    @Test
    void whatHasATimeIsThere() throws IOException {
        String timed = "C: TYPE I\nC: SIZE a\nC: MDTM a\nS: 200 ok\nS: 502 what?\nS: 213 20260314130203\n";
        play(NO_FACTS + timed + listing("LIST") + NO_DIRECTORY, ftp -> {
            FtpEntry entry = ftp.entry("a");
            assertThat(entry.kind()).isEqualTo(Kind.OTHER);
            assertThat(entry.modified()).isPresent();
        });
    }

    @Test
    void aNoIsShownByTheListing() throws IOException {
        play(NO_FACTS + NO_FILE + listing("LIST", "total 0") + NO_DIRECTORY, ftp -> assertThat(ftp.exists("a"))
                .isFalse());
        play(
                FACTS + "C: MLST a\nS: 550 no\n" + listing("MLSD", "type=cdir; .", "type=file; b"),
                ftp -> assertThat(ftp.exists("a")).isFalse());
        play(
                FACTS + "C: MLST a\nS: 550 permission denied\n" + listing("MLSD", "type=file; a"),
                ftp -> assertThat(ftp.exists("a")).isTrue());
    }

    /** A 550 that nothing bears out is no proof. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "S2: nobody knows this format",
                "S2: -rw-r--r-- 1 ftp ftp 7 Mar 14 2025 A",
                "S: 226 Transfer done (but failed to open directory).",
                "S: 451 cannot read",
            })
    void inDoubtTheServersNoIsThrown(String line) throws IOException {
        String listing = line.startsWith("S2")
                ? listing("LIST", line.substring(4))
                : listing("LIST").replace("S: 226 Directory send OK.", line);
        play(NO_FACTS + NO_FILE + listing + NO_DIRECTORY, ftp -> assertThatThrownBy(() -> ftp.exists("a"))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("550 no"));
    }

    @Test
    void aFileThatIsBusyIsNotAbsent() throws IOException {
        play(
                FACTS + "C: MLST a\nS: 450 busy\n" + listing("MLSD", "type=file; b"),
                ftp -> assertThatThrownBy(() -> ftp.exists("a")).hasMessageContaining("450 busy"));
    }

    @Test
    void hiddenNamesAndPathsOfOtherSystemsProveNothing() throws IOException {
        String home = "C: PWD\nS: 257 \"DISK:[PUB]\"\n";
        unproved(".a", "");
        unproved("~/a", "C: MLST ~\nS: 550 no\n");
        unproved("DISK:[PUB]A.TXT", home);
        unproved("A.TXT;1", home);
        // Servers of Windows write paths as Unix does, and take this for one of theirs all the same.
        unprovedAs("pub\\a", "pub\\\\a", "");
    }

    private static void unproved(String path, String then) throws IOException {
        unprovedAs(path, path, then);
    }

    private static void unprovedAs(String path, String shown, String then) throws IOException {
        play(FACTS + "C: MLST " + shown + "\nS: 550 no\n" + then, ftp -> assertThatThrownBy(() -> ftp.exists(path))
                .isInstanceOf(WireException.Refused.class));
    }

    /** Where paths are those of Unix, these are names like any other. */
    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a;1", "[a]", "<a>"})
    void namesWithMarksOfOtherSystemsAreNamesWherePathsAreOfUnix(String name) throws IOException {
        String no = FACTS + "C: MLST " + name + "\nS: 550 no\nC: PWD\nS: 257 \"/pub\"\n";
        play(no + listing("MLSD", "type=file; b"), ftp -> assertThat(ftp.exists(name))
                .isFalse());
        play(no + listing("MLSD", "type=file; " + name), ftp -> assertThat(ftp.exists(name))
                .isTrue());
    }

    /** What is thrown is a no, and the place says to what. */
    @Test
    void anErrorNamesTheCommandThatWasRefused() throws IOException {
        String change = NO_DIRECTORY.replace("550 no", "550 no directory");
        String closed = listing("LIST").replace("Directory send OK", "Transfer done (but failed to open directory)");
        play(NO_FACTS + NO_FILE + closed + change, ftp -> assertThatThrownBy(() -> ftp.exists("a"))
                .hasMessageContaining(": SIZE a, after ")
                .hasMessageContaining("550 no"));
    }

    /** What is in a directory that is not there is not there either. */
    @Test
    void aDirectoryAboveThatIsNotThereIsAProofToo() throws IOException {
        String dialogue = "C: MLST x/a\nS: 550 no\n"
                + "C: PWD\nS: 257 \"/\"\nC: CWD x\nS: 550 no\n"
                + "C: MLST x\nS: 550 no\n"
                + listing("MLSD", "type=file; b");
        play(FACTS + dialogue, ftp -> assertThat(ftp.exists("x/a")).isFalse());
    }

    /** Of a directory that it cannot open vsftpd lists the line in the one above, or nothing. */
    @Test
    void whatIsListedByNameMayNotBeTheDirectory() throws IOException {
        String no = NO_FILE.replace(" a\n", " x/a\n");
        String change = NO_DIRECTORY.replace(" a\n", " x/a\n");
        play(NO_FACTS + no + within("x", listing("LIST")) + change, ftp -> assertThat(ftp.exists("x/a"))
                .isFalse());
        String closed = listing("LIST").replace("Directory send OK", "Transfer done (but failed to open directory)");
        String above =
                """
                C: SIZE x
                C: MDTM x
                S: 550 no
                S: 550 no
                """
                        + listing("LIST", "drwx--x--x 2 ftp ftp 4096 Mar 14 2025 x")
                                .replace("S2:", "S3:")
                                .replace("port2", "port3")
                                .replace("*2", "*3");
        play(NO_FACTS + no + within("x", closed) + change + above, ftp -> assertThatThrownBy(() -> ftp.exists("x/a"))
                .isInstanceOf(WireException.Refused.class));
    }

    @Test
    void aFarewellIsNoAnswer() throws IOException {
        String dialogue = LOGIN + NO_FACTS
                + """
                C: TYPE I
                C: SIZE a
                C: MDTM a
                S: 200 ok
                S: 421 closing
                * closed by peer
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp =
                        Ftp.at("127.0.0.1").port(server.port()).connect().loginAnonymously()) {
            assertThatThrownBy(() -> ftp.exists("a")).hasMessageContaining("421 closing");
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    @Test
    void aPathThatCannotBeSentIsRefusedHere() throws IOException {
        play("", ftp -> {
            for (String path : List.of("", "a\r\nDELE b", "a\0")) {
                assertThatThrownBy(() -> ftp.entry(path)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> ftp.exists(path)).isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void vsftpdTellsWhatThereIs() throws Exception {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp =
                        Ftp.at("127.0.0.1").port(server.port()).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            server.putHome("a b*", "text".getBytes(UTF_8));
            server.putHome("upper", "text".getBytes(UTF_8));
            for (String folder : List.of("dir", "dir/empty", ".hidden", "-x", "closed")) {
                Files.createDirectory(server.home().resolve(folder));
            }
            Files.setPosixFilePermissions(
                    server.home().resolve("closed"), PosixFilePermissions.fromString("--x--x--x"));
            assertThat(ftp.entry("a b*").size()).hasValue(4);
            assertThat(ftp.entry("/a b*").modified().orElseThrow().zoneKnown()).isTrue();
            for (String folder : List.of("dir", "dir/", "dir/empty", ".hidden", "-x", "/", ".", "dir/..", "closed")) {
                assertThat(ftp.entry(folder).isDirectory()).as(folder).isTrue();
                assertThat(ftp.exists(folder)).as(folder).isTrue();
            }
            for (String missing :
                    List.of("none", "dir/none", "dir/empty/none", "none/none", "/none/none/none", "upper/upper")) {
                assertThat(ftp.exists(missing)).as(missing).isFalse();
                assertThatThrownBy(() -> ftp.entry(missing)).isInstanceOf(WireException.Refused.class);
            }
            for (String doubtful : List.of(".none", "closed/none", "closed/closed", "UPPER")) {
                assertThatThrownBy(() -> ftp.exists(doubtful)).as(doubtful).isInstanceOf(WireException.Refused.class);
            }
            assertThat(ftp.pwd()).isEqualTo("/");
        }
    }
}
