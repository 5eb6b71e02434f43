package protocols.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagTest {

    @Test
    void caseDoesNotMatterAndIsKept() {
        assertThat(Flag.of("\\sEEN"))
                .isEqualTo(Flag.SEEN)
                .hasSameHashCodeAs(Flag.SEEN)
                .hasToString("\\sEEN");
        assertThat(Flag.of("work")).isEqualTo(Flag.of("WORK")).isNotEqualTo(Flag.of("\\work"));
        assertThat(Flag.of("\\*")).isSameAs(Flag.ANY_KEYWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\", "a b", "a\r\n", "(", "a\"", "a]", "ü", "a\\b", "*", "%"})
    void whatIsNotAnAtomIsRefused(String name) {
        assertThatThrownBy(() -> Flag.of(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
