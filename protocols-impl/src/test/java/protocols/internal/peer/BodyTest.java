package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Transcript;
import protocols.Transcript.Entry;
import protocols.Transcript.Side;

/** Where a body ends of which a script says nothing. */
class BodyTest {

    @Test
    void aMessageEndsWithADotOnALineOfItsOwn() {
        ends(dot(), ".\r\n");
        ends(dot(), "a\r\n.\r\n");
        ends(dot(), "..\r\n.a\r\n\r\n.\r\n");
        ends(dot(), "a\r.\r\n\n.\r\n\r\r\n.\r\n");
        ends(dot(), "\r\n\r\n.\r\r\n.\r\n");
    }

    @Test
    void chunksEndBehindTheEmptyLineAfterTheLast() {
        ends(chunks(), "0\r\n\r\n");
        ends(chunks(), "3\r\nabc\r\n0\r\n\r\n");
        ends(chunks(), "7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n");
        ends(chunks(), "00A;ext=\"1\"\r\n0123456789\r\n000\r\nTrailer: x\r\nOther: y\r\n\r\n");
    }

    @Test
    void whatIsNoChunkIsFoundOut() {
        for (String said : List.of(
                "\r\n", "x\r\n", "3\nabc", "3\r\nabcd", "0\r\n\n", "1234567890123456\r\n", "-1\r\n", "0\r\nT\n")) {
            assertThat(chunks().take(PatternTest.inbox(said))).as(said).isEqualTo(Pattern.WRONG);
        }
    }

    @Test
    void aCountedBodyIsAsLongAsItWas() {
        ends(new Body(cue(Cue.Kind.COUNTED_BODY, 5), 0), "a\r\n.\n");
        ends(new Body(cue(Cue.Kind.SIZED_BODY, 5), 3), "abc");
        assertThat(new Body(cue(Cue.Kind.SIZED_BODY, 5), 0).take(new Inbox())).isZero();
    }

    @Test
    void theRestOfAStreamEndsWithIt() {
        Body body = new Body(cue(Cue.Kind.WHOLE_BODY, -1), 0);
        Inbox in = PatternTest.inbox("abc");
        assertThat(body.take(in)).isEqualTo(Pattern.MORE);
        in.end();
        assertThat(body.take(in)).isZero();
        assertThat(body.shown(2, Duration.ZERO).stream().map(Entry::line)).containsExactly("C2: abc\\");
    }

    @Test
    void ofALongBodyTheLengthAloneIsShown() {
        for (int length : new int[] {Body.SHOWN, Body.SHOWN + 1}) {
            Body body = new Body(cue(Cue.Kind.COUNTED_BODY, length), 0);
            Inbox in = new Inbox();
            in.add(new byte[length], 0, length);
            assertThat(body.take(in)).isZero();
            assertThat(body.shown(1, Duration.ZERO).get(0))
                    .isInstanceOf(length > Body.SHOWN ? Transcript.Omitted.class : Transcript.Said.class);
        }
    }

    /** Whole, in two parts cut anywhere, and byte by byte; what follows is left. */
    private static void ends(Body whole, String said) {
        Inbox all = PatternTest.inbox(said + "QUIT");
        assertThat(whole.take(all)).as(said).isZero();
        assertThat(all.text(all.length())).isEqualTo("QUIT");
        for (int cut = 1; cut < said.length(); cut++) {
            Body body =
                    said.startsWith("0") || said.contains("\r\n0") ? chunks() : said.endsWith(".\r\n") ? dot() : null;
            if (body != null) {
                Inbox in = PatternTest.inbox(said.substring(0, cut));
                assertThat(body.take(in)).as(said + " cut at " + cut).isEqualTo(Pattern.MORE);
                in.add(said.getBytes(ISO_8859_1), cut, said.length() - cut);
                assertThat(body.take(in)).as(said + " cut at " + cut).isZero();
            }
        }
    }

    private static Body dot() {
        return new Body(cue(Cue.Kind.DOT_BODY, -1), 0);
    }

    private static Body chunks() {
        return new Body(cue(Cue.Kind.SIZED_BODY, -1), Body.CHUNKS);
    }

    private static Cue cue(Cue.Kind kind, long bytes) {
        return Cue.of(kind, 0, new Transcript.Omitted(1, Duration.ZERO, Side.CLIENT, bytes));
    }
}
