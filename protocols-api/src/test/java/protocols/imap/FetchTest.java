package protocols.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {

    @Test
    void planPrintsAsItIsSentWithTheUidAlways() {
        assertThat(Fetch.flags()).hasToString("(UID FLAGS)");
        assertThat(Fetch.flags()
                        .and(Fetch.envelope())
                        .and(Fetch.size())
                        .and(Fetch.internalDate().and(Fetch.structure()))
                        .and(Fetch.flags()))
                .hasToString("(UID FLAGS ENVELOPE RFC822.SIZE INTERNALDATE BODYSTRUCTURE)");
        assertThat(Fetch.headerFields("Subject", "X(odd)").and(Fetch.bodyPart("1.2.mime")))
                .hasToString("(UID BODY.PEEK[HEADER.FIELDS (Subject \"X(odd)\")] BODY.PEEK[1.2.MIME])");
    }

    @Test
    void bodiesArePeekedAtUnlessTheyAreToBeMarked() {
        assertThat(Fetch.message()).hasToString("(UID BODY.PEEK[])");
        assertThat(Fetch.message().markSeen().and(Fetch.text())).hasToString("(UID BODY[] BODY.PEEK[TEXT])");
        assertThat(Fetch.message().and(Fetch.text()).markSeen()).hasToString("(UID BODY[] BODY[TEXT])");
    }

    @Test
    void sectionIsFetchedOnceAndMarkedIfEitherPlanMarksIt() {
        assertThat(Fetch.text().and(Fetch.text().markSeen())).hasToString("(UID BODY[TEXT])");
        assertThat(Fetch.text().markSeen().and(Fetch.text()))
                .isEqualTo(Fetch.text().markSeen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "1.", ".1", "1..2", "HEADER.1", "MIME", "1] FLAGS", "1.HEADER.FIELDS", "1.MIME.2", "a"})
    void oddPartsAreRefused(String part) {
        assertThatThrownBy(() -> Fetch.bodyPart(part)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\n", "ü"})
    void oddHeaderFieldsAreRefused(String name) {
        assertThatThrownBy(() -> Fetch.headerFields(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
