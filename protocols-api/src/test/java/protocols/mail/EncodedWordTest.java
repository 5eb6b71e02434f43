package protocols.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedWordTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // RFC 2047 section 8
                "(=?ISO-8859-1?Q?a?=)|(a)",
                "(=?ISO-8859-1?Q?a?= b)|(a b)",
                "(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)|(ab)",
                "(=?ISO-8859-1?Q?a?=     =?ISO-8859-1?Q?b?=)|(ab)",
                "(=?ISO-8859-1?Q?a_b?=)|(a b)",
                "(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)|(a b)",
                "=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>|Keith Moore <moore@cs.utk.edu>",
                "=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?=|Keld Jørn Simonsen",
                "=?ISO-8859-1?Q?Andr=E9?= Pirard|André Pirard",
                "=?ISO-8859-1?Q?Olle_J=E4rnefors?=|Olle Järnefors",
                "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?="
                        + "|If you can read this you understand the example.",
                // RFC 2231 section 5
                "=?US-ASCII*EN?Q?Keith_Moore?=|Keith Moore",
                // a character split over two words
                "=?utf-8?q?=C3?= =?utf-8?q?=A4?=|ä",
                "=?utf-8?b?w6Q?=|ä",
                "a =?x-unknown?q?b?= c|a b c",
            })
    void decodes(String encoded, String decoded) {
        assertThat(EncodedWord.decode(encoded)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?",
                "=?utf-8",
                "=?utf-8?q?",
                "=?utf-8?q?a",
                "=?utf-8?q?a?",
                "=?utf-8?x?a?=",
                "=?utf-8?q?=ZZ?=",
                "=?utf-8?q?=4?=",
                "=?utf-8?b?!!?=",
                "=?utf-8?q?a b?=",
                "=??q?a?=",
                "=?=?=?=?=",
                "plain = ? text"
            })
    void leavesWhatIsBrokenAsItStands(String text) {
        assertThat(EncodedWord.decode(text)).isEqualTo(text);
    }

    @Test
    void aWordBehindABrokenOneIsStillDecoded() {
        assertThat(EncodedWord.decode("=?utf-8?q?=?= =?utf-8?q?=41?=")).endsWith("A");
    }

    @Test
    void wordsAreAtMost75LongAndSplitNoCharacter() {
        Random random = new Random(2047);
        for (int i = 0; i < 2_000; i++) {
            String text = Samples.text(random, 120);
            List<String> words = EncodedWord.encode(text, 30 + random.nextInt(46));
            assertThat(words).allSatisfy(word -> {
                assertThat(word.length()).isLessThanOrEqualTo(75);
                assertThat(EncodedWord.decode(word)).doesNotContain("\ufffd");
            });
            assertThat(EncodedWord.decode(String.join(" ", words))).isEqualTo(text);
        }
    }

    @Test
    void choosesTheShorterEncoding() {
        assertThat(EncodedWord.encode("Viele Grüße von Alice und Bob", 75))
                .containsExactly("=?utf-8?q?Viele_Gr=C3=BC=C3=9Fe_von_Alice_und_Bob?=");
        assertThat(EncodedWord.encode("Grüße", 75)).containsExactly("=?utf-8?b?R3LDvMOfZQ==?=");
        assertThat(EncodedWord.encode("日本語", 75)).containsExactly("=?utf-8?b?5pel5pys6Kqe?=");
    }

    @Test
    @Timeout(20)
    void decodingIsLinear() {
        for (String piece : List.of("=?", "=?a?q?", "=?a?q?b?= ", "=?a?b?", "=?=?a?q?=?=")) {
            assertThat(EncodedWord.decode(piece.repeat(400_000))).isNotNull();
        }
    }
}
