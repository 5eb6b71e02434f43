package protocols.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Script;
import protocols.Transcript;

/** A client that asks what a peer can do where the recording does not, and one that no longer asks. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuestionsTest {

    private static final String POP3 =
            """
            S: +OK ready
            C: USER alice
            S: +OK user
            C: PASS ********
            S: +OK in
            """;
    private static final String IMAP =
            """
            S: * OK [CAPABILITY IMAP4rev1 IDLE] ready
            C: a1 LOGIN alice ********
            S: a1 OK in
            C: a2 LOGOUT
            S: a2 OK bye
            """;
    private static final String SMTP =
            """
            S: 220 mx
            C: EHLO a.example
            S: 250-mx
            S: 250 SIZE 1000
            C: QUIT
            S: 221 bye
            """;
    private static final String FTP =
            """
            S: 220 ready
            C: USER alice
            S: 331 password?
            C: PASS ********
            S: 230 in
            """;

    private static Script script(String dialogue) {
        return Script.of(Transcript.parse(dialogue));
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void areAnsweredThoughTheRecordingLacksThem(Talk talk) throws Exception {
        assertThat(talk.to(script(POP3), "CAPA\r\nUSER alice\r\nPASS x\r\nNOOP\r\ncapa\r\n")
                        .lines())
                .containsExactly("+OK ready", "-ERR not known", "+OK user", "+OK in", "+OK", "-ERR not known");
        assertThat(talk.to(script(IMAP), "x1 CAPABILITY\r\nx2 LOGIN alice x\r\nx3 NOOP\r\nx4 ID NIL\r\nx5 LOGOUT\r\n")
                        .lines())
                .containsExactly(
                        "* OK [CAPABILITY IMAP4rev1 IDLE] ready",
                        "* CAPABILITY IMAP4rev1 IDLE",
                        "x1 OK done",
                        "x2 OK in",
                        "x3 OK done",
                        "x4 BAD not known",
                        "x5 OK bye");
        assertThat(talk.to(script(SMTP), "EHLO b.example\r\nNOOP\r\nEHLO c.example\r\nHELP\r\nQUIT\r\n")
                        .lines())
                .containsExactly(
                        "220 mx",
                        "250-mx",
                        "250 SIZE 1000",
                        "250 ok",
                        "250-mx",
                        "250 SIZE 1000",
                        "502 not known",
                        "221 bye");
        assertThat(talk.to(script(FTP), "FEAT\r\nUSER alice\r\nPASS x\r\nFEAT\r\nNOOP\r\nSYST\r\n")
                        .lines())
                .containsExactly(
                        "220 ready",
                        "502 not known",
                        "331 password?",
                        "230 in",
                        "502 not known",
                        "200 ok",
                        "502 not known");
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void areAnsweredAsElsewhereInTheRecording(Talk talk) throws Exception {
        String capa = "C: CAPA\nS: +OK list\nS: TOP\nS: .\n";
        assertThat(talk.to(script(POP3 + capa), "CAPA\r\nUSER alice\r\nPASS x\r\nCAPA\r\n")
                        .lines())
                .containsExactly("+OK ready", "+OK list", "TOP", ".", "+OK user", "+OK in", "+OK list", "TOP", ".");
        String feat = "C: FEAT\nS: 211-Features\nS:  EPSV\nS: 211 End\n";
        assertThat(talk.to(script(FTP + feat), "FEAT\r\nUSER alice\r\nPASS x\r\nFEAT\r\n")
                        .lines())
                .containsExactly(
                        "220 ready",
                        "211-Features",
                        " EPSV",
                        "211 End",
                        "331 password?",
                        "230 in",
                        "211-Features",
                        " EPSV",
                        "211 End");
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void neednotBeAskedAgain(Talk talk) throws Exception {
        String capa = "C: CAPA\nS: +OK list\nS: TOP\nS: .\n";
        String asked = POP3.replace("C: USER", capa + "C: USER") + capa + "C: NOOP\nS: +OK\nC: STAT\nS: +OK 0 0\n";
        assertThat(talk.to(script(asked), "USER alice\r\nPASS x\r\nSTAT\r\n").lines())
                .containsExactly("+OK ready", "+OK user", "+OK in", "+OK 0 0");
        String capability = "C: c1 CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: c1 OK\n";
        String imap =
                IMAP.replace("C: a1", capability + "C: a1").replace("C: a2", capability.replace("c1", "c2") + "C: a2");
        assertThat(talk.to(script(imap), "x2 LOGIN alice x\r\nx5 LOGOUT\r\n").lines())
                .containsExactly("* OK [CAPABILITY IMAP4rev1 IDLE] ready", "x2 OK in", "x5 OK bye");
        String smtp = SMTP.replace("C: QUIT", "C: NOOP\nS: 250 ok\nC: EHLO a.example\nS: 250 mx\nC: QUIT");
        assertThat(talk.to(script(smtp), "EHLO x\r\nQUIT\r\n").lines())
                .containsExactly("220 mx", "250-mx", "250 SIZE 1000", "221 bye");
        String feat = "C: FEAT\nS: 211-Features\nS:  EPSV\nS: 211 End\n";
        String ftp =
                FTP.replace("C: USER", feat + "C: USER") + "C: SYST\nS: 215 UNIX\n" + feat + "C: PWD\nS: 257 \"/\"\n";
        assertThat(talk.to(script(ftp), "USER alice\r\nPASS x\r\nPWD\r\n").lines())
                .containsExactly("220 ready", "331 password?", "230 in", "257 \"/\"");
    }

    /** A recording that ends with such a question is played to its end though nobody asks. */
    @ParameterizedTest
    @EnumSource(Talk.class)
    void neednotBeAskedAtTheEnd(Talk talk) throws Exception {
        String asked = POP3 + "C: NOOP\nS: +OK\nC: CAPA\nS: +OK list\nS: .\n";
        assertThat(talk.to(script(asked), "USER alice\r\nPASS x\r\n").lines())
                .containsExactly("+OK ready", "+OK user", "+OK in");
    }

    @ParameterizedTest
    @EnumSource(Talk.class)
    void mustBeAskedIfItIsToBeExact(Talk talk) {
        assertThatThrownBy(() -> talk.to(script(POP3).exact(), "CAPA\r\nUSER alice\r\nPASS x\r\n"))
                .isInstanceOf(Transcript.Mismatch.class);
        assertThatThrownBy(() -> talk.to(
                        script(POP3.replace("C: USER", "C: CAPA\nS: -ERR\nC: USER"))
                                .exact(),
                        "USER alice\r\nPASS x\r\n"))
                .isInstanceOf(Transcript.Mismatch.class);
    }
}
