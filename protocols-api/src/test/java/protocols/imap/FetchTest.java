package protocols.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {

    @Test
    void planPrintsAsItIsSent() {
        assertThat(Fetch.uid()
                        .flags()
                        .envelope()
                        .size()
                        .internalDate()
                        .structure()
                        .flags())
                .hasToString("(UID FLAGS ENVELOPE RFC822.SIZE INTERNALDATE BODYSTRUCTURE)");
        assertThat(Fetch.uid().headerFields("Subject", "X(odd)").bodyPart("1.2.mime"))
                .hasToString("(UID BODY.PEEK[HEADER.FIELDS (Subject \"X(odd)\")] BODY.PEEK[1.2.MIME])");
    }

    @Test
    void bodiesArePeekedAtUnlessTheyAreToBeMarked() {
        assertThat(Fetch.uid().body()).hasToString("(UID BODY.PEEK[])");
        assertThat(Fetch.uid().body().markSeen().text()).hasToString("(UID BODY[] BODY[TEXT])");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "1.", ".1", "1..2", "HEADER.1", "MIME", "1] FLAGS", "1.HEADER.FIELDS", "1.MIME.2", "a"})
    void oddPartsAreRefused(String part) {
        assertThatThrownBy(() -> Fetch.uid().bodyPart(part)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\n", "ü"})
    void oddHeaderFieldsAreRefused(String name) {
        assertThatThrownBy(() -> Fetch.uid().headerFields(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
