package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileAnswerTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final WhoisServer SERVER = WhoisServer.of("whois.test.example");

    /** A quadratic reader needs minutes for any of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                " ",
                "\t",
                ":",
                ".",
                "[",
                "]",
                "\n",
                "\r",
                "%",
                "a:",
                "a:\n",
                "a:\n b\n",
                " a\n",
                "ns: a.b\n",
                "Name Server: a.b ",
                "a.b,",
                "status: x,",
                "status: a,b\n",
                "Domain Name: example.com\n",
                "refer: a.b\n",
                "Registrant Name: REDACTED\n",
                "[a]\n",
                "a. [b] c\n",
                "inetnum: 10.0.0.0/8\n",
                "exceeded ",
                "\033[2J",
                "created: 1.1.",
                "\u00e9",
                "...: ",
                "+\n",
                "http://",
                "created: 2001-01-01\n\n"
            })
    void mebibyteOfAnythingIsReadInLinearTime(String part) {
        String text = part.repeat(MEBIBYTE / part.length());
        for (String query : List.of("example.com", "10.0.0.1", "AS64496", "AB1-RIPE")) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                Registration found = Answers.read(query, text);
                assertThat(found.fields()).hasSizeLessThan(2_000);
                assertThat(found.toString()).doesNotContain("\033");
                ReferralPolicy.DEFAULT.next(found.query(), found.chain());
            });
        }
    }

    @Test
    void longLineAfterARealLabelIsKeptAsOneValue() {
        String text = "Domain Name: example.com\nRegistrar: " + "r".repeat(MEBIBYTE);
        Registration found = Answers.read("example.com", text);
        assertThat(found.registrar())
                .hasValueSatisfying(value -> assertThat(value).hasSize(MEBIBYTE));
    }

    @Test
    void manySentencesThatSayTheSameCostTimeInProportion() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(Answers.read("example.com", "No match\n".repeat(MEBIBYTE / 9))
                            .state())
                    .isEqualTo(Registration.State.AVAILABLE);
            assertThat(Answers.read("example.com", "No match. ".repeat(MEBIBYTE / 10))
                            .state())
                    .isEqualTo(Registration.State.AVAILABLE);
            Answers.read("example.com", "error of the\n".repeat(MEBIBYTE / 13));
        });
    }

    @Test
    void entriesBeyondTheCapAreNotReadAndThatIsSaid() {
        assertThat(WhoisText.read("a: b\n".repeat(WhoisText.MOST_ENTRIES)).isWhole())
                .isTrue();
        WhoisText more = WhoisText.read("a: b\n".repeat(WhoisText.MOST_ENTRIES + 1));
        assertThat(more.isWhole()).isFalse();
        assertThat(more.entries()).hasSize(WhoisText.MOST_ENTRIES);
    }

    @Test
    void randomTextNeverThrows() {
        Random random = new Random(43);
        String alphabet = "ab1 :.-/[]%#\n\r\t+'\u00e9\ud83d\0\033,;()TZ";
        List<String> words =
                List.of("domain", "inetnum", "created", "refer", "nserver", "192.0.2.", "2026-", "::", "whois://");
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                if (random.nextInt(6) == 0) {
                    text.append(words.get(random.nextInt(words.size())));
                } else {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            for (String query : List.of("example.com", "192.0.2.1")) {
                Registration found = Answers.read(query, text.toString());
                ReferralPolicy.DEFAULT.next(found.query(), found.chain());
                WhoisDate.read(text.toString());
                assertThat(found.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void bytesAreDecodedByTheGivenCharsetElseUtf8ElseLatin1() {
        byte[] utf8 = "Caf\u00e9".getBytes(StandardCharsets.UTF_8);
        byte[] latin1 = "Caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        Charset shiftJis = Charset.forName("Shift_JIS");
        byte[] japanese = "\u516c\u958b".getBytes(shiftJis);
        assertThat(decode(utf8, Optional.empty()).charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(decode(latin1, Optional.empty()).charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(decode(latin1, Optional.empty()).text()).isEqualTo("Caf\u00e9");
        assertThat(decode(japanese, Optional.of(shiftJis)).text()).isEqualTo("\u516c\u958b");
        assertThat(decode(utf8, Optional.of(StandardCharsets.US_ASCII)).charset())
                .isEqualTo(StandardCharsets.UTF_8);
        assertThat(decode(new byte[0], Optional.empty()).text()).isEmpty();
    }

    private static WhoisStep decode(byte[] bytes, Optional<Charset> charset) {
        return WhoisStep.decode(SERVER, "q", bytes, charset);
    }
}
