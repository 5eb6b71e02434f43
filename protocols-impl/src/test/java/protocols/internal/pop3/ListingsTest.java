package protocols.internal.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;
import protocols.pop3.DropMessage;
import protocols.pop3.DropMessages;
import protocols.pop3.Maildrop;

/** What LIST and UIDL say, asked for alone and together. */
class ListingsTest {

    private static final DropMessages TWO = DropMessages.of(List.of(
            DropMessage.of(1, 120).uid("whqtswO00WBw418f9t5JxYwZ"),
            DropMessage.of(3, 200).uid("QhdPYR:00WBw1Ph7x7")));

    @Test
    void messagesAreListAndUidlInOneRoundTripWherePipeliningIsOffered() throws WireException {
        Maildrop drop = Dialogues.drop(
                Dialogues.PIPELINING
                        + """
                C: LIST
                C: UIDL
                S: +OK 2 messages
                S: 1 120
                S: 3 200
                S: .
                S: +OK
                S: 1 whqtswO00WBw418f9t5JxYwZ
                S: 3 QhdPYR:00WBw1Ph7x7
                S: .
                """);
        long before = drop.stats().roundTrips();
        DropMessages messages = drop.messages();
        assertThat(messages).isEqualTo(TWO);
        assertThat(messages.get(3).orElseThrow().size()).isEqualTo(200);
        assertThat(messages.get("QhdPYR:00WBw1Ph7x7").orElseThrow().number()).isEqualTo(3);
        assertThat(messages.get(2)).isEmpty();
        assertThat(messages.numbers()).containsExactly(1, 3);
        assertThat(drop.stats().roundTrips() - before).isEqualTo(1);
    }

    @Test
    void withoutPipeliningTheOneFollowsTheOther() throws WireException {
        Maildrop drop = Dialogues.drop(
                Dialogues.LOGIN
                        + """
                C: LIST
                S: +OK
                S: 1 120
                S: 3 200
                S: .
                C: UIDL
                S: +OK
                S: 1 whqtswO00WBw418f9t5JxYwZ
                S: 3 QhdPYR:00WBw1Ph7x7
                S: .
                """);
        assertThat(drop.messages()).isEqualTo(TWO);
    }

    @Test
    void aServerThatDoesNotKnowUidlGivesMessagesWithoutUniqueIds() throws WireException {
        Maildrop drop = Dialogues.drop(
                Dialogues.PIPELINING
                        + """
                C: LIST
                C: UIDL
                S: +OK
                S: 1 120
                S: .
                S: -ERR unknown command
                C: NOOP
                S: +OK
                """);
        assertThat(drop.messages()).containsExactly(DropMessage.of(1, 120));
        drop.noop();
    }

    @Test
    void aUniqueIdOfAMessageThatIsNotListedIsPassedOver() throws WireException {
        Maildrop drop = Dialogues.drop(
                Dialogues.LOGIN + "C: LIST\nS: +OK\nS: 2 5\nS: .\nC: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: .\n");
        assertThat(drop.messages()).containsExactly(DropMessage.of(2, 5).uid("b"));
    }

    @Test
    void aRefusedListIsARefusalAlsoWhereUidlWasSentWithIt() throws WireException {
        Maildrop drop = Dialogues.drop(
                Dialogues.PIPELINING
                        + """
                C: LIST
                C: UIDL
                S: -ERR [SYS/TEMP] busy
                S: +OK
                S: 1 a
                S: .
                C: NOOP
                S: +OK
                """);
        assertThatThrownBy(drop::messages)
                .isInstanceOf(WireException.Refused.class)
                .hasMessageContaining("busy");
        drop.noop();
    }

    @Test
    void anEmptyMaildropHasNoMessages() throws WireException {
        Maildrop drop = Dialogues.drop(Dialogues.PIPELINING + "C: LIST\nC: UIDL\nS: +OK\nS: .\nS: +OK\nS: .\n");
        assertThat(drop.messages().isEmpty()).isTrue();
    }

    @Test
    void listAndUidlAloneAreTheTextbooksCommands() throws WireException {
        Maildrop drop = Dialogues.drop(
                Dialogues.LOGIN
                        + """
                C: LIST
                S: +OK
                S: 1 120
                S: 2 200
                S: .
                C: LIST 2
                S: +OK 2 200
                C: UIDL
                S: +OK
                S: 2 b
                S: 1 a
                S: .
                C: UIDL 1
                S: +OK 1 a
                """);
        assertThat(drop.list()).containsExactly(DropMessage.of(1, 120), DropMessage.of(2, 200));
        assertThat(drop.list(2).size()).isEqualTo(200);
        assertThat(drop.uidl().toString()).isEqualTo("{2=b, 1=a}");
        assertThat(drop.uidl(1)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 a", "1 a\nS: 1 b", "1", "1 \\xe9"})
    void wrongUniqueIdsAreMalformed(String lines) throws WireException {
        Maildrop drop = Dialogues.drop(Dialogues.LOGIN + "C: UIDL\nS: +OK\nS: " + lines + "\nS: .\n");
        assertThatThrownBy(drop::uidl).isInstanceOf(WireException.Malformed.class);
        assertThat(drop.isOpen()).isFalse();
    }
}
