package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import protocols.WireException.Malformed;

/** Whatever bytes or text a name is made of: it is refused, or it comes back from both of its forms. */
class NameFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void wire(byte[] bytes) {
        Name name;
        try {
            name = Name.decode(bytes);
        } catch (Malformed refused) {
            return;
        }
        assertThat(name.toBytes()).isEqualTo(bytes);
        comesBack(name);
    }

    @FuzzTest(maxDuration = "60s")
    void text(byte[] utf8) {
        Name name;
        try {
            name = Name.of(new String(utf8, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            return;
        }
        comesBack(name);
        assertThat(name.toUnicode()).endsWith(".");
    }

    private static void comesBack(Name name) {
        assertThat(name.length()).isBetween(1, Name.MAX_LENGTH);
        assertThat(name.toString().chars()).allMatch(c -> c > ' ' && c < 0x7f);
        assertThat(Name.of(name.toString())).isEqualTo(name).hasSameHashCodeAs(name);
    }
}
