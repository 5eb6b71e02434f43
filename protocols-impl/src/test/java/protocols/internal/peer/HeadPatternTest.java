package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import protocols.spi.ScriptParts;

/** The head of a request of HTTP, as a script has it and as a client sends it (RFC 9112). */
class HeadPatternTest {

    private static final HeadPattern HEAD =
            head("GET /x HTTP/1.1", "Host: a.example", "Accept: text/plain", "X-Key: ********", "Accept: text/html");

    @Test
    void theFieldsMayComeInAnyOrderAndAmongOthers() {
        String said = "GET /x HTTP/1.1\r\nX-Other: 1\r\nX-Key: s3\r\nAccept: text/html\r\nAccept: text/plain\r\n\r\n";
        assertThat(match(said)).isEqualTo(said.length());
        assertThat(match(said + "body")).isEqualTo(said.length());
    }

    @Test
    void eachFieldThatDoesNotVaryMustBeThere() {
        assertThat(match("GET /x HTTP/1.1\r\nX-Key: s3\r\nAccept: text/plain\r\n\r\n"))
                .isEqualTo(Pattern.WRONG);
        assertThat(match("GET /y HTTP/1.1\r\nX-Key: s3\r\nAccept: text/html\r\nAccept: text/plain\r\n\r\n"))
                .isEqualTo(Pattern.WRONG);
    }

    @Test
    void aHeadThatIsNotWholeMayBecomeIt() {
        String said = "GET /x HTTP/1.1\r\nX-Key: s3\r\nAccept: text/html\r\nAccept: text/plain\r\n\r\n";
        Inbox in = new Inbox();
        for (int i = 0; i < said.length(); i++) {
            assertThat(HEAD.match(in, new Bindings())).isEqualTo(Pattern.MORE);
            in.add(new byte[] {(byte) said.charAt(i)}, 0, 1);
        }
        assertThat(HEAD.match(in, new Bindings())).isEqualTo(said.length());
    }

    @Test
    void whatIsNoHeadIsWrongAtOnce() {
        assertThat(match("POST")).isEqualTo(Pattern.WRONG);
        assertThat(match("GET /x HTTP/1.1\n")).isEqualTo(Pattern.WRONG);
        assertThat(match("GET /x HTTP/1.1\r\nAccept: text/plain\n\n")).isEqualTo(Pattern.WRONG);
        assertThat(match("GET " + "x".repeat(1 << 18))).isEqualTo(Pattern.WRONG);
    }

    @Test
    void noSecretOfTheScriptIsShownNorAnyProof() {
        String said = "GET /x HTTP/1.1\r\nX-Key: s3\r\nAuthorization:Basic s3\r\nCookie: s3\r\nX: \\q\r\n\r\n";
        assertThat(HEAD.shown(said.getBytes(ISO_8859_1), new Bindings()))
                .containsExactly(
                        "GET /x HTTP/1.1",
                        "X-Key: ********",
                        "Authorization: ********",
                        "Cookie: ********",
                        "X: \\\\q",
                        "");
        HeadPattern token = head("GET /x?t=******** HTTP/1.1");
        assertThat(token.shown("GET /x?t=s3 HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1), new Bindings()))
                .containsExactly("GET /x?t=******** HTTP/1.1", "");
    }

    @Test
    void theContentIsAsLongAsTheHeadSays() {
        assertThat(length("Content-Length: 12")).hasValue(12);
        assertThat(length("content-length:12")).hasValue(12);
        assertThat(length("X: y")).hasValue(0);
        assertThat(length("Content-Length: twelve")).hasValue(0);
        assertThat(length("Transfer-Encoding: gzip, chunked")).isEmpty();
    }

    private static OptionalLong length(String field) {
        return HeadPattern.length(("POST / HTTP/1.1\r\n" + field + "\r\n\r\n").getBytes(ISO_8859_1));
    }

    private static int match(String said) {
        return HEAD.match(PatternTest.inbox(said), new Bindings());
    }

    private static HeadPattern head(String request, String... fields) {
        Variations variations = new Variations(new ScriptParts.Rules(List.of(), List.of(), false, false));
        List<HeadPattern.Wanted> wanted = Arrays.stream(fields)
                .map(field -> {
                    String name = field.substring(0, field.indexOf(':'));
                    return new HeadPattern.Wanted(name, field, variations.of(field, false), variations.varies(name));
                })
                .toList();
        return new HeadPattern(variations.of(request, false), wanted);
    }
}
