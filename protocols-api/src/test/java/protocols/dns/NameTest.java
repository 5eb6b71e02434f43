package protocols.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException.Malformed;

class NameTest {

    private static final String LABEL_63 = "a".repeat(63);

    @Test
    void isAbsoluteWithTheDotOrWithoutIt() {
        assertThat(Name.of("example.org")).isEqualTo(Name.of("example.org."));
        assertThat(Name.of("example.org")).hasToString("example.org.");
        assertThat(Name.of(".")).isSameAs(Name.ROOT).hasToString(".");
        assertThat(Name.of("example.org").toBytes())
                .containsExactly(7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 3, 'o', 'r', 'g', 0);
    }

    @Test
    void comparesWithoutRegardToAsciiCaseButKeepsIt() {
        Name mixed = Name.of("WwW.ExAmPlE.oRg");
        assertThat(mixed).isEqualTo(Name.of("www.example.org")).hasSameHashCodeAs(Name.of("www.example.org"));
        assertThat(mixed).hasToString("WwW.ExAmPlE.oRg.");
        assertThat(Name.of("a\\193")).isNotEqualTo(Name.of("a\\225"));
        // The byte before 'A' and the one after 'Z' have no other case (RFC 4343 section 3).
        assertThat(Name.of("\\064")).isNotEqualTo(Name.of("\\096"));
        assertThat(Name.of("\\091")).isNotEqualTo(Name.of("\\123"));
    }

    @Test
    void aDotWithinALabelIsNotADotBetweenLabels() {
        Name escaped = Name.of("first\\.last.example.org");
        assertThat(escaped.labels()).containsExactly("first\\.last", "example", "org");
        assertThat(escaped).isNotEqualTo(Name.of("first.last.example.org"));
        assertThat(escaped).hasToString("first\\.last.example.org.");
    }

    @ParameterizedTest
    @CsvSource({"'\\000.org', '\\000.org.'", "'\\027[2J.org', '\\027[2J.org.'", "'\\127\\155', '\\127\\155.'"})
    void whatATerminalWouldObeyIsEscaped(String text, String shown) {
        assertThat(Name.of(text)).hasToString(shown);
    }

    @Test
    void takesALabelOf63BytesAndNoneOf64() {
        assertThat(Name.of(LABEL_63 + ".org").labelCount()).isEqualTo(2);
        assertThatThrownBy(() -> Name.of("a" + LABEL_63 + ".org"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("63");
    }

    @Test
    void takesANameOf255BytesAndNoneOf256() {
        String three = (LABEL_63 + ".").repeat(3);
        assertThat(Name.of(three + "a".repeat(61)).length()).isEqualTo(255);
        assertThatThrownBy(() -> Name.of(three + "a".repeat(62)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("255");
        assertThat(Name.of("a.".repeat(127)).labelCount()).isEqualTo(127);
        assertThatThrownBy(() -> Name.of("a.".repeat(128))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".org", "a..b", "a b", "a\tb", "a\nb", "a\\", "a\\25", "a\\256", "a\\1x2", "\\é"})
    void refusesWhatIsNoName(String text) {
        assertThatThrownBy(() -> Name.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void turnsUnicodeIntoALabelsAndBackWhereThatIsTheSameName() {
        Name name = Name.of("Bücher.example");
        assertThat(name).isEqualTo(Name.of("xn--bcher-kva.example"));
        assertThat(name.toUnicode()).isEqualTo("bücher.example.");
        assertThat(Name.of("例え。テスト")).isEqualTo(Name.of("xn--r8jz45g.xn--zckzah"));
        assertThat(Name.of("Straße.ς.example")).isEqualTo(Name.of("xn--strae-oqa.xn--3xa.example"));
        assertThat(Name.of("xn--strae-oqa.de").toUnicode()).isEqualTo("straße.de.");
        assertThat(Name.of("_a.bücher.-x\\032y")).isEqualTo(Name.of("_a.xn--bcher-kva.-x\\032y"));
        assertThat(Name.of("xn--zzzz-zzzzzzzz.org").toUnicode()).isEqualTo("xn--zzzz-zzzzzzzz.org.");
        assertThat(Name.of("www.example.org").toUnicode()).isEqualTo("www.example.org.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u200db.org", "a\u202eb.org", "a\u2024b.org", "ü\\046.org", "\u0301a.org", "\u05d0a.org"})
    void refusesUnicodeThatCouldMeanAnotherName(String text) {
        assertThatThrownBy(() -> Name.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhatStandsAboveIt() {
        Name www = Name.of("www.example.org");
        assertThat(www.parent()).contains(Name.of("example.org"));
        assertThat(Name.ROOT.parent()).isEmpty();
        assertThat(www.isSubdomainOf(Name.of("EXAMPLE.org"))).isTrue();
        assertThat(www.isSubdomainOf(www)).isTrue();
        assertThat(www.isSubdomainOf(Name.ROOT)).isTrue();
        assertThat(Name.of("example.org").isSubdomainOf(www)).isFalse();
        assertThat(Name.of("badexample.org").isSubdomainOf(Name.of("example.org")))
                .isFalse();
        // Here the bytes of the other name stand at the end, but not at the start of a label.
        assertThat(Name.of("a\\003org").isSubdomainOf(Name.of("org"))).isFalse();
    }

    @Test
    void isPutUnderAnother() {
        assertThat(Name.of("_imaps._tcp").under(Name.of("example.org"))).isEqualTo(Name.of("_imaps._tcp.example.org"));
        assertThat(Name.ROOT.under(Name.of("org"))).isEqualTo(Name.of("org"));
        Name longest = Name.of((LABEL_63 + ".").repeat(3) + "a".repeat(61));
        assertThatThrownBy(() -> Name.of("a").under(longest)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reversesAddresses() throws Exception {
        byte[] v4 = {(byte) 192, 0, 2, (byte) 130};
        assertThat(Name.ofAddress(InetAddress.getByAddress(v4))).hasToString("130.2.0.192.in-addr.arpa.");
        // The example of RFC 3596 section 2.5.
        byte[] v6 = {0x43, 0x21, 0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0x56, 0x7, (byte) 0x89, (byte) 0xab};
        assertThat(Name.ofAddress(InetAddress.getByAddress(v6)))
                .hasToString("b.a.9.8.7.0.6.5.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa.");
    }

    @Test
    void bytesThatAreNotExactlyOneNameAreMalformed() {
        byte[][] bad = {{}, {1}, {1, 'a'}, {0, 0}, {(byte) 0xc0, 0}, {0x40, 0}, {(byte) 0x80, 0}, {64}};
        for (byte[] wire : bad) {
            assertThatThrownBy(() -> Name.decode(wire)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void anyBytesComeBackFromTextAndFromTheWire() throws Exception {
        Random random = new Random(1035);
        for (int i = 0; i < 5_000; i++) {
            Name name = Name.decode(randomName(random));
            assertThat(Name.of(name.toString()).toBytes()).isEqualTo(name.toBytes());
            assertThat(name.toString().chars()).allMatch(c -> c > ' ' && c < 0x7f);
            assertThat(String.join(".", name.labels()) + ".").isEqualTo(name.toString());
        }
    }

    @Test
    void anyTextIsANameOrRefused() {
        Random random = new Random(3490);
        String alphabet = "abcXYZ019-_.\\\\\"@$*  \u00e9\u00df\u4f8b\u3002\u0301\u05d0\u202e\ud83d\ude00\ud800\u0000";
        int names = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "xn--" : "");
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(alphabet.charAt(random.nextInt(random.nextBoolean() ? 14 : alphabet.length())));
            }
            Name name;
            try {
                name = Name.of(text.toString());
            } catch (IllegalArgumentException refused) {
                continue;
            }
            names++;
            assertThat(Name.of(name.toString())).isEqualTo(name);
            assertThat(name.toUnicode()).endsWith(".");
        }
        assertThat(names).isGreaterThan(1_000);
    }

    static byte[] randomName(Random random) {
        byte[] wire = new byte[255];
        int at = 0;
        while (at < 200 && random.nextInt(6) > 0) {
            int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 54 : 9);
            byte[] label = new byte[length];
            random.nextBytes(label);
            wire[at] = (byte) length;
            System.arraycopy(label, 0, wire, at + 1, length);
            at += length + 1;
        }
        return Arrays.copyOf(wire, at + 1);
    }
}
