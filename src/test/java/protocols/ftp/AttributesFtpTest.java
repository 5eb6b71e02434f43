package protocols.ftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.login;
import static protocols.ftp.Dialogues.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Content;
import protocols.WireException;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Scripted;
import protocols.peers.Vsftpd;

/** Directories that are missing, access rights, times, and names that the server chooses. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttributesFtpTest {

    private static final Instant TIME = Instant.parse("2026-03-14T13:02:03.75Z");

    private static final String NO_FEATURES = """
            C: FEAT
            S: 502 what?
            """;
    private static final String UTIME = "C: SITE UTIME a b 20260314130203 20260314130203 20260314130203 UTC\n";
    private static final String MDTM =
            """
            C: MDTM 20260314130203 a b
            C: MDTM a b
            """;

    private static FtpSession user(Vsftpd server) throws WireException {
        return Ftp.at("127.0.0.1").port(server.port()).connect().login(Vsftpd.USER, Vsftpd.PASSWORD);
    }

    @Test
    void allThatAreMissingAreMade() throws IOException {
        String dialogue =
                """
                C: MKD /a
                C: MKD /a/b c
                C: MKD /a/b c/d
                S: 550 exists
                S: 257 "/a/b c" made
                S: 250 made
                """;
        play(dialogue, ftp -> assertThat(ftp.mkdirs("/a//b c/d/".replace("//", "/")))
                .containsExactly("/a/b c", "/a/b c/d"));
    }

    @Test
    void whatIsThereAlreadyIsNoFault() throws IOException {
        String there =
                """
                C: MKD a
                C: MKD a/b
                S: 550 exists
                S: 521 exists
                C: PWD
                S: 257 "/"
                C: CWD a/b
                S: 250 ok
                C: CWD /
                S: 250 ok
                """;
        play(there, ftp -> assertThat(ftp.mkdirs("a/b")).isEmpty());
        String root = "C: PWD\nS: 257 \"/\"\nC: CWD /\nS: 250 ok\nC: CWD /\nS: 250 ok\n";
        play(root, ftp -> assertThat(ftp.mkdirs("/")).isEmpty());
    }

    @Test
    void whatWasMadeIsToldAlsoWhereTheRestIsRefused() throws IOException {
        String refused =
                """
                C: MKD a
                C: MKD a/b
                S: 257 "/a" made
                S: 553 no such name
                C: PWD
                S: 257 "/"
                C: CWD a/b
                S: 550 none
                """;
        play(refused, ftp -> assertThatThrownBy(() -> ftp.mkdirs("a/b"))
                .isInstanceOfSatisfying(WireException.Refused.class, no -> {
                    assertThat(no.reply().code()).isEqualTo(553);
                    assertThat(no.batch().done()).hasToString("{a=/a}");
                }));
        String broken = LOGIN + "C: MKD a\nC: MKD a/b\nS: 257 \"/a\" made\n* closed by peer\n";
        try (Scripted server = Scripted.play(broken);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.mkdirs("a/b")).isInstanceOfSatisfying(WireException.class, broke -> {
                assertThat(broke.batch().done().keySet()).hasToString("[a]");
                assertThat(broke.batch().unknown()).hasToString("[a/b]");
            });
        }
    }

    @Test
    void accessRightsAreSetInOctal() throws IOException {
        play("C: SITE CHMOD 0640 a b\nS: 200 ok\n", ftp -> ftp.chmod("a b", "0640"));
        for (String no : List.of("202 not here", "500 SITE?", "550 not yours")) {
            play("C: SITE CHMOD 640 a b\nS: " + no + "\n", ftp -> assertThatThrownBy(() -> ftp.chmod("a b", "640"))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining(no));
        }
    }

    @ParameterizedTest
    @CsvSource({"a,a", "a,64", "a,648", "a,06440", "a,+64", "'',644", "'a\nDELE b',644"})
    void whatIsNoModeAndWhatIsNoPathIsNotSent(String path, String mode) throws IOException {
        play("", ftp -> assertThatThrownBy(() -> ftp.chmod(path, mode)).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void theTimeIsSetByMfmtWhereItIsOffered() throws IOException {
        String dialogue =
                """
                C: FEAT
                S: 211-ok
                S:  MFMT
                S: 211 ok
                C: MFMT 20260314130203 a b
                S: 213 Modify=20260314130203; a b
                C: MFMT 20260314130203 none
                S: 550 none
                """;
        play(dialogue, ftp -> {
            ftp.setModified("a b", TIME);
            assertThatThrownBy(() -> ftp.setModified("none", TIME)).hasMessageContaining("550 none");
        });
    }

    @Test
    void elseBySiteUtimeWithItsZone() throws IOException {
        play(NO_FEATURES + UTIME + "S: 200 ok\n" + UTIME + "S: 550 none\n", ftp -> {
            ftp.setModified("a b", TIME);
            assertThatThrownBy(() -> ftp.setModified("a b", TIME)).hasMessageContaining("550 none");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 SITE?", "502 SITE?", "504 UTIME?", "202 not here"})
    void elseByMdtmWithATimeAndSiteUtimeIsNotTriedAgain(String no) throws IOException {
        String set = MDTM + "S: 213 set\nS: 213 20260314130204\n";
        play(NO_FEATURES + UTIME + "S: " + no + "\n" + set + set, ftp -> {
            ftp.setModified("a b", TIME);
            ftp.setModified("a b", TIME);
        });
    }

    /** 501 may mean this name alone. */
    @Test
    void siteUtimeIsTriedAgainAfterAnArgumentThatWasNotTaken() throws IOException {
        String set = MDTM + "S: 253 set\nS: 213 20260314130203\n";
        play(NO_FEATURES + UTIME + "S: 501 no\n" + set + UTIME + "S: 200 ok\n", ftp -> {
            ftp.setModified("a b", TIME);
            ftp.setModified("a b", TIME);
        });
    }

    /** The server took time and path for one name, of a file that is there. */
    @ParameterizedTest
    @ValueSource(strings = {"213 20010101000000", "550 none", "213 yesterday"})
    void aTimeThatIsNotThereAfterwardsWasNotSet(String afterwards) throws IOException {
        play(
                NO_FEATURES + UTIME + "S: 500 SITE?\n" + MDTM + "S: 213 20260314130203\nS: " + afterwards + "\n",
                ftp -> assertThatThrownBy(() -> ftp.setModified("a b", TIME))
                        .isInstanceOf(WireException.Unsupported.class)
                        .hasMessageContaining("MFMT"));
        play(
                NO_FEATURES + UTIME + "S: 500 SITE?\n" + MDTM + "S: 550 none\nS: " + afterwards + "\n",
                ftp -> assertThatThrownBy(() -> ftp.setModified("a b", TIME))
                        .isInstanceOf(WireException.Refused.class)
                        .hasMessageContaining("550 none"));
    }

    @Test
    void aTimeThatCannotBeWrittenIsNotSent() throws IOException {
        play("", ftp -> {
            for (Instant time : List.of(Instant.MAX, Instant.MIN)) {
                assertThatThrownBy(() -> ftp.setModified("a", time)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> ftp.setModified("a\n", TIME)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    private static String stou(String begun, String done) {
        return """
                C: TYPE I
                C: EPSV
                S: 200 ok
                S: 229 ok (|||${port2}|)
                C: STOU
                S: %s
                C2: four\\
                *2 closed
                S: %s
                """
                .formatted(begun, done);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "150 FILE: a b.1 | 226 done | a b.1",
                "125 FILE: /pub/x (1) | 250 done | /pub/x (1)",
                "150 file:x | 226 done | x",
                "150 go | 226 FILE: x | x",
                "150 go | 226 Transfer complete (unique file name:x(2).txt). | x(2).txt",
                "150 go | 226 Transfer complete. Unique file name: x | x",
                "150 Opening data connection for \"x\"\"y\" | 226 done | x\"y",
                "150 go | 250 \"x\" stored | x",
            })
    void theNameIsReadWhereServersWriteIt(String begun, String done, String name) throws IOException {
        play(stou(begun, done), ftp -> {
            FtpStored stored = ftp.putUnique(Content.text("four"));
            assertThat(stored.name()).contains(name);
            assertThat(stored.transfer().bytes()).isEqualTo(4);
            assertThat(stored).hasToString(name + ": " + stored.transfer());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"150 go | 226 done", "150 FILE: | 226 PROFILE: kept", "150 FILE:  | 226 \"\" stored"})
    void aNameThatIsNotToldIsNotGuessed(String begun, String done) throws IOException {
        play(
                stou(begun, done),
                ftp -> assertThat(ftp.putUnique(Content.text("four")).name()).isEmpty());
    }

    @Test
    void aFullDiskIsNoUpload() throws IOException {
        play(stou("150 FILE: x", "552 full"), ftp -> assertThatThrownBy(() -> ftp.putUnique(Content.text("four")))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("552 full"));
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void vsftpdDoesThemAll() throws Exception {
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp = user(server)) {
            Path home = server.home();
            assertThat(ftp.mkdirs("a/b c/d")).containsExactly("a", "a/b c", "a/b c/d");
            assertThat(ftp.mkdirs("/a/b c/e")).containsExactly("/a/b c/e");
            assertThat(ftp.mkdirs("a/b c/d")).isEmpty();
            assertThat(home.resolve("a/b c/d")).isDirectory();
            ftp.put(Content.text("text"), "a/file");
            assertThatThrownBy(() -> ftp.mkdirs("a/file/x")).isInstanceOf(WireException.Refused.class);

            ftp.chmod("a/file", "600");
            assertThat(Files.getPosixFilePermissions(home.resolve("a/file")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThatThrownBy(() -> ftp.chmod("none", "600")).isInstanceOf(WireException.Refused.class);

            ftp.setModified("a/file", TIME);
            assertThat(Files.getLastModifiedTime(home.resolve("a/file")).toInstant())
                    .isEqualTo(Instant.parse("2026-03-14T13:02:03Z"));
            assertThat(ftp.modified("a/file").instant()).contains(Instant.parse("2026-03-14T13:02:03Z"));
            assertThatThrownBy(() -> ftp.setModified("none", TIME)).isInstanceOf(WireException.Refused.class);
            server.putHome("20260314130203 a", "text".getBytes(UTF_8));
            server.putHome("a.txt", "text".getBytes(UTF_8));
            ftp.setModified("a.txt", TIME);

            String first = ftp.putUnique(Content.text("one")).name().orElseThrow();
            String second = ftp.putUnique(Content.text("two")).name().orElseThrow();
            assertThat(first).isNotEqualTo(second);
            assertThat(home.resolve(first)).hasContent("one");
            assertThat(home.resolve(second)).hasContent("two");
        }
    }
}
