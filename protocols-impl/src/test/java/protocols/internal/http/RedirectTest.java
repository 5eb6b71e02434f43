package protocols.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.Content;
import protocols.Credentials;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Call;
import protocols.http.Http;
import protocols.http.Response;

class RedirectTest {

    private static final String DONE = "HTTP/1.1 204 No Content";

    /** A request without content on a channel of its own number, and what is answered. */
    private static String exchange(int channel, String request, String host, String... answer) {
        String c = channel == 1 ? "C: " : "C" + channel + ": ";
        String s = channel == 1 ? "S: " : "S" + channel + ": ";
        StringBuilder out = new StringBuilder();
        out.append(c)
                .append(request)
                .append(" HTTP/1.1\n")
                .append(c)
                .append("Host: ")
                .append(host);
        out.append('\n')
                .append(c)
                .append("User-Agent: protocols\n")
                .append(c.trim())
                .append('\n');
        for (String line : answer) {
            out.append(s).append(line).append('\n');
        }
        return out.append(s.trim()).append('\n').toString();
    }

    private static String moved(int status, String location) {
        return "HTTP/1.1 " + status + " Moved\nS: Content-Length: 0\nS: Location: " + location;
    }

    private static Http over(Http http, String dialogue) {
        return http.via(Transcript.parse(dialogue).replay());
    }

    @Test
    void aRedirectIsAnAnswerUnlessFollowed() throws IOException {
        Response response = over(Http.at("http://h/a"), exchange(1, "GET /a", "h", moved(302, "/b")))
                .get()
                .send();
        assertThat(response.status()).isEqualTo(302);
    }

    @Test
    void aRedirectWithinThePeerUsesItsConnection() throws IOException {
        String dialogue = exchange(1, "GET /x/a?q", "h", moved(302, "../b c\\xc3\\xa9#top"))
                + exchange(1, "GET /b%20c%c3%a9", "h", DONE);
        Response response =
                over(Http.at("http://h/x/a?q").follow(1), dialogue).get().send();
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.url()).hasToString("http://h/b%20c%c3%a9");
        assertThat(response.stats().roundTrips()).isEqualTo(2);
    }

    @Test
    void onePastTheNumberIsAnError() {
        String dialogue = exchange(1, "GET /", "h", moved(301, "/")).repeat(3);
        assertThatThrownBy(() ->
                        over(Http.at("http://h/").follow(2), dialogue).get().send())
                .isInstanceOf(WireException.LimitExceeded.class)
                .hasMessageContaining("redirects 2");
    }

    @Test
    void credentialsAndSecretsStayWithTheirPeer() throws IOException {
        String first =
                """
                C: GET / HTTP/1.1
                C: Host: localhost
                C: Authorization: Bearer ********
                C: Cookie: ********
                C: X: y
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 302 Found
                S: Content-Length: 0
                S: Location: http://localhost:81/
                S:
                C2: GET / HTTP/1.1
                C2: Host: localhost:81
                C2: X: y
                C2: User-Agent: protocols
                C2:
                S2: HTTP/1.1 204 No Content
                S2:
                """;
        Http http = Http.at("http://localhost/")
                .header("Authorization", "Bearer token-1")
                .header("Cookie", "a=b")
                .header("X", "y")
                .follow(5);
        assertThat(over(http, first).get().send().status()).isEqualTo(204);
        String basic = first.replace("C: Authorization: Bearer ********\nC: Cookie: ********\n", "")
                .replace("C: User-Agent: protocols\n", "C: User-Agent: protocols\nC: Authorization: Basic ********\n");
        Http login = Http.at("http://localhost/")
                .credentials(Credentials.password("u", "pass-word"))
                .header("X", "y")
                .follow(5);
        assertThat(over(login, basic).get().send().status()).isEqualTo(204);
    }

    @Test
    void fromHttpsToHttpIsRefused() {
        String dialogue = "* connected h:443 tcp\n* tls x\n" + exchange(1, "GET /", "h", moved(301, "http://h/"));
        assertThatThrownBy(() ->
                        over(Http.at("https://h/").follow(5), dialogue).get().send())
                .isInstanceOf(WireException.Insecure.class)
                .hasMessageContaining("from https to http");
    }

    @Test
    void toSomethingElseThanHttpIsMalformed() {
        assertThatThrownBy(() -> over(
                                Http.at("http://h/").follow(5),
                                exchange(1, "GET /", "h", moved(301, "file:///etc/passwd")))
                        .get()
                        .send())
                .isInstanceOf(WireException.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET",
        "302, POST, GET",
        "303, POST, GET",
        "303, PUT, GET",
        "301, PUT, PUT",
        "302, DELETE, DELETE",
        "303, HEAD, HEAD",
        "307, POST, POST",
        "308, POST, POST",
    })
    void theMethodChangesAsTheStatusSays(int status, String before, String after) throws IOException {
        String first = "C: " + before + " /a HTTP/1.1\nC: Host: h\nC: Content-Type: t/t\nC: User-Agent: protocols\n"
                + "C: Content-Length: 1\nC:\nC: x\\\nS: " + moved(status, "/b") + "\nS:\n";
        String second = after.equals("GET")
                ? exchange(1, "GET /b", "h", DONE)
                : first.substring(0, first.indexOf("S:")).replace("/a", "/b") + "S: " + DONE + "\nS:\n";
        Call call = over(Http.at("http://h/a").follow(1), first + second)
                .request(before)
                .header("Content-Type", "t/t")
                .body("x");
        assertThat(call.send().status()).isEqualTo(204);
    }

    @Test
    void contentThatCanBeSentOnceIsNotSentTwice() throws IOException {
        String first = "C: POST / HTTP/1.1\nC: Host: h\nC: User-Agent: protocols\nC: Content-Length: 1\nC:\nC: x\\\nS: "
                + moved(307, "/b") + "\nS:\n";
        Content once = Content.stream(new ByteArrayInputStream(new byte[] {'x'}), 1);
        assertThat(over(Http.at("http://h/").follow(3), first)
                        .post()
                        .body(once)
                        .send()
                        .status())
                .isEqualTo(307);
    }
}
