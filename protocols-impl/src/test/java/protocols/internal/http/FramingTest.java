package protocols.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Limits;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Http;
import protocols.http.HttpSession;

/** One response a line, {@code |} for a line's end: what other clients let pass and this one does not, and its borders. */
class FramingTest {

    private static final String REQUEST = "C: GET / HTTP/1.1\nC: Host: h\nC: User-Agent: protocols\nC:\n";

    private static String body(String response) throws IOException {
        return body(response, Limits.DEFAULT);
    }

    private static String body(String response, Limits limits) throws IOException {
        String dialogue = REQUEST + "S: " + response.replace("|", "\\x0d\\x0a") + "\\\n* closed by peer\n";
        return Http.at("http://h/")
                .limits(limits)
                .via(Transcript.parse(dialogue).replay())
                .get()
                .send()
                .text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Foo: bar\\x0dContent-Length: 5||hello",
                "HTTP/1.1 200 OK\\x0d\\x0dContent-Length: 4||hello",
                "HTTP/1.1 200\\x0d|Content-Length: 5||hello",
                "HTTP/1.1 200 OK\\x0aContent-Length: 5||hello",
                "HTTP/1.1 200 OK|Content-Length: 5\\x0a\\x0ahello",
                "HTTP/1.1 200 OK|Foo: bar|\\x20folded|Content-Length: 5||hello",
                "HTTP/1.1 200 OK|\\x20folded: first|Content-Length: 5||hello",
                "HTTP/1.1 200 OK|no colon|Content-Length: 5||hello",
                "HTTP/1.1 200 OK|: no name|Content-Length: 5||hello",
                "HTTP/1.1 200 OK|Content-Length : 5||hello",
                "HTTP/1.1 200 OK|Content-Length: 5|X: a\\x00b||hello",
                "HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 5||hello",
                "HTTP/1.1 200 OK|Content-Length: 5, 6||hello",
                "HTTP/1.1 200 OK|Content-Length: 5,||hello",
                "HTTP/1.1 200 OK|Content-Length: -5||hello",
                "HTTP/1.1 200 OK|Content-Length: +5||hello",
                "HTTP/1.1 200 OK|Content-Length: 5 5||hello",
                "HTTP/1.1 200 OK|Content-Length: 0x5||hello",
                "HTTP/1.1 200 OK|Content-Length:||hello",
                "HTTP/1.1 200 OK|Content-Length: 18446744073709551621||hello",
                "HTTP/1.1 200 OK|Content-Length: 9223372036854775808||hello",
                "HTTP/1.1 200 OK|Content-Length: 5|Transfer-Encoding: chunked||5|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||5|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked, identity||5|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: chunked||5|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: xchunked||5|hello|0||",
                "HTTP/1.0 200 OK|Transfer-Encoding: chunked||5|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||10000000000000005|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5 garbage|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|helloXX0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||+5|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-5|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0x5|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5\\x0ahello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;a\\x0db|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello\\x0a0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0|bad trailer||",
                "HTTP/1.9x200 OK|Content-Length: 5||hello",
                "HTTP/1.1 2000 OK|Content-Length: 5||hello",
                "HTTP/1.1 20 OK|Content-Length: 5||hello",
                "HTTP/1.1 099 OK|Content-Length: 5||hello",
                "HTTP/1.1  200 OK|Content-Length: 5||hello",
                "HTTP/2 200 OK|Content-Length: 5||hello",
                "http/1.1 200 OK|Content-Length: 5||hello",
                "HTTP/1.1 101 Switching Protocols|Upgrade: x||",
                "|HTTP/1.1 200 OK|Content-Length: 5||hello",
                "220 mail.example.org ESMTP|",
            })
    void whatTheGrammarDoesNotAllowIsRefused(String response) {
        assertThatThrownBy(() -> body(response)).isInstanceOf(WireException.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 5||hell",
                "HTTP/1.1 200 OK|Content-Length: 5||",
                "HTTP/1.1 200 OK|Content-Length: 5|",
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||100000000|hello",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0|Tra",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||",
            })
    void whatIsCutShortIsNotTakenForTheWhole(String response) {
        assertThatThrownBy(() -> body(response)).isInstanceOf(WireException.Hangup.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200|Content-Length: 5||hello",
                "HTTP/1.1 200 |Content-Length: 5||hello",
                "HTTP/1.1 200 OK|content-length:5||hello",
                "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 5||hello",
                "HTTP/1.1 200 OK|Content-Length: 5, 05||hello",
                "HTTP/1.1 200 OK|Transfer-Encoding: Chunked||5|hello|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0000005 ; a=b|hello|000||",
                "HTTP/1.1 200 OK||hello",
                "HTTP/1.0 200 OK|Content-Length: 5||hello",
            })
    void whatTheGrammarAllowsIsRead(String response) throws IOException {
        assertThat(body(response)).isEqualTo("hello");
    }

    @Test
    void aBodyWhereNoneMayBeEndsTheConnection() throws IOException {
        String again = REQUEST.replace("C:", "C2:") + "S2: HTTP/1.1 200 OK\nS2: Content-Length: 0\nS2:\n";
        String dialogue = REQUEST + "S: HTTP/1.1 204 No Content\nS: Content-Length: 5\nS:\n" + again;
        try (HttpSession http =
                Http.at("http://h/").via(Transcript.parse(dialogue).replay()).connect()) {
            assertThat(http.get("/").send().bytes()).isEmpty();
            assertThat(http.get("/").send().status()).isEqualTo(200);
        }
    }

    @Test
    void bytesThatNobodyAskedForAreNotTheNextResponse() throws IOException {
        String again = REQUEST.replace("C:", "C2:") + "S2: HTTP/1.1 200 OK\nS2: Content-Length: 5\nS2:\nS2: right\\\n";
        String dialogue =
                REQUEST + "S: HTTP/1.1 200 OK\nS: Content-Length: 1\nS:\nS: xHTTP/1.1 200 OK\\x0d\\x0a\\\n" + again;
        try (HttpSession http =
                Http.at("http://h/").via(Transcript.parse(dialogue).replay()).connect()) {
            assertThat(http.get("/").send().text()).isEqualTo("x");
            assertThat(http.get("/").send().text()).isEqualTo("right");
        }
    }

    @Test
    void eachLimitHoldsAtItsCapAndOnePast() throws IOException {
        String length = "Content-Length: 5|";
        String head = "HTTP/1.1 200 OK|" + length;
        Limits line = Limits.DEFAULT.line(40);
        assertThat(body(head + "X: " + "x".repeat(37) + "||hello", line)).isEqualTo("hello");
        assertTooMuch("line", head + "X: " + "x".repeat(38) + "||hello", line);
        assertTooMuch("line", head + "X: " + "x".repeat(39), line);
        Limits fields = Limits.DEFAULT.fields(20);
        assertThat(body(head + "X: y|".repeat(19) + "|hello", fields)).isEqualTo("hello");
        assertTooMuch("fields", head + "X: y|".repeat(20) + "|hello", fields);
        String chunked = "HTTP/1.1 200 OK|Transfer-Encoding: chunked||";
        assertThat(body(chunked + "5;" + "x".repeat(255) + "|hello|0||")).isEqualTo("hello");
        assertTooMuch("chunk extension", chunked + "5;" + "x".repeat(256) + "|hello|0||", Limits.DEFAULT);
        assertTooMuch("chunk extension", chunked + "5;" + "x".repeat(300), Limits.DEFAULT);
        assertTooMuch("fields", chunked + "5|hello|0|" + "X: y|".repeat(21) + "|", fields);
    }

    @Test
    void theHeadAsAWholeIsBounded() throws IOException {
        int cap = 100;
        String start = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: \r\n\r\n";
        String fits = "HTTP/1.1 200 OK|Content-Length: 5|X: " + "x".repeat(cap - start.length()) + "||hello";
        assertThat(body(fits, Limits.DEFAULT.reply(cap))).isEqualTo("hello");
        assertTooMuch("reply", fits.replace("X: ", "X: x"), Limits.DEFAULT.reply(cap));
    }

    private static void assertTooMuch(String limit, String response, Limits limits) {
        assertThatThrownBy(() -> body(response, limits))
                .isInstanceOf(WireException.LimitExceeded.class)
                .hasMessageContaining(limit);
    }

    /** RFC 9113 section 3.4: its server speaks first, in a frame of settings with any or none in it. */
    @ParameterizedTest
    @ValueSource(strings = {"\\x00\\x00\\x00\\x04", "\\x00\\x00\\x06\\x04", "\\x00\\x01\\x0a\\x04"})
    void aServerThatSpeaksHttp2OnlyIsNamed(String frame) {
        assertThatThrownBy(() -> body(frame + "\\x00\\x00\\x00\\x00\\x00\\x00\\x03\\x00\\x00\\x00\\x64"))
                .isInstanceOf(WireException.Unsupported.class)
                .hasMessageContaining("HTTP/2 only");
    }
}
