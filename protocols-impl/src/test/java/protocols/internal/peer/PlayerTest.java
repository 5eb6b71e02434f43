package protocols.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Script;
import protocols.Transcript;
import protocols.Transcript.Mismatch;

/** Dialogues that go otherwise than the script, in pieces and with another script's words. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlayerTest {

    private static final String POP3 =
            """
            S: +OK ready
            C: USER alice
            S: +OK
            C: QUIT
            S: +OK bye
            """;

    @Test
    void aQuestionMayComeByteByByte() throws Exception {
        Talk talk = Talk.to(POP3);
        talk.hear();
        assertThat(talk.drip("CAPA\r\n")).isEqualTo("-ERR not known\r\n");
        assertThat(talk.drip("USER alice\r\n")).isEqualTo("+OK\r\n");
        assertThat(talk.drip("HELP\r\nQUIT\r\n")).isEqualTo("-ERR not known\r\n+OK bye\r\n");
        assertThat(talk.drip("NOOP\r\n")).isEqualTo("+OK\r\n");
        talk.verify();
    }

    @Test
    void whatARuleAnswersMayComeByteByByte() throws Exception {
        Script script = Script.of(Transcript.parse("S: 220 mx\nC: RCPT TO:<good@x>\nS: 250 ok\n"))
                .whenever("C: RCPT TO:<bad@*>\nS: 550 no");
        Talk talk = Talk.to(script);
        talk.hear();
        assertThat(talk.drip("RCPT TO:<bad@y>\r\n")).isEqualTo("550 no\r\n");
        assertThat(talk.drip("RCPT TO:<good@x>\r\n")).isEqualTo("250 ok\r\n");
        talk.verify();
    }

    @Test
    void whatIsNoQuestionIsAMismatchOnceItsLineIsWhole() throws Exception {
        Talk talk = Talk.to(POP3);
        talk.say("LIST");
        assertThatThrownBy(() -> talk.say("\r\n")).isInstanceOf(Mismatch.class).hasMessageContaining("C: LIST");
        assertThatThrownBy(talk::verify).isInstanceOf(Mismatch.class);
    }

    @Test
    void anEndlessLineIsAMismatchBeforeItEnds() throws Exception {
        Talk talk = Talk.to(POP3);
        assertThatThrownBy(() -> talk.say("x".repeat(10_000))).isInstanceOf(Mismatch.class);
    }

    @Test
    void anotherSceneThatBeganAlikeGoesOnWithAllThatWasSaidAtOnce() throws Exception {
        Script script = Script.of(Transcript.parse("S: hi\nC: A\nS: a\nC: B\nS: b\n"))
                .then(Transcript.parse("S: hi\nC: A\nS: a\nC: X\nS: x\nC: Y\nS: y\nC: Z\nS: z\n"));
        Talk talk = Talk.to(script);
        assertThat(talk.say("A\r\nX\r\nY\r\nZ\r\n")).isEqualTo("hi\r\na\r\nx\r\ny\r\nz\r\n");
        assertThat(talk.another(25).say("A\r\nB\r\n")).isEqualTo("hi\r\na\r\nb\r\n");
        talk.verify();
    }

    @Test
    void aSceneIsChangedTwice() throws Exception {
        Script script = Script.of(Transcript.parse("S: hi\nC: A\nS: a\n"))
                .then(Transcript.parse("S: hi\nC: X\nS: x\nC: A\nS: a\n"))
                .then(Transcript.parse("S: hi\nC: X\nS: x\nC: Y\nS: y\n"));
        Talk talk = Talk.to(script);
        talk.hear();
        assertThat(talk.say("X\r\n")).isEqualTo("x\r\n");
        assertThat(talk.say("Y\r\n")).isEqualTo("y\r\n");
    }

    @Test
    void aPeerThatStallsIsSilentForGood() throws Exception {
        Talk talk = Talk.to("S: 220 mx\nC: EHLO *\n* stall\n");
        talk.hear();
        assertThat(talk.say("EHLO x\r\n")).isEmpty();
        assertThat(talk.say("QUIT\r\n")).isEmpty();
        talk.verify();
    }

    @Test
    void aTagOfAnyKindComesBack() throws Exception {
        Talk talk = Talk.to("S: * OK ready\nC: a1 NOOP\nS: a1 OK\nC: a2 LOGOUT\nS: a2 OK\n");
        talk.hear();
        assertThat(talk.say("\\q\u00e9 NOOP\r\n")).isEqualTo("\\q\u00e9 OK\r\n");
        assertThat(talk.say("\\q NAMESPACE\r\n")).isEqualTo("\\q BAD not known\r\n");
        assertThat(talk.say("\\q NOOP\r\n")).isEqualTo("\\q OK\r\n");
        assertThat(talk.say("\\ LOGOUT\r\n")).isEqualTo("\\ OK\r\n");
        talk.verify();
    }

    @Test
    void theDifferenceShowsTheLineThatIsDueAndNotAnEqualOne() throws Exception {
        Talk talk = Talk.to("C: SAME\nS: one\nC: SAME\nS: two\nC: SAME\nS: three\n");
        talk.say("SAME\r\nSAME\r\n");
        assertThatThrownBy(() -> talk.say("OTHER\r\n"))
                .isInstanceOf(Mismatch.class)
                .hasMessageContaining("  S: two\n> C: SAME\n  S: three");
    }

    @Test
    void aChunkedBodyMayHoldWhatLooksLikeItsEnd() throws Exception {
        Talk talk = Talk.to(
                """
                C: POST / HTTP/1.1
                C: Transfer-Encoding: chunked
                C:
                C|
                S: HTTP/1.1 204 No Content
                S:
                C: GET /next HTTP/1.1
                C:
                S: HTTP/1.1 204 No Content
                S:
                """);
        String head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(talk.say(head + "9\r\n\r\n0\r\n\r\nab\r\n")).isEmpty();
        assertThat(talk.say("0\r\nT: 1\r\n\r\nGET /next HTTP/1.1\r\n\r\n"))
                .contains("204")
                .endsWith("\r\n\r\n");
        talk.verify();
    }

    @Test
    void aBodyThatStopsIsAMismatch() throws Exception {
        Talk talk = Talk.to("C: DATA\nS: 354 go\nC|\nS: 250 ok\n");
        talk.say("DATA\r\na\r\n..\r\n.");
        talk.close();
        assertThatThrownBy(talk::verify).isInstanceOf(Mismatch.class).hasMessageContaining("closed");
    }

    @Test
    void notesOfAnybodyDoNoHarm() throws Exception {
        String notes = "# drawn zz\n# drawn 1\n# listening\n# listening here\n# listening x:y\n# listening :5\n";
        assertThatCode(() -> Talk.to(notes + POP3)).doesNotThrowAnyException();
    }

    @Test
    void aBodyThatReadsLikeAQuestionOfDnsIsNone() throws Exception {
        Talk talk = Talk.to("S: 220 mx\nC: DATA\nS: 354 go\nC: ... IN A\nC: .\nS: 250 ok\n");
        assertThat(talk.say("DATA\r\n... IN A\r\n.\r\n")).endsWith("250 ok\r\n");
        talk.verify();
    }

    @Test
    void aRuleThatLacksABodyIsRefused() {
        Script script = Script.of(Transcript.parse(POP3)).whenever("C: RETR 1\nS: +OK\nS| 5 bytes");
        assertThatThrownBy(script::replay).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Script.of(Transcript.parse(POP3)).whenever("C2: x\nS2: y"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyPieceOfTheServerIsNoWord() throws Exception {
        Talk talk = Talk.to("S: \\\nS: hello\nC: x\n");
        assertThat(talk.hear()).isEqualTo("hello\r\n");
    }
}
