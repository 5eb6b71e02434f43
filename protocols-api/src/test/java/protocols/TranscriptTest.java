package protocols;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.Transcript.Side;
import protocols.spi.CoreFriend;

class TranscriptTest {

    private static Transcript.Said said(byte[] bytes) {
        return new Transcript.Said(
                1, Duration.ZERO, Side.SERVER, CoreFriend.get().escape(bytes, 0, bytes.length));
    }

    @Test
    void printsAsTheRfcsDo() {
        assertThat(said("220 mx.example.org ESMTP\r\n".getBytes(UTF_8)).line())
                .isEqualTo("S: 220 mx.example.org ESMTP");
        assertThat(said("\r\n".getBytes(UTF_8)).line()).isEqualTo("S:");
        assertThat(said("no end".getBytes(UTF_8)).line()).isEqualTo("S: no end\\");
        assertThat(said("Gr\u00fc\u00dfe \r\n".getBytes(UTF_8)).line()).isEqualTo("S: Gr\u00fc\u00dfe\\x20");
        assertThat(said("a\\b\u001b[2J\n".getBytes(UTF_8)).line()).isEqualTo("S: a\\\\b\\x1b[2J\\x0a\\");
    }

    @Test
    void whatLooksLikeARedactionIsNotTakenForOne() {
        assertThat(said("********\r\n".getBytes(UTF_8)).line()).isEqualTo("S: \\x2a*******");
    }

    @Test
    void anyBytesComeBackFromTheirText() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] =
                        (byte) (random.nextBoolean() ? "\r\n \\*xC:S0a".charAt(random.nextInt(11)) : random.nextInt());
            }
            Transcript.Said said = said(bytes);
            assertThat(said.bytes()).isEqualTo(bytes);
            assertThat(said.line()).doesNotContain("\n").doesNotContain("\r");
            Transcript transcript = new Transcript(List.of(said));
            assertThat(Transcript.parse(transcript.toString())).isEqualTo(transcript);
        }
    }

    @Test
    void everyKindOfEntryComesBackFromThePrintedForm() {
        Transcript transcript = new Transcript(List.of(
                new Transcript.Dropped(1, Duration.ZERO, 3),
                new Transcript.Opened(1, Duration.ofMillis(5), "mx.example.org:25 tcp"),
                new Transcript.Secured(1, Duration.ofMillis(6), "TLSv1.3 TLS_AES_128_GCM_SHA256"),
                new Transcript.Note(2, Duration.ofMillis(7), "a note"),
                new Transcript.Said(2, Duration.ofMillis(8), Side.CLIENT, "AUTH PLAIN ********"),
                new Transcript.Omitted(12, Duration.ofMillis(9), Side.SERVER, 1L << 40),
                new Transcript.Closed(2, Duration.ofMillis(10), Side.SERVER),
                new Transcript.Closed(1, Duration.ofMillis(11), Side.CLIENT)));
        assertThat(Transcript.parse(transcript.toString()).entries())
                .extracting(Transcript.Entry::line)
                .isEqualTo(transcript.entries().stream()
                        .map(Transcript.Entry::line)
                        .toList());
        assertThat(Transcript.parse(transcript.timed())).isEqualTo(transcript);
        assertThat(Transcript.parse(transcript.timed()).entries().get(4).at()).isEqualTo(Duration.ofMillis(8));
        assertThat(transcript.toString()).contains("C2: AUTH PLAIN ********\n", "S12| 1099511627776 bytes\n");
    }

    @Test
    void aLineInNoKnownFormIsNamed() {
        assertThatThrownBy(() -> Transcript.parse("S: 220 ok\nX: what\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Transcript.parse("S: bad \\q escape\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatLacksItsNumberIsNamed() {
        for (String line : List.of(
                "C| bytes",
                "C| x bytes",
                "C| -5 bytes",
                "... entries dropped",
                "... -1 entries dropped",
                "* pause ms",
                "1.2.3 S: x",
                "S0: x",
                "S\u0663: x",
                "S: \\q",
                "S: \\x4g")) {
            assertThatThrownBy(() -> Transcript.parse("S: 220 ok\n" + line + "\n"))
                    .as(line)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("line 2 of the transcript");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "EHLO me         | begins with none of S:",
                "S 220 ok        | lacks the colon",
                "C:EHLO me       | lacks the colon",
                "* close by peer | tells what does not happen",
                "S: \\q           | has an escape that is none"
            })
    void aLineThatIsNoneOfThemIsToldWhy(String line, String why) {
        assertThatThrownBy(() -> Transcript.parse("S: 220 ok\n" + line))
                .hasMessageStartingWith("line 2 of the transcript " + why);
    }

    @Test
    void aSpaceAtTheEndOfALineIsWrittenSoThatItStays() {
        Transcript spaced = Transcript.parse("S: a \n");
        assertThat(spaced).hasToString("S: a\\x20\n").isEqualTo(Transcript.parse("S: a\\x20\n"));
    }

    @Test
    void aTimeFarAwayCanBeShown() {
        Transcript far = Transcript.parse("99999999999999 S: x\n");
        assertThat(Transcript.parse(far.then(far).timed())).isEqualTo(far.then(far));
    }

    @Test
    void aSecondSessionIsNumberedOnFromTheFirst() {
        Transcript first = Transcript.parse("* connected a.example:80 tcp\nC: x\nS2: y\n");
        Transcript second = Transcript.parse(
                """
                * connected b.example:443 tcp
                * tls recorded
                C: q
                S| 5 bytes
                # a remark
                S2: z
                * closed by peer
                ... 3 entries dropped
                """);
        assertThat(first.then(second))
                .hasToString(
                        """
                        * connected a.example:80 tcp
                        C: x
                        S2: y
                        *3 connected b.example:443 tcp
                        *3 tls recorded
                        C3: q
                        S3| 5 bytes
                        #3 a remark
                        S4: z
                        *3 closed by peer
                        ... 3 entries dropped
                        """);
        assertThat(Transcript.EMPTY.then(second)).isEqualTo(second);
        assertThat(first.then(Transcript.EMPTY)).isEqualTo(first);
    }

    @Test
    void whatIsReadFromAFileReachesATerminalEscapedToo() {
        Transcript read = Transcript.parse("S: 220 \u001b[2J\u202e\u009b31m\n# a \u001b[2J\n");

        assertThat(read).hasToString("S: 220 \\x1b[2J\\xe2\\x80\\xae\\xc2\\x9b31m\n# a \\x1b[2J\n");
        assertThat(Transcript.parse(read.toString())).isEqualTo(read);
        assertThat(((Transcript.Said) read.entries().get(0)).bytes())
                .isEqualTo("220 \u001b[2J\u202e\u009b31m\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aChannelIsAnInt() {
        assertThat(Transcript.parse("S70000: hi").entries().get(0).channel()).isEqualTo(70_000);
        assertThatThrownBy(() -> Transcript.parse("S4294967297: hi")).isInstanceOf(IllegalArgumentException.class);
    }
}
