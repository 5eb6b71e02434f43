package protocols.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Http;

/** What an error shows of a response is one line of it, and no cookie: here the value of each is {@code geheim}. */
class ExcerptTest {

    private static final String REQUEST = "C: GET / HTTP/1.1\nC: Host: h\nC: User-Agent: protocols\nC:\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|X-Bad|Set-Cookie: sid=geheim||",
                "HTTP/1.1 200 OK|: no name|Set-Cookie: sid=geheim||",
                "HTTP/1.1 200 OK|X: a\\x00b|Set-Cookie: sid=geheim||",
                "HTTP/1.1 200 OK|X: a\\x0aSet-Cookie: sid=geheim||",
                "HTTP/1.1 200 OK|X: a\\x0dSet-Cookie: sid=geheim||",
                "HTTP/1.1 200 OK|Set-Cookie : sid=geheim||",
                "HTTP/1.1 200 OK|Set-Cookie: sid=geheim\\x0aX: y||",
                "HTTP/1.1 200 OK|Set-Cookie: geheim\\x00||",
                "HTTP/1.1 200 OK|set-cookie: sid=geheim\\x07; Path=/||",
                "HTTP/1.1 200 OK|Set-Cookie:|\\x20sid=geheim||",
                "HTTP/1.1 200 OK|Set-Cookie|||",
                "HTTP/1.1 2x0 OK|Set-Cookie: sid=geheim||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x|Set-Cookie: sid=geheim||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|Set-Cookie : sid=geheim||",
            })
    void endsWithItsLineAndShowsNoCookie(String response) {
        WireException fault = fault(response);

        assertThat(fault).isInstanceOf(WireException.Malformed.class);
        assertThat(fault.getMessage()).doesNotContain("geheim");
        assertThat(((WireException.Malformed) fault).excerpt()).doesNotContain("geheim", "\\x0d\\x0a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Set-Cookie : sid=geheim||",
                "HTTP/1.1 200 OK|Set-Cookie\\x09: sid=geheim; Path=/||",
                "HTTP/1.1 200 OK|Set-Cookie:|\\x20sid=geheim||",
                "HTTP/1.1 200 OK|Set-Cookie: sid=geheim\\x0aX: y||",
            })
    void neitherDoesTheTranscriptOfABrokenOne(String response) {
        assertThat(fault(response).transcript().toString())
                .contains("Set-Cookie")
                .doesNotContain("geheim");
    }

    @Test
    void aLongLineIsNotCutWithinASecret() {
        for (int before = 180; before < 202; before++) {
            String dialogue =
                    "C: GET / HTTP/1.1\nC: Host: h\nC: Authorization: ********\nC: User-Agent: protocols\nC:\n"
                            + "S: HTTP/1.1 200 OK\nS: X-" + "x".repeat(before) + " zyxwvuts\nS:\n* closed by peer\n";
            WireException fault = catchThrowableOfType(WireException.class, () -> Http.at("http://h/")
                    .allowClearLogin()
                    .via(Transcript.parse(dialogue).replay())
                    .get()
                    .header("Authorization", Secret.of("zyxwvuts"))
                    .send());

            assertThat(fault).isInstanceOf(WireException.Malformed.class);
            assertThat(fault.getMessage()).doesNotContain("zy");
        }
    }

    @Test
    void aRefusalAndARedirectRepeatNoSecret() {
        for (String answer : new String[] {
            "S: HTTP/1.1 403 not with zyxwvuts\nS: Content-Length: 0\nS:\n",
            "S: HTTP/1.1 302 Found\nS: Location: mailto:zyxwvuts\nS: Content-Length: 0\nS:\n"
        }) {
            String dialogue =
                    "C: GET / HTTP/1.1\nC: Host: h\nC: Authorization: ********\nC: User-Agent: protocols\nC:\n"
                            + answer;
            WireException fault = catchThrowableOfType(WireException.class, () -> Http.at("http://h/")
                    .allowClearLogin()
                    .via(Transcript.parse(dialogue).replay())
                    .get()
                    .header("Authorization", Secret.of("zyxwvuts"))
                    .send()
                    .orThrow());

            assertThat(fault.getMessage()).contains("********").doesNotContain("zyx");
        }
    }

    private static WireException fault(String response) {
        String dialogue = REQUEST + "S: " + response.replace("|", "\\x0d\\x0a") + "\\\n* closed by peer\n";
        return catchThrowableOfType(WireException.class, () -> Http.at("http://h/")
                .via(Transcript.parse(dialogue).replay())
                .get()
                .send()
                .text());
    }
}
