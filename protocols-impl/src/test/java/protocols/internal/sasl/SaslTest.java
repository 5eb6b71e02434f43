package protocols.internal.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Credentials;
import protocols.Tls;
import protocols.Transcript;
import protocols.WireException;
import protocols.internal.line.Command;
import protocols.internal.reply.CodeReplies;
import protocols.internal.reply.Conversation;
import protocols.internal.wire.Opening;
import protocols.smtp.Smtp;
import protocols.spi.CoreFriend;

/** What is left of a conversation after a login in it. */
class SaslTest {

    private static final Credentials ALICE = Credentials.password("alice", "wonderland");

    /** As SMTP has it. */
    private record Auth() implements Profile {
        @Override
        public String challenge() {
            return "334";
        }

        @Override
        public String success() {
            return "235";
        }

        @Override
        public int line() {
            return 512;
        }

        @Override
        public Command start(String mechanism) {
            return Command.of("AUTH").raw(" ").raw(mechanism);
        }
    }

    private static Conversation with(String dialogue) throws WireException {
        Smtp client = Smtp.at("127.0.0.1")
                .tls(Tls.NONE)
                .via(Transcript.parse(dialogue).replay());
        return Opening.begin(CoreFriend.get().settings(client), link -> new Conversation(link, CodeReplies.smtp(link)));
    }

    private static void login(Conversation conversation, String... offered) throws WireException {
        Sasl.login(conversation, new Auth(), List.of(offered), ALICE);
    }

    @Test
    void aLoginThatWasCancelledLeavesTheConversationForAnotherTry() throws WireException {
        Conversation conversation = with(
                """
                C: AUTH SCRAM-SHA-256 ********
                S: 334 cj14eHg=
                C: *
                S: 501 5.7.0 cancelled
                C: AUTH LOGIN
                S: 334 !
                C: *
                S: 501 5.7.0 cancelled
                C: AUTH PLAIN ********
                S: 334 bW9yZQ==
                C: *
                S: 501 5.7.0 cancelled
                C: AUTH PLAIN ********
                S: 535 no
                C: AUTH PLAIN ********
                S: 235 in
                """);
        assertThatThrownBy(() -> login(conversation, "SCRAM-SHA-256", "PLAIN"))
                .isInstanceOf(WireException.Malformed.class);
        assertThatThrownBy(() -> login(conversation, "LOGIN")).hasMessageContaining("base64");
        assertThatThrownBy(() -> login(conversation, "PLAIN")).hasMessageContaining("PLAIN has said all");
        assertThatThrownBy(() -> login(conversation, "PLAIN")).isInstanceOf(WireException.Refused.class);
        assertThatThrownBy(() -> login(conversation, "X")).isInstanceOf(WireException.Unsupported.class);
        assertThat(conversation.link().isAlive()).isTrue();

        login(conversation, "PLAIN");

        assertThat(conversation.link().recorder().transcript().toString()).contains("\nC: *\n");
    }

    @Test
    void aYesThatCannotBeBelievedEndsIt() throws WireException {
        for (String steps : List.of(
                "C: AUTH SCRAM-SHA-1 ********\nS: 235 in\n",
                "C: AUTH SCRAM-SHA-1 ********\nS: 334 !\nC: *\nS: 235 in\n",
                "C: AUTH SCRAM-SHA-1 ********\nS: 334 !\nC: *\nS: 334 bW9yZQ==\n")) {
            Conversation conversation = with(steps);
            assertThatThrownBy(() -> login(conversation, "SCRAM-SHA-1")).isInstanceOf(WireException.class);
            assertThat(conversation.link().isAlive()).isFalse();
        }
    }

    @Test
    void aRefusalThatIsAFarewellIsNotFollowedByAnotherTry() throws WireException {
        Conversation conversation = with("C: AUTH SCRAM-SHA-1 ********\nS: 421 too many\n");
        assertThatThrownBy(() -> login(conversation, "SCRAM-SHA-1", "PLAIN"))
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("421");
        assertThat(conversation.link().isAlive()).isFalse();
    }
}
