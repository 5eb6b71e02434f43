package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN;
import static protocols.ftp.Dialogues.login;
import static protocols.ftp.Dialogues.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.Scripted;
import protocols.peers.Vsftpd;

/** What is listed is the directory of the name that was asked for, not what a server makes of that name. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NamedPathFtpTest {

    private static String within(String path, String verb) {
        return """
                C: PWD
                S: 257 "/home"
                C: CWD %s
                S: 250 ok
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: %s
                S: 150 go
                *2 closed by peer
                S: 226 done
                C: CWD /home
                S: 250 ok
                """
                .formatted(path, verb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"what?", "a*", "[a]", "{a,b}", "a b", " a", "a\\b"})
    void aPatternIsListedFromWithin(String path) throws IOException {
        String shown = path.replace("\\", "\\\\");
        try (Scripted server = Scripted.play(LOGIN + within(shown, "NLST") + ALIVE);
                FtpSession ftp = login(server)) {
            assertThat(ftp.names(path)).isEmpty();
            ftp.noop();
        }
        try (Scripted server = Scripted.play(
                        LOGIN + within(shown, "LIST").replace("C: EPSV", "C: FEAT\nS: 500 what?\nC: EPSV") + ALIVE);
                FtpSession ftp = login(server)) {
            assertThat(ftp.list(path)).isEmpty();
            ftp.noop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "~a"})
    void whatLooksLikeAnOptionOrAHomeIsNamedFromTheRoot(String path) throws IOException {
        String facts = "C: FEAT\nS: 211-ok\nS:  MLST\nS: 211 ok\nC: EPSV";
        try (Scripted server =
                        Scripted.play(LOGIN + within("/home/" + path, "MLSD").replace("C: EPSV", facts) + ALIVE);
                FtpSession ftp = login(server)) {
            assertThat(ftp.list(path)).isEmpty();
            ftp.noop();
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsRefused() throws IOException {
        String dialogue =
                """
                C: PWD
                S: 257 "/"
                C: CWD a*
                S: 550 none
                """;
        play(dialogue, ftp -> {
            assertThatThrownBy(() -> ftp.names("a*")).isInstanceOf(WireException.Refused.class);
        });
    }

    @Test
    void aListingThatIsRefusedIsGoneBackFrom() throws IOException {
        String dialogue =
                """
                C: PWD
                S: 257 "/"
                C: CWD a*
                S: 250 ok
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: NLST
                S: 450 none
                *2 closed
                C: CWD /
                S: 250 ok
                """;
        play(dialogue, ftp -> {
            assertThatThrownBy(() -> ftp.names("a*")).hasMessageContaining("450 none");
        });
    }

    /** What is done next would be done in another place than the caller thinks. */
    @Test
    void aSessionThatCannotGoBackIsClosed() throws IOException {
        String dialogue = LOGIN + within("a*", "NLST").replace("S: 226 done\nC: CWD /home\nS: 250 ok\n", "")
                + """
                S: 226 done
                C: CWD /home
                S: 550 gone
                * closed
                """;
        try (Scripted server = Scripted.play(dialogue);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.names("a*")).hasMessageContaining("550 gone");
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    /** A server that does not double quotes leaves it open where its path ends: what is gone back to is asked. */
    @Test
    void aDirectoryThatCanBeReadInTwoWaysIsComparedAfterwards() throws IOException {
        String back = "C: CWD /W\"x\nS: 250 ok\nC: PWD\nS: 257 \"/W\"x\" is here\n";
        String there = within("a*", "NLST")
                .replace("\"/home\"", "\"/W\"x\" is here")
                .replace("C: CWD /home\nS: 250 ok\n", back);
        try (Scripted server = Scripted.play(LOGIN + there + ALIVE);
                FtpSession ftp = login(server)) {
            assertThat(ftp.names("a*")).isEmpty();
            ftp.noop();
        }
        String elsewhere = LOGIN
                + within("a*", "NLST").replace("\"/home\"", "\"/W\" x\"").replace("C: CWD /home", "C: CWD /W")
                + """
                C: PWD
                S: 257 "/W"
                * closed
                """;
        try (Scripted server = Scripted.play(elsewhere);
                FtpSession ftp = login(server)) {
            assertThatThrownBy(() -> ftp.names("a*"))
                    .isInstanceOf(WireException.Malformed.class)
                    .hasMessageContaining("quote");
            assertThat(ftp.isOpen()).isFalse();
        }
    }

    @Test
    @RequiresServer(RealServer.VSFTPD)
    void eachDirectoryIsItself() throws Exception {
        List<String> names = List.of("-la", "what?", "[a]", "a", "*", "a b", "{a,b}", "~root", "b\\c");
        try (Vsftpd server = Vsftpd.start();
                FtpSession ftp =
                        Ftp.at("127.0.0.1").port(server.port()).connect().login(Vsftpd.USER, Vsftpd.PASSWORD)) {
            for (String name : names) {
                Path made = Files.createDirectory(server.home().resolve(name));
                Files.writeString(made.resolve("in " + name), "");
            }
            for (String name : names) {
                assertThat(ftp.names(name)).as(name).singleElement().asString().endsWith("in " + name);
                assertThat(ftp.list(name).children()).as(name).singleElement().satisfies(entry -> assertThat(
                                entry.name())
                        .isEqualTo("in " + name));
            }
            assertThat(ftp.pwd()).isEqualTo("/");
        }
    }
}
