package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.peers.Scripted;
import protocols.peers.SocksProxy;

/** What the shell makes of servers that are unlike vsftpd, and what it keeps from them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FtpShellPeersTest {

    private static final String ANONYMOUS =
            """
            S: 220 ready
            C: USER anonymous
            S: 331 password
            C: PASS anonymous@
            S: 230 in
            C: SYST
            S: 215 UNIX Type: L8
            """;
    private static final String FACTS =
            """
            C: FEAT
            S: 211-Features
            S:  MLST type*;size*;modify*;UNIX.mode*;
            S: 211 End
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int shell(String commands, String... words) {
        List<String> line = new ArrayList<>(Arrays.asList(words));
        line.addAll(List.of("--timeout", "10"));
        Program program = new Program(
                new ByteArrayInputStream(commands.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return FtpShell.run(program, line.toArray(String[]::new));
    }

    @Test
    void factsAreShownAsAListing() throws IOException {
        String dialogue = ANONYMOUS + FACTS
                + """
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: MLSD pub
                S: 150 go
                S2: type=cdir;modify=20010203040506; pub
                S2: type=file;size=1480;modify=20010203040506;UNIX.mode=0644;UNIX.uid=0;UNIX.gid=0; coffee.txt
                S2: type=dir;modify=20010203040506;UNIX.mode=0755; d
                S2: type=file;size=3; .hidden
                *2 closed by peer
                S: 226 done
                """;
        try (Scripted server = Scripted.play(dialogue)) {
            assertThat(shell("user anonymous\nls pub\n", "127.0.0.1:" + server.port()))
                    .isZero();
            assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                    .containsExactly(
                            "-rw-r--r-- ? 0 0 1480 Feb 03 2001 coffee.txt", "drwxr-xr-x ? ? ? ? Feb 03 2001 d");
            assertThat(err.toString(UTF_8)).contains("150 go\n226 done\n").doesNotContain("MLST", "UNIX Type");
        }
    }

    @Test
    void aFileIsListedWhereOnlyDirectoriesCanBe() throws IOException {
        String first =
                """
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: MLSD a.txt
                *2 connected
                S: 550 not a directory
                *2 closed
                """;
        String parent =
                """
                C: EPSV
                C: MLSD
                S: 229 ok (|||${port2}|)
                *2 connected
                S: 150 go
                S2: type=file;size=3;modify=20010203040506;UNIX.mode=0600; a.txt
                *2 closed by peer
                S: 226 done
                """;
        String missing =
                """
                C: EPSV
                C: MLSD b.txt
                S: 229 ok (|||${port2}|)
                *2 connected
                S: 550 no such directory
                *2 closed
                """;
        try (Scripted server = Scripted.play(ANONYMOUS + FACTS + first + parent + missing + parent)) {
            assertThat(shell("user anonymous\nls a.txt\nls b.txt\n", "127.0.0.1:" + server.port()))
                    .isEqualTo(1);
            assertThat(out.toString(UTF_8).lines()).singleElement().asString().endsWith("Feb 03  2001 a.txt");
            assertThat(err.toString(UTF_8).lines().filter(line -> !line.startsWith("229")))
                    .endsWith("550 not a directory", "550 no such directory");
        }
    }

    @Test
    void theListingStandsBeforeAllOfTheReplyThatConfirmsIt() throws IOException {
        String dialogue = ANONYMOUS
                + """
                C: FEAT
                S: 500 what?
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: LIST
                S: 150 go
                S2: -rw-r--r--   1 ftp  ftp  5 Jan  1  2020 x
                *2 closed by peer
                S: 226-Options: -l
                S: 226 done
                """;
        try (Scripted server = Scripted.play(dialogue)) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            PrintStream screen = new PrintStream(both, true, UTF_8);
            Program program =
                    new Program(new ByteArrayInputStream("user anonymous\nls\n".getBytes(UTF_8)), screen, screen);
            assertThat(FtpShell.run(program, "127.0.0.1:" + server.port())).isZero();
            assertThat(both.toString(UTF_8))
                    .endsWith("150 go\n-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 x\n226-Options: -l\n226 done\n");
        }
    }

    @Test
    void aReplyOfSeveralLinesIsShownAsItWasSent() throws IOException {
        String dialogue =
                """
                S: 220-Welcome
                S: 331 is no code here
                S:   \\x1b[2J
                S: 220 ready
                C: USER anonymous
                S: 230-in
                S: 230 now
                C: SYST
                S: 500 what?
                """;
        try (Scripted server = Scripted.play(dialogue)) {
            assertThat(shell("user anonymous\n", "127.0.0.1:" + server.port())).isZero();
            assertThat(err.toString(UTF_8))
                    .isEqualTo(
                            """
                            Connected to 127.0.0.1.
                            220-Welcome
                            331 is no code here
                              \\x1b[2J
                            220 ready
                            230-in
                            230 now
                            Using binary mode to transfer files.
                            """);
        }
    }

    @Test
    void thePasswordOfTheEnvironmentGoesToNoOtherHost() throws Exception {
        String first =
                """
                S: 220 first
                C: USER alice
                S: 331 password
                C: PASS ********
                S: 230 in
                C: SYST
                S: 215 UNIX Type: L8
                C: QUIT
                S: 221 bye
                """;
        String other =
                """
                S: 220 other
                C: USER alice
                S: 331 password
                """;
        try (Scripted one = Scripted.play(first);
                Scripted two = Scripted.play(other)) {
            var run = new ExampleProcess(folder, "secret")
                    .reading("close\nopen 127.0.0.1 %d\nuser alice\npwd\n".formatted(two.port()))
                    .run(FtpShell.class, "127.0.0.1:" + one.port(), "--user", "alice");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .contains("230 in", "220 other", "no password for alice on 127.0.0.1: user NAME PASSWORD")
                    .contains("not logged in");
        }
    }

    @Test
    void withoutTlsAnonymousIsLetGoAbroadAndNobodyElse() throws IOException {
        try (Scripted server = Scripted.play(ANONYMOUS);
                SocksProxy proxy = SocksProxy.start()) {
            String via = "socks5://127.0.0.1:" + proxy.port();
            assertThat(shell("user anonymous\n", "ftp.example.org:" + server.port(), "--via", via))
                    .isZero();
        }
        try (Scripted server = Scripted.play("S: 220 ready\n");
                SocksProxy proxy = SocksProxy.start()) {
            String via = "socks5://127.0.0.1:" + proxy.port();
            assertThat(shell("user alice secret\n", "ftp.example.org:" + server.port(), "--via", via))
                    .isEqualTo(1);
            assertThat(err.toString(UTF_8)).contains("--tls upgrade", "--clear-login");
        }
    }

    @Test
    void aServerThatTakesLeaveIsNoConnectionAnyMore() throws IOException {
        String dialogue = ANONYMOUS
                + """
                C: PWD
                S: 421 too late
                * closed by peer
                """;
        try (Scripted server = Scripted.play(dialogue)) {
            assertThat(shell("user anonymous\npwd\npwd\n", "127.0.0.1:" + server.port()))
                    .isEqualTo(1);
            assertThat(err.toString(UTF_8)).contains("421 too late\n").endsWith("Not connected.\n");
        }
    }
}
