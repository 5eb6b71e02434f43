package protocols.internal.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Limits;
import protocols.Protocol;
import protocols.Reply;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.wire.Opening;

class ConversationTest {

    private static Conversation with(String dialogue) throws WireException {
        return Opening.begin(
                TestSettings.over(Protocol.SMTP, Transcript.parse(dialogue)),
                link -> new Conversation(link, CodeReplies.smtp(link)));
    }

    @Test
    void aCommandIsAnsweredByItsReply() throws WireException {
        Conversation conversation = with(
                """
                S: 220 mx.example.org ESMTP
                C: NOOP
                S: 250-first
                S: 250 second
                """);
        conversation.greeting().expect("220");
        assertThat(conversation.send(Command.of("NOOP")).expect("250").lines()).containsExactly("first", "second");
        assertThat(conversation.link().recorder().costs().stats().roundTrips()).isEqualTo(1);
    }

    @Test
    void aReplyAsLongAsItsCapPassesAndAByteMoreDoesNot() throws WireException {
        String reply = "220-first\nS: 220-second\nS: 220 third";
        int bytes = "220-first\r\n220-second\r\n220 third\r\n".length();
        Transcript dialogue = Transcript.parse("S: " + reply + "\n");
        assertThat(greeting(dialogue, Limits.DEFAULT.reply(bytes)).lines()).hasSize(3);
        assertThatThrownBy(() -> greeting(dialogue, Limits.DEFAULT.reply(bytes - 1)))
                .isInstanceOf(WireException.LimitExceeded.class)
                .hasMessageContaining("reply " + (bytes - 1));
    }

    private static Reply greeting(Transcript dialogue, Limits limits) throws WireException {
        return Opening.begin(TestSettings.over(Protocol.SMTP, dialogue, limits), link -> new Conversation(
                        link, CodeReplies.smtp(link))
                .greeting()
                .expect("220"));
    }

    @Test
    void aSecretIsNeitherRecordedNorNamedByThePeer() throws WireException {
        Conversation conversation = with(
                """
                S: 220 hello
                C: PASS ********
                S: 535 wrong: hunter2x
                """);
        conversation.greeting().expect("220");
        Secret password = Secret.of("hunter2x");
        assertThatThrownBy(() -> conversation
                        .send(Command.of("PASS").raw(" ").secret(password))
                        .expect("2"))
                .isInstanceOf(WireException.Refused.class);
        assertThat(conversation.link().recorder().transcript().toString())
                .contains("C: PASS ********\n")
                .contains("S: 535 wrong: ********\n")
                .doesNotContain("hunter2x");
    }

    @Test
    void aRefusalHasItsPlaceAndNoSecretThatThePeerRepeats() throws WireException {
        Conversation conversation = with(
                """
                S: 220 hello
                C: PASS ********
                S: 535 wrong: hunter2x
                C: NOOP
                S: 250 what about hunter2x
                """);
        conversation.greeting().expect("220");
        assertThatThrownBy(() -> conversation
                        .send(Command.of("PASS").raw(" ").secret(Secret.of("hunter2x")))
                        .expect("2"))
                .isInstanceOfSatisfying(WireException.Refused.class, refused -> {
                    assertThat(refused.reply().text()).isEqualTo("wrong: ********");
                    assertThat(refused.where().orElseThrow().doing()).isEqualTo("PASS");
                    assertThat(refused.toString())
                            .contains("localhost:25: PASS")
                            .doesNotContain("hunter2x");
                });
        assertThatThrownBy(() -> conversation.send(Command.of("NOOP")).expect("251"))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageNotContaining("hunter2x");
    }

    @Test
    void aPipelineIsOneRoundTripForHalfAWindow() throws WireException {
        Conversation conversation = with(
                """
                S: 220 hello
                C: A
                C: B
                C: C
                C: D
                S: 250 a
                S: 550 b
                C: E
                S: 250 c
                S: 250 d
                S: 250 e
                """);
        conversation.greeting().expect("220");
        List<String> answers = new ArrayList<>();
        conversation.pipeline(
                List.of("A", "B", "C", "D", "E").stream().map(Command::of).iterator(),
                4,
                (index, exchange) -> answers.add(index + exchange.verb() + exchange.reply()));
        assertThat(answers).containsExactly("0A250 a", "1B550 b", "2C250 c", "3D250 d", "4E250 e");
    }

    @Test
    void aReplyThatNobodyAskedForIsNotTheNextAnswer() throws WireException {
        Conversation conversation = with(
                """
                S: 220 hello\\x0d\\x0a250 stray
                C: NOOP
                S: 250 ok
                """);
        conversation.greeting().expect("220");
        assertThatThrownBy(() -> conversation.send(Command.of("NOOP")))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("nobody asked for");
        assertThatThrownBy(() -> conversation.send(Command.of("NOOP")))
                .isInstanceOf(WireException.Hangup.class)
                .hasMessageContaining("ended earlier");
    }

    @Test
    void aRefusalThatIsAFarewellEndsTheConversation() throws WireException {
        Conversation conversation = with(
                """
                S: 220 hello
                C: NOOP
                S: 421 shutting down
                """);
        conversation.greeting().expect("220");
        assertThatThrownBy(() -> conversation.operation(
                        "NOOP", () -> conversation.send(Command.of("NOOP")).expect("250")))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("421 shutting down");
        assertThat(conversation.link().isAlive()).isFalse();
    }

    @Test
    void aLineBreakInAnArgumentIsRefusedBeforeAByteIsSent() throws WireException {
        Conversation conversation = with("""
                S: 220 hello
                """);
        conversation.greeting().expect("220");
        assertThatThrownBy(() -> conversation.send(Command.of("VRFY").arg("a\r\nQUIT")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(conversation.link().recorder().transcript().said(Transcript.Side.CLIENT))
                .isEmpty();
        assertThat(conversation.link().isAlive()).isTrue();
    }

    @Test
    void sayingSomethingElseThanTheRecordingFailsWithBoth() throws WireException {
        Conversation conversation = with(
                """
                S: 220 hello
                C: NOOP
                S: 250 ok
                """);
        conversation.greeting().expect("220");
        assertThatThrownBy(() -> conversation.send(Command.of("RSET")))
                .isInstanceOf(Transcript.Mismatch.class)
                .hasMessageContaining("C: RSET")
                .hasMessageContaining("C: NOOP");
    }

    @Test
    void whatIsNotEvenSentEndsAConversationWithCommandsUnanswered() throws WireException {
        Conversation conversation = with("S: 220 hello\nC: NOOP\nS: 250 ok\n");
        conversation.greeting().expect("220");
        assertThatThrownBy(() -> conversation.operation("both", () -> {
                    conversation.write(Command.of("NOOP"));
                    throw new WireException.Unsupported("SIZE");
                }))
                .isInstanceOf(WireException.Unsupported.class);
        assertThat(conversation.link().isAlive()).isFalse();
    }

    @Test
    void aWindowHoldsACommand() throws WireException {
        Conversation conversation = with("S: 220 hello\n");
        conversation.greeting().expect("220");
        assertThatThrownBy(
                        () -> conversation.pipeline(List.of(Command.of("NOOP")).iterator(), 0, (index, exchange) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(conversation.link().isAlive()).isTrue();
    }
}
