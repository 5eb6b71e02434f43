package protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.net.Deadline;

/** What a peer writes reaches nobody's terminal through an error, whoever put it into the message. */
class WireExceptionTest {

    /** Clears the screen, forges a line of a log, turns the writing around; a C1 control, half a pair. */
    private static final String HOSTILE = "a\u001b[2Jb\r\nERROR forged\u0085c\u009b31md\u202eevil\u2066e\u2028f\ud800g";

    private static final Deadline LIMIT = Deadline.after("timeout\u001b", Duration.ofSeconds(1));

    static Stream<WireException> everyKind() {
        WireException broken = new WireException.Hangup(HOSTILE, new IOException(HOSTILE));
        List<Attempt> tries = List.of(Attempt.of(HOSTILE, HOSTILE, Duration.ZERO, HOSTILE));
        return Stream.of(
                new WireException.Refused(new Reply("454" + HOSTILE, List.of(HOSTILE, HOSTILE))),
                new WireException.Malformed(HOSTILE, HOSTILE),
                new WireException.Unsupported(HOSTILE),
                new WireException.Unreachable(HOSTILE, tries),
                new WireException.Unreachable(HOSTILE, tries, new IOException(HOSTILE)),
                broken,
                new WireException.Hangup(HOSTILE),
                new WireException.TimedOut(LIMIT, HOSTILE),
                new WireException.TimedOut(LIMIT),
                new WireException.LimitExceeded(HOSTILE, 7),
                new WireException.Insecure(HOSTILE),
                new WireException.Insecure(HOSTILE, new IOException(new IOException(HOSTILE))),
                new WireException.Cancelled(HOSTILE),
                new WireException.Cancelled(HOSTILE, new RuntimeException(HOSTILE)),
                new WireException.OutcomeUnknown(HOSTILE, broken));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void noControlCharacterOfAPeerIsInAnyTextOfAnError(WireException fault) {
        fault.at(WireException.Where.of("host" + HOSTILE, "STARTTLS" + HOSTILE, Duration.ofMillis(3)));

        assertThat(fault.reason()).satisfies(WireExceptionTest::isPrintable);
        assertThat(fault.getMessage()).satisfies(WireExceptionTest::isPrintable);
        assertThat(fault.toString()).satisfies(WireExceptionTest::isPrintable);
        assertThat(fault.where().orElseThrow().peer()).satisfies(WireExceptionTest::isPrintable);
        assertThat(fault.where().orElseThrow().doing()).satisfies(WireExceptionTest::isPrintable);
        assertThat(fault.where().orElseThrow().toString()).satisfies(WireExceptionTest::isPrintable);
        for (Attempt attempt : fault.attempts()) {
            assertThat(attempt.toString() + attempt.target() + attempt.transport() + attempt.result())
                    .satisfies(WireExceptionTest::isPrintable);
        }
        // The stack trace with its causes is what most programs write down: of its own it has line ends and tabs alone.
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString().replace("\t", "").lines()).allSatisfy(line -> {
            isPrintable(line);
            assertThat(line).doesNotStartWith("ERROR");
        });
    }

    private static void isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            assertThat(Text.isControl(text.charAt(i))).as(Text.escaped(text)).isFalse();
        }
        assertThat(text.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Test
    void aLongReasonIsCut() {
        String reason = new WireException.Insecure("x".repeat(5_000)).reason();

        assertThat(reason).hasSize(515).endsWith("x...");
    }

    @Test
    void aCutSplitsNoCharacter() {
        assertThat(Text.printable("x".repeat(511) + "\ud83d\ude00 and more")).isEqualTo("x".repeat(511) + "...");
    }

    @Test
    void halfAPairIsEscapedAndAWholeOneIsNot() {
        assertThat(Text.printable("\ud83d\ude00 \ud83d \ude00")).isEqualTo("\ud83d\ude00 \\ud83d \\ude00");
    }

    @Test
    void whatIsEscapedIsNotEscapedAgain() {
        WireException.Malformed first = new WireException.Malformed("a rule", "\u001b[2J");

        assertThat(new WireException.Malformed("a rule", first.excerpt()).reason())
                .isEqualTo(first.reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Bad\r\nSet-Cookie: sid=geheim\r\n",
                "X-Bad\nSet-Cookie: sid=geheim",
                "X-Bad\rSet-Cookie: sid=geheim"
            })
    void anExcerptEndsWithItsOwnLine(String arrived) {
        WireException.Malformed fault = new WireException.Malformed("a field has a colon", arrived);

        assertThat(fault.excerpt()).startsWith("X-Bad").doesNotContain("Cookie");
        assertThat(fault.getMessage()).doesNotContain("geheim");
    }

    @Test
    void aLineEndThatIsNoneIsShown() {
        assertThat(new WireException.Malformed("CR LF", "a\r\nb").excerpt()).isEqualTo("a");
        assertThat(new WireException.Malformed("CR LF", "a\nb").excerpt()).isEqualTo("a\\x0a");
        assertThat(new WireException.Malformed("CR LF", "a\rb").excerpt()).isEqualTo("a\\x0d");
    }

    @Test
    void aCauseIsTheVeryExceptionWhereItsTextIsSafe() {
        IOException cause = new IOException("Connection reset");

        assertThat(new WireException.Hangup("the peer reset the connection", cause))
                .hasCause(cause);
        assertThat(new WireException.Hangup("no text", new IOException()).getCause())
                .isInstanceOf(IOException.class);
    }

    @Test
    void aReplyPrintsEscapedAndSaysTheTextAsItCame() {
        Reply reply = Reply.of("454", "\u001b[2Jno");

        assertThat(reply).hasToString("454 \\x1b[2Jno");
        assertThat(reply.text()).isEqualTo("\u001b[2Jno");
    }
}
