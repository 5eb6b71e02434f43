package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.ftp.Dialogues.ALIVE;
import static protocols.ftp.Dialogues.LOGIN_WITH_PASSWORD;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Credentials;
import protocols.Script;
import protocols.Secret;
import protocols.WireException;
import protocols.peers.Scripted;

/** Replies in words that no standard has, of servers that are honest all the same. */
@Timeout(30)
class FieldRepliesFtpTest {

    private interface Calls {
        void run(FtpSession ftp) throws IOException;
    }

    private static void play(String dialogue, Calls test) throws IOException {
        for (Script.Pieces pieces : Script.Pieces.values()) {
            try (Scripted server = Scripted.play(
                            Scripted.of(LOGIN_WITH_PASSWORD + dialogue + ALIVE).pieces(pieces));
                    FtpSession ftp =
                            Ftp.at("127.0.0.1").port(server.port()).connect().loginAnonymously()) {
                test.run(ftp);
                ftp.noop();
            }
        }
    }

    @Test
    void aDirectoryIsReadWithoutItsQuotes() throws IOException {
        play(
                """
                C: PWD
                S: 257 /two words is current directory.
                C: PWD
                S: 257 '/pub' is current directory
                C: PWD
                S: 257 "/pub
                C: PWD
                S: 257-I will tell you
                S: 257 /pub is the current directory
                """,
                ftp -> {
                    assertThat(ftp.pwd()).isEqualTo("/two words");
                    assertThat(ftp.pwd()).isEqualTo("/pub");
                    assertThat(ftp.pwd()).isEqualTo("/pub");
                    assertThat(ftp.pwd()).isEqualTo("/pub");
                });
    }

    /** Some servers double neither quotes nor the byte FF in a path, and some do. */
    @Test
    void quotesInAPathMayBeDoubledOrNot() throws IOException {
        play(
                """
                C: PWD
                S: 257 "/W"x" is your current location
                C: PWD
                S: 257 "/W""x" is the current directory
                C: PWD
                S: 257 "/W"x"
                C: PWD
                S: 257 "/a\""" is the current directory
                C: MKD q
                S: 257 "/q"r" : The directory was successfully created
                C: PWD
                S: 257 "/\\xFF\\xFFa"
                C: PWD
                S: 257 "/\\xFFa"
                """,
                ftp -> {
                    assertThat(ftp.pwd()).isEqualTo("/W\"x");
                    assertThat(ftp.pwd()).isEqualTo("/W\"x");
                    assertThat(ftp.pwd()).isEqualTo("/W\"x");
                    assertThat(ftp.pwd()).isEqualTo("/a\"");
                    assertThat(ftp.mkdir("q")).isEqualTo("/q\"r");
                    assertThat(ftp.pwd()).isEqualTo("/\udcffa");
                    assertThat(ftp.pwd()).isEqualTo("/\udcffa");
                });
    }

    /** RFC 959 section 4.1: commands are lines of TELNET, and IAC with what follows is a command of that to some. */
    @Test
    void aNameThatSomeTakeForACommandOfTelnetIsNotSent() throws IOException {
        play(
                """
                C: DELE \\xFFa
                S: 250 ok
                C: SITE CHMOD 644 a\\xFFb
                S: 200 ok
                """,
                ftp -> {
                    ftp.delete("\udcffa");
                    ftp.chmod("a\udcffb", "644");
                    for (String name : List.of(
                            "a\udcff", "\udcff\udcff", "a\udcff\udcf4b", "\udcff\udcfe", "\udcff\ud83d\ude00")) {
                        assertThatThrownBy(() -> ftp.delete(name))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("TELNET");
                        assertThatThrownBy(() -> ftp.rename("x", name)).isInstanceOf(IllegalArgumentException.class);
                        assertThatThrownBy(() -> ftp.chmod(name, "644")).isInstanceOf(IllegalArgumentException.class);
                        assertThatThrownBy(() -> ftp.command("SITE", name))
                                .isInstanceOf(IllegalArgumentException.class);
                        assertThatThrownBy(() -> ftp.list(name)).isInstanceOf(IllegalArgumentException.class);
                        assertThatThrownBy(() -> ftp.open(name)).isInstanceOf(IllegalArgumentException.class);
                    }
                });
    }

    @Test
    void anErrorNamesWhatWasAskedFor() throws IOException {
        play(
                """
                C: CWD pub
                S: 550 no
                C: DELE x y
                S: 450 busy
                C: RNFR from
                S: 550 no
                C: SITE CHMOD 600 mine
                S: 550 no
                """,
                ftp -> {
                    assertThatThrownBy(() -> ftp.cd("pub")).hasMessageContaining(": CWD pub, after ");
                    assertThatThrownBy(() -> ftp.delete("x y")).hasMessageContaining(": DELE x y, after ");
                    assertThatThrownBy(() -> ftp.rename("from", "to")).hasMessageContaining(": RNFR from, after ");
                    assertThatThrownBy(() -> ftp.chmod("mine", "600"))
                            .hasMessageContaining(": SITE CHMOD 600 mine, after ");
                });
    }

    /** RFC 2640 section 3.2 has the offer alone; some servers write names in UTF-8 only once they are told. */
    @ParameterizedTest
    @ValueSource(strings = {"200 on", "202 always", "501 what?", "500 what?", "550 no"})
    void aServerThatOffersUtf8IsToldToWriteIt(String answer) throws IOException {
        play(
                """
                C: FEAT
                S: 211-ok
                S:  UTF8
                S:  MDTM
                S: 211 end
                C: OPTS UTF8 ON
                S: %s
                C: DELE \u00fc
                S: 250 ok
                """
                        .formatted(answer),
                ftp -> {
                    assertThat(ftp.features().has("MDTM")).isTrue();
                    assertThat(ftp.features().has("UTF8")).isTrue();
                    ftp.delete("\u00fc");
                });
    }

    @Test
    void aNewDirectoryIsThereWhateverIsSaidOfIt() throws IOException {
        play(
                """
                C: MKD a
                S: 257 "/x/a" created
                C: MKD b
                S: 257 "/x/b created
                C: MKD c
                S: 257 directory is there
                """,
                ftp -> {
                    assertThat(ftp.mkdir("a")).isEqualTo("/x/a");
                    assertThat(ftp.mkdir("b")).isEqualTo("b");
                    assertThat(ftp.mkdir("c")).isEqualTo("c");
                });
    }

    /** What a reply does not tell is asked in vain, and that is all. */
    @Test
    void aReplyWithoutItsFactCostsTheQuestionAlone() throws IOException {
        play(
                """
                C: TYPE I
                C: SIZE a
                S: 200 ok
                S: 213 unknown
                C: SIZE a
                S: 213 99999999999999999999
                C: SIZE a
                S: 213 9223372036854775807
                C: MDTM a
                S: 213 yesterday
                C: PWD
                S: 257 is current directory
                C: SIZE a
                C: SIZE b
                S: 213\\x20
                S: 213 7
                """,
                ftp -> {
                    for (int i = 0; i < 2; i++) {
                        assertThatThrownBy(() -> ftp.size("a"))
                                .isInstanceOf(WireException.Malformed.class)
                                .hasMessageContaining("RFC 3659");
                    }
                    assertThat(ftp.size("a")).isEqualTo(Long.MAX_VALUE);
                    assertThatThrownBy(() -> ftp.modified("a")).isInstanceOf(WireException.Malformed.class);
                    assertThatThrownBy(ftp::pwd).isInstanceOf(WireException.Malformed.class);
                    assertThat(ftp.sizeAll(List.of("a", "b")).done())
                            .containsExactlyEntriesOf(java.util.Map.of("b", 7L));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "229 Extended (passive) mode is OK - (|||${port2}|) - go on",
                "229 |||${port2}| is the port",
                "229 (|1|127.0.0.1|${port2}|)",
            })
    void aPortOfEpsvStandsAmongWords(String answer) throws IOException {
        play("C: TYPE I\nC: EPSV\nS: 200 ok\nS: " + answer + "\n" + RETR, FieldRepliesFtpTest::get);
    }

    /** An answer in the form of PASV is none to EPSV: connecting to port 127 would be a guess. */
    @ParameterizedTest
    @ValueSource(strings = {"229 Entering Passive Mode (127,0,0,1,4,1)", "229 127,0,0,1,4,1"})
    void sixNumbersAreNoAnswerToEpsv(String answer) throws IOException {
        play(
                "C: TYPE I\nC: EPSV\nS: 200 ok\nS: " + answer
                        + "\nC: PASV\nS: 227 Entering Passive Mode ( 127, 0, 0, 1, ${p1,p2} )\n" + RETR,
                FieldRepliesFtpTest::get);
    }

    private static final String RETR =
            """
            C: RETR a
            S: 150 go
            S2: data
            *2 closed by peer
            S: 226 done
            """;

    private static void get(FtpSession ftp) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ftp.get("a", out);
        assertThat(out).hasToString("data\r\n");
    }

    @Test
    void aLoginGivesTheAccountThatIsAskedFor() throws IOException {
        String dialogue =
                """
                S: 220 ready
                C: USER alice
                S: 331 password
                C: PASS ********
                S: 332 and the account
                C: ACCT ********
                S: 230 in
                """;
        Credentials who = Credentials.password("alice", "wonder").account("dept-7");
        try (Scripted server = Scripted.play(dialogue + ALIVE);
                FtpSession ftp = Ftp.at("127.0.0.1")
                        .port(server.port())
                        .credentials(who)
                        .connect()
                        .login()) {
            ftp.noop();
            assertThat(ftp.transcript().toString()).contains("C: ACCT ********").doesNotContain("dept-7");
        }
        try (Scripted server = Scripted.play(dialogue.substring(0, dialogue.indexOf("C: ACCT")));
                FtpConnection connection =
                        Ftp.at("127.0.0.1").port(server.port()).connect()) {
            assertThatThrownBy(() -> connection.login("alice", "wonder"))
                    .isInstanceOf(WireException.Unsupported.class)
                    .hasMessageContaining("account(..)");
            assertThat(connection.isOpen()).isFalse();
        }
        try (Scripted server = Scripted.play(dialogue.replace("S: 230 in", "S: 530 not this one"));
                FtpConnection connection =
                        Ftp.at("127.0.0.1").port(server.port()).connect()) {
            assertThatThrownBy(() -> connection.login(who)).isInstanceOf(WireException.Refused.class);
        }
    }

    /** As the minidisks of z/VM have a password each. */
    @Test
    void aDirectoryGetsTheAccountThatItAsksFor() throws IOException {
        String dialogue =
                """
                S: 220 ready
                C: USER alice
                S: 230 in
                C: CWD alice.191
                S: 332 supply the password of the minidisk
                C: ACCT ********
                S: 250 working directory is alice.191
                C: CWD bob.191
                S: 332 supply the password of the minidisk
                C: ACCT ********
                S: 230 thank you
                C: CDUP
                S: 332 supply the password of the minidisk
                C: ACCT ********
                S: 550 no
                """;
        try (Scripted server = Scripted.play(dialogue + ALIVE);
                FtpSession ftp = Ftp.at("127.0.0.1")
                        .port(server.port())
                        .connect()
                        .login(Credentials.password("alice", "wonder").account("all disks"))) {
            ftp.cd("alice.191");
            ftp.cd("bob.191", Secret.of("bobs disk"));
            assertThatThrownBy(ftp::up).isInstanceOf(WireException.Refused.class);
            ftp.noop();
            assertThat(ftp.transcript().toString()).doesNotContain("disks").doesNotContain("bobs");
        }
    }

    @Test
    void withoutAnAccountTheDirectoryIsNotChangedAndTheSessionGoesOn() throws IOException {
        play(
                """
                C: CWD alice.191
                S: 332 supply the password of the minidisk
                """,
                ftp -> assertThatThrownBy(() -> ftp.cd("alice.191")).isInstanceOf(WireException.Unsupported.class));
    }

    /** Also where the directory is changed for a listing alone, of a name that a server might take for a pattern. */
    @Test
    void aListingFromWithinGivesTheAccountToo() throws IOException {
        String dialogue =
                """
                S: 220 ready
                C: USER alice
                S: 230 in
                C: PWD
                S: 257 "/home"
                C: CWD a*
                S: 332 and the account
                C: ACCT ********
                S: 250 ok
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: NLST
                S: 150 go
                S2: one
                *2 closed by peer
                S: 226 done
                C: CWD /home
                S: 332 and the account
                C: ACCT ********
                S: 250 ok
                """;
        try (Scripted server = Scripted.play(dialogue + ALIVE);
                FtpSession ftp = Ftp.at("127.0.0.1")
                        .port(server.port())
                        .connect()
                        .login(Credentials.password("alice", "wonder").account("all disks"))) {
            assertThat(ftp.names("a*")).containsExactly("one");
            ftp.noop();
            assertThat(ftp.transcript().toString()).doesNotContain("disks");
        }
    }

    @Test
    void whoeverCannotGiveOneCanGoOn() throws IOException {
        play(
                """
                C: PWD
                S: 257 "/home"
                C: CWD a*
                S: 332 and the account
                """,
                ftp -> assertThatThrownBy(() -> ftp.names("a*")).isInstanceOf(WireException.Unsupported.class));
    }
}
