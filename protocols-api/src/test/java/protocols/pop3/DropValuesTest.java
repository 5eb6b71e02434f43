package protocols.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import protocols.Receiver;

class DropValuesTest {

    private static final DropMessage FIRST = DropMessage.of(1, 120);
    private static final DropMessage FOURTH = DropMessage.of(4, 7).uid("d");

    @Test
    void aStatIsAValue() {
        assertThat(DropStat.of(2, 320))
                .isEqualTo(DropStat.of(2, 320))
                .hasSameHashCodeAs(DropStat.of(2, 320))
                .isNotEqualTo(DropStat.of(2, 321))
                .hasToString("2 messages, 320 octets");
        assertThatIllegalArgumentException().isThrownBy(() -> DropStat.of(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> DropStat.of(0, -1));
    }

    @Test
    void aMessageIsAValue() {
        assertThat(FOURTH)
                .isEqualTo(DropMessage.of(4, 7).uid("d"))
                .hasSameHashCodeAs(DropMessage.of(4, 7).uid("d"))
                .isNotEqualTo(DropMessage.of(4, 7))
                .isNotEqualTo(DropMessage.of(4, 8).uid("d"))
                .hasToString("4: 7 octets, d");
        assertThat(FIRST).hasToString("1: 120 octets");
        assertThatIllegalArgumentException().isThrownBy(() -> DropMessage.of(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DropMessage.of(1, -1));
    }

    @Test
    void messagesAnswerByNumberAndByUniqueIdInTheirOrder() {
        DropMessages messages = DropMessages.of(List.of(FIRST, FOURTH));
        assertThat(messages).containsExactly(FIRST, FOURTH);
        assertThat(messages.size()).isEqualTo(2);
        assertThat(messages.isEmpty()).isFalse();
        assertThat(messages.numbers()).containsExactly(1, 4);
        assertThat(messages.get(1)).contains(FIRST);
        assertThat(messages.get(4)).contains(FOURTH);
        assertThat(messages.get(2)).isEmpty();
        assertThat(messages.get(0)).isEmpty();
        assertThat(messages.get("d")).contains(FOURTH);
        assertThat(messages.get("e")).isEmpty();
        assertThat(messages)
                .isEqualTo(DropMessages.of(List.of(FIRST, FOURTH)))
                .isNotEqualTo(DropMessages.of(List.of()));
        assertThat(messages).hasToString("[1: 120 octets, 4: 7 octets, d]");
    }

    @Test
    void aMessageStandsOnceInAListing() {
        assertThatIllegalArgumentException().isThrownBy(() -> DropMessages.of(List.of(FIRST, FIRST)));
    }

    @Test
    void aReceiverCanBeTriedWithoutAServer() throws IOException {
        Receiver<Retrieved> receiver = message -> assertThat(message.bytes()).hasBinaryContent(new byte[] {'a'});
        Retrieved message = Retrieved.of(3, new ByteArrayInputStream(new byte[] {'a'}));
        receiver.take(message);
        assertThat(message.number()).isEqualTo(3);
        assertThat(message).hasToString("message 3");
    }
}
