package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Secret;

/** RFC 4013: the examples of its section 3, and each of its tables. */
class SaslPrepTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "I\u00adX,IX",
                "user,user",
                "USER,USER",
                "\u00aa,a",
                "\u2168,IX",
                "a\u00a0b,a b",
                "a\u3000b,a b",
                "a\u200bb,a b",
                "\ufe0fa\u2060,a",
                "\u00bd,1\u20442",
                "e\u0301,\u00e9",
                "\ufb01x,fix",
                "\u0627\u0628,\u0627\u0628",
                "\u06271\u0628,\u06271\u0628",
                "\ud83d\ude00,\ud83d\ude00",
            })
    void isOneFormForWhatLooksTheSame(String text, String prepared) {
        assertThat(SaslPrep.of(text)).contains(prepared);
        assertThat(SaslPrep.of(Secret.of(text)).map(bytes -> new String(bytes, UTF_8)))
                .contains(prepared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0007",
                "a\tb",
                "a\u007f",
                "\u0085",
                "\u06dd",
                "\u180e",
                "\u2028",
                "\u206a",
                "\ue000",
                "\ufdd0",
                "\uffff",
                "\ufffd",
                "\u2ff0",
                "\u200e",
                "\u202e",
                "\udb40\udc01",
                "\udb40\udc41",
                "\ud834\udd73",
                "\udbff\udffd",
                "\ud83f\udffe",
                "\u06271",
                "\u0627a\u0628",
                "a\u0627",
                "\u00ad"
            })
    void refusesWhatNobodyCouldTypeOrTellApart(String text) {
        assertThat(SaslPrep.of(text)).isEmpty();
        assertThat(SaslPrep.of(Secret.of(text))).isEmpty();
    }

    @Test
    void leavesNothingOfNothing() {
        assertThat(SaslPrep.of("")).isEmpty();
        assertThat(SaslPrep.of(Secret.of(""))).isEmpty();
    }
}
