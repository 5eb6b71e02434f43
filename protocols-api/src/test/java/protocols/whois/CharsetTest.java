package protocols.whois;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer was decoded with, and that the result says so. */
class CharsetTest {

    private static final String JAPANESE = "[Registrant]  \u682a\u5f0f\u4f1a\u793e\u4f8b\n";

    @ParameterizedTest
    @CsvSource({
        "whois.example, UTF-8, UTF-8",
        "whois.example, ISO-8859-1, ISO-8859-1",
        "whois.denic.de, ISO-8859-1, ISO-8859-1",
    })
    void westernTextIsReadWhateverItsCharset(String server, String sent, String said) {
        WhoisStep step = decode(server, "Registrar: M\u00fcller GmbH\n".getBytes(Charset.forName(sent)));
        assertThat(step.text()).isEqualTo("Registrar: M\u00fcller GmbH\n");
        assertThat(step.charset()).isEqualTo(Charset.forName(said));
    }

    @Test
    void escapeSequencesOfIso2022JpAreKnownFromAnyServer() {
        WhoisStep step = decode("whois.example", JAPANESE.getBytes(Charset.forName("ISO-2022-JP")));
        assertThat(step.text()).isEqualTo(JAPANESE);
        assertThat(step.charset()).isEqualTo(Charset.forName("ISO-2022-JP"));
    }

    @ParameterizedTest
    @CsvSource({
        "% Character set: ISO-8859-2, ISO-8859-2",
        "# charset=windows-1252, windows-1252",
        "%% Encoding: ISO-8859-15, ISO-8859-15",
        "% (encoding: KOI8-R), KOI8-R",
    })
    void charsetThatTheAnswerNamesIsBelieved(String remark, String charset) {
        Charset named = Charset.forName(charset);
        String word = new String(new byte[] {(byte) 0xc5, (byte) 0xd5}, named);
        WhoisStep step = decode("whois.example", (remark + "\nname: " + word + "\n").getBytes(named));
        assertThat(step.charset()).isEqualTo(named);
        assertThat(step.text()).endsWith(word + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "% charset: UTF-16, UTF-8",
        "% charset: nonsense, UTF-8",
        "% charset: utf-8-evil, UTF-8",
        "% encoding of IBM037, UTF-8",
        "charset: ISO-8859-2, UTF-8",
    })
    void onlyACharsetThatContainsAsciiCanBeNamedAndOnlyInARemark(String line, String charset) {
        WhoisStep step = decode("whois.example", (line + "\nname: \u00e9\n").getBytes(UTF_8));
        assertThat(step.charset()).isEqualTo(Charset.forName(charset));
        assertThat(step.text()).contains("\u00e9");
    }

    @Test
    void serverThatIsKnownForItsCharsetMayStillHaveMovedToUtf8() {
        byte[] cyrillic = "org: \u041f\u0440\u0438\u043c\u0435\u0440\n".getBytes(Charset.forName("KOI8-R"));
        assertThat(decode("whois.tcinet.ru", cyrillic).text()).contains("\u041f\u0440\u0438\u043c\u0435\u0440");
        assertThat(decode("whois.example", cyrillic).charset()).isEqualTo(ISO_8859_1);
        assertThat(decode("whois.tcinet.ru", "org: \u041f\u0440\n".getBytes(UTF_8))
                        .charset())
                .isEqualTo(UTF_8);
    }

    @Test
    void whatTheCallerSaysCountsFirstButNotAgainstTheBytes() {
        byte[] latin = "name: \u00e9\n".getBytes(ISO_8859_1);
        Charset greek = Charset.forName("ISO-8859-7");
        assertThat(WhoisStep.decode(WhoisServer.IANA, "q", latin, Optional.of(greek))
                        .charset())
                .isEqualTo(greek);
        assertThat(WhoisStep.decode(WhoisServer.IANA, "q", latin, Optional.of(US_ASCII))
                        .charset())
                .isEqualTo(ISO_8859_1);
    }

    @Test
    void resultSaysTheCharset() {
        WhoisStep step = decode("whois.example", "Domain Name: example.com\nRegistrar: \u00e9\n".getBytes(ISO_8859_1));
        Registration found = Registration.of(WhoisQuery.of("example.com"), List.of(step));
        assertThat(found.charset()).isEqualTo(ISO_8859_1);
        assertThat(found.lines()).contains("charset: ISO-8859-1", "registrar: \u00e9");
    }

    private static WhoisStep decode(String server, byte[] bytes) {
        return WhoisStep.decode(WhoisServer.of(server), "q", bytes, Optional.empty());
    }
}
