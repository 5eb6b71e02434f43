package protocols.internal.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.WireException;
import protocols.internal.wire.Link;
import protocols.internal.wire.LinkedSession;

/** What an error shows of a response: a piece of the line that is broken, of no other, and no secret in part. */
class ExcerptTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, Integer.MAX_VALUE})
    void neitherTheLineBeforeNorTheOneAfter(int piece) throws IOException {
        Link link = Feeds.of("* OK geheim-1\r\nA1 HUH geh\r\n* OK geheim-2\r\n".getBytes(ISO_8859_1), piece);
        ResponseParser parser = Feeds.parser(link);

        WireException fault = Feeds.end(parser);

        assertThat(fault).isInstanceOf(WireException.Malformed.class);
        assertThat(((WireException.Malformed) fault).excerpt())
                .doesNotContain("geheim")
                .startsWith("A1 HUH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zyxwvuts", "pass word with blanks in it, and more than thirty letters"})
    void noSecretAndNoPartOfOne(String secret) throws IOException {
        for (int before = 0; before < 40; before++) {
            String text = "x".repeat(before) + secret + " HUH " + secret + "\r\n";
            Link link = Feeds.of(text.getBytes(ISO_8859_1), Integer.MAX_VALUE);
            link.recorder().secret(secret.getBytes(ISO_8859_1));

            WireException fault = link.placed(Feeds.end(Feeds.parser(link)));

            for (int i = 0; i + 7 <= secret.length(); i++) {
                assertThat(fault.getMessage()).doesNotContain(secret.substring(i, i + 7));
            }
        }
    }

    /** A session over a link in memory. */
    private static final class Held extends LinkedSession {
        Held(Link link) {
            super(link);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_180, 8_186, 8_190, 16_380})
    void aLongLineIsRecordedInPiecesThatCutNoSecret(int before) throws IOException {
        String text = "* 1 FETCH (BODY[1] \"" + "x".repeat(before - 20) + "zyxwvuts" + "x".repeat(20_000) + "\")\r\n";
        Link link = Feeds.of(text.getBytes(ISO_8859_1), 1_000);
        link.recorder().secret("zyxwvuts".getBytes(ISO_8859_1));

        Feeds.parser(link).next();

        assertThat(link.recorder().transcript().toString().replace("\\\nS: ", ""))
                .contains("x********x")
                .doesNotContain("zyx", "uts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zyxwvuts"})
    void aClosedSessionHoldsNoSecret(String secret) {
        Link link = Feeds.of(new byte[0], 1);
        link.recorder().secret(secret.getBytes(ISO_8859_1));

        assertThat(link.recorder().withheld("zyx".getBytes(ISO_8859_1), 0, 3)).isEqualTo(3);
        new Held(link).close();
        assertThat(link.recorder().withheld("zyx".getBytes(ISO_8859_1), 0, 3)).isZero();
    }
}
