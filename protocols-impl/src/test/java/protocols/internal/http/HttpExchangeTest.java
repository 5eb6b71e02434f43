package protocols.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import protocols.Content;
import protocols.Credentials;
import protocols.Limits;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Headers;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Response;

class HttpExchangeTest {

    private static final String HELLO =
            """
            C: GET /a HTTP/1.1
            C: Host: example.org
            C: User-Agent: protocols
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 5
            S:
            S: hello\\
            """;

    private static Http get(String dialogue) {
        return over(Http.at("http://example.org/a"), dialogue);
    }

    private static Http over(Http http, String dialogue) {
        return http.via(Transcript.parse(dialogue).replay());
    }

    @Test
    void aGetIsOneRoundTripAndItsBodyIsTheContent() throws IOException {
        Response response = get(HELLO).get().send();
        assertThat(response.text()).isEqualTo("hello");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.reason()).isEqualTo("OK");
        assertThat(response.version()).isEqualTo("HTTP/1.1");
        assertThat(response.stats().roundTrips()).isEqualTo(1);
    }

    @Test
    void headersKeepTheirOrderCaseAndRepetition() throws IOException {
        Response response =
                get("""
                C: GET /a HTTP/1.1
                C: Host: example.org
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 404 Not  Here
                S: X-b:1
                S: x-A:  two words \\x09
                S: X-B: 3
                S: Empty:
                S: Content-Length: 0
                S:
                """)
                        .get()
                        .send();
        assertThat(response.reason()).isEqualTo("Not  Here");
        assertThat(response.headers().fields())
                .containsExactly(
                        new Headers.Field("X-b", "1"),
                        new Headers.Field("x-A", "two words"),
                        new Headers.Field("X-B", "3"),
                        new Headers.Field("Empty", ""),
                        new Headers.Field("Content-Length", "0"));
        assertThat(response.headers().all("x-B")).containsExactly("1", "3");
        assertThat(response.bytes()).isEmpty();
    }

    @Test
    void chunksAreJoinedAndTrailersReadBehindThem() throws IOException {
        Response response =
                get("""
                C: GET /a HTTP/1.1
                C: Host: example.org
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 200 OK
                S: Transfer-Encoding: chunked
                S:
                S: 5;name="value"
                S: hello
                S: 00A
                S: , world!!!
                S: 0
                S: Digest: abc
                S:
                """)
                        .get()
                        .send();
        assertThat(response.trailers().size()).isZero();
        assertThat(response.text()).isEqualTo("hello, world!!!");
        assertThat(response.trailers().first("digest")).contains("abc");
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() throws IOException {
        Response response =
                get("""
                C: GET /a HTTP/1.1
                C: Host: example.org
                C: User-Agent: protocols
                C:
                S: HTTP/1.0 200 OK
                S:
                S: all of it
                * closed by peer
                """)
                        .get()
                        .send();
        assertThat(response.text()).isEqualTo("all of it\r\n");
    }

    @Test
    void aHeadHasNoBodyWhateverItsLengthSays() throws IOException {
        Response response = over(
                        Http.at("http://example.org:8080/"),
                        """
                C: HEAD / HTTP/1.1
                C: Host: example.org:8080
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 200 OK
                S: Content-Length: 1000
                S:
                """)
                .head()
                .send();
        assertThat(response.bytes()).isEmpty();
        assertThat(response.header("Content-Length")).contains("1000");
    }

    @Test
    void informationalResponsesAreNotTheAnswer() throws IOException {
        String early = "S: HTTP/1.1 103 Early Hints\nS: Link: </x>\nS:\n";
        String head = "C: GET /a HTTP/1.1\nC: Host: example.org\nC: User-Agent: protocols\nC:\n";
        String end = "S: HTTP/1.1 204 No Content\nS:\n";
        assertThat(get(head + early.repeat(8) + end).get().send().status()).isEqualTo(204);
        assertThatThrownBy(() -> get(head + early.repeat(9) + end).get().send())
                .isInstanceOf(WireException.LimitExceeded.class);
    }

    @Test
    void contentOfAKnownLengthAndInChunksLeavesWithItsHead() throws IOException {
        String answer = "S: HTTP/1.1 201 Created\nS: Content-Length: 0\nS:\n";
        Http http = Http.at("http://example.org/f").header("Content-Type", "text/plain");
        Response known = over(
                        http,
                        """
                C: POST /f HTTP/1.1
                C: Host: example.org
                C: Content-Type: text/plain
                C: User-Agent: protocols
                C: Content-Length: 6
                C:
                C: h\u00e9llo\\
                """
                                + answer)
                .post()
                .body("h\u00e9llo")
                .send();
        assertThat(known.status()).isEqualTo(201);
        assertThat(known.stats().roundTrips()).isEqualTo(1);
        Content unknown = Content.stream(new ByteArrayInputStream("0123456789abcdefX".getBytes(UTF_8)));
        Response chunked = over(
                        http,
                        """
                C: POST /f HTTP/1.1
                C: Host: example.org
                C: Content-Type: text/plain
                C: User-Agent: protocols
                C: Transfer-Encoding: chunked
                C:
                C: 11
                C: 0123456789abcdefX
                C: 0
                C:
                """
                                + answer)
                .post()
                .body(unknown)
                .send();
        assertThat(chunked.stats().roundTrips()).isEqualTo(1);
    }

    @Test
    void contentThatEndsEarlyIsNotTakenForTheWhole() {
        Content content = Content.stream(new ByteArrayInputStream(new byte[3]), 4);
        assertThatThrownBy(() -> over(Http.at("http://example.org/f"), "* connected x\n")
                        .put()
                        .body(content)
                        .send())
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("after 3 of 4 bytes");
    }

    @Test
    void secretsAreSentAndNeverShown() throws IOException {
        Http http = Http.at("http://127.0.0.1/a")
                .credentials(Credentials.password("Aladdin", "open sesame"))
                .header("Cookie", "id=geheim99")
                .header("X-Key", Secret.of("key-4711"));
        Response response = over(
                        http,
                        """
                C: GET /a HTTP/1.1
                C: Host: 127.0.0.1
                C: Cookie: ********
                C: X-Key: ********
                C: User-Agent: protocols
                C: Authorization: Basic ********
                C:
                S: HTTP/1.1 401 key-4711?
                S: Content-Length: 0
                S:
                """)
                .get()
                .send();
        assertThat(response.transcript().toString())
                .contains("C: Cookie: ********\n", "C: Authorization: Basic ********\n", "401 ********?")
                .doesNotContain("sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ", "geheim99", "key-4711");
    }

    @Test
    void aCookieIsAPasswordToo() throws IOException {
        Response response = over(
                        Http.at("http://127.0.0.1/a"),
                        """
                C: GET /a HTTP/1.1
                C: Host: 127.0.0.1
                C: User-Agent: protocols
                C:
                S: HTTP/1.1 204 No Content
                S: Set-Cookie: sid=31d4d96e407aad42; Path=/; HttpOnly
                S: set-cookie:b2lw
                S: Set-Cookie-Policy: none=1
                S:
                """)
                .get()
                .send();
        assertThat(response.headers().all("Set-Cookie"))
                .containsExactly("sid=31d4d96e407aad42; Path=/; HttpOnly", "b2lw");
        assertThat(response.transcript().toString())
                .contains(
                        "S: Set-Cookie: sid=********; Path=/; HttpOnly\n",
                        "S: set-cookie:********\n",
                        "S: Set-Cookie-Policy: none=1\n");
    }

    @Test
    void aBodyLongerThanItsCapIsNotHeldInMemory() throws IOException {
        assertThat(get(HELLO).limits(Limits.DEFAULT.body(5)).get().send().bytes())
                .hasSize(5);
        assertThatThrownBy(() ->
                        get(HELLO).limits(Limits.DEFAULT.body(4)).get().send().bytes())
                .isInstanceOf(WireException.LimitExceeded.class)
                .hasMessageContaining("example.org:80")
                .hasMessageContaining("body 4");
    }

    @Test
    void textIsReadInItsCharset() throws IOException {
        String dialogue = HELLO.replace(
                        "Content-Length: 5", "Content-Length: 1\nS: content-type: text/plain; CharSet=\"iso-8859-1\"")
                .replace("hello", "\\\\xe9".substring(1));
        assertThat(get(dialogue).get().send().text()).isEqualTo("\u00e9");
    }

    @Test
    void aSessionSendsOneRequestAfterTheOtherOnOneConnection() throws IOException {
        try (HttpSession http = get(HELLO + HELLO + HELLO).connect()) {
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(http.get("a").send().writeTo(out).bytes()).isEqualTo(5);
            http.get("/a").send().close();
            assertThat(http.stats().roundTrips()).isEqualTo(3);
        }
    }

    @Test
    void aBodyThatWasNotReadForbidsTheNextRequest() throws IOException {
        try (HttpSession http = get(HELLO + HELLO).connect()) {
            Response first = http.get("/a").send();
            assertThatThrownBy(() -> http.get("/a").send()).isInstanceOf(IllegalStateException.class);
            assertThat(first.text()).isEqualTo("hello");
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
        }
    }

    @Test
    void aServerThatSaysItClosesIsAskedOnANewConnection() throws IOException {
        String closing = HELLO.replace("S: Content", "S: Connection: close\nS: Content");
        try (HttpSession http = get(closing + second(HELLO)).connect()) {
            http.get("/a").send().text();
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
            assertThat(http.transcript().toString()).contains("C2: GET /a HTTP/1.1");
        }
    }

    @Test
    void aStaleConnectionIsNoticedWithoutARoundTrip() throws IOException {
        try (HttpSession http =
                get(HELLO + "* closed by peer\n" + second(HELLO)).connect()) {
            http.get("/a").send().text();
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
            assertThat(http.stats().roundTrips()).isEqualTo(2);
        }
    }

    @Test
    void aGetThatBrokeBeforeItsAnswerIsRepeatedOnce() throws IOException {
        String broken = HELLO.substring(0, HELLO.indexOf("S:")) + "* closed by peer\n";
        try (HttpSession http = get(HELLO + broken + second(HELLO)).connect()) {
            http.get("/a").send().text();
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
        }
        try (HttpSession http = get(HELLO + broken + second(broken)).connect()) {
            http.get("/a").send().text();
            assertThatThrownBy(() -> http.get("/a").send()).isInstanceOf(WireException.Hangup.class);
        }
    }

    @Test
    void aPostThatBrokeIsNotRepeatedAndItsOutcomeUnknown() throws IOException {
        String post =
                """
                C: POST /b HTTP/1.1
                C: Host: example.org
                C: User-Agent: protocols
                C: Content-Length: 1
                C:
                C: x\\
                * closed by peer
                """;
        try (HttpSession http = get(HELLO + post + second(HELLO)).connect()) {
            http.get("/a").send().text();
            assertThatThrownBy(() -> http.post("/b").body("x").send())
                    .isInstanceOf(WireException.OutcomeUnknown.class)
                    .hasCauseInstanceOf(WireException.Hangup.class)
                    .hasMessageContaining("POST");
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
        }
    }

    @Test
    void fieldsOfTheClientGoOutWithEachRequestOfItsSession() throws IOException {
        String dialogue =
                """
                C: GET /a HTTP/1.1
                C: Host: example.org
                C: Accept: b
                C: Own: 1
                C: Language: l
                C: User-Agent: me
                C:
                S: HTTP/1.1 204 No Content
                S:
                """;
        Http http = Http.at("http://example.org")
                .header("Accept", "a")
                .header("Language", "l")
                .header("User-Agent", "me");
        try (HttpSession session = over(http, dialogue).connect()) {
            assertThat(session.get("/a")
                            .header("Accept", "b")
                            .header("Own", "1")
                            .send()
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void aSessionGoesToItsOwnOriginAlone() throws IOException {
        try (HttpSession http = get(HELLO).connect()) {
            assertThatThrownBy(() -> http.get("https://example.org/a").send())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(http.get("http://EXAMPLE.org:80/a").send().text()).isEqualTo("hello");
        }
    }

    /** The dialogue on a second connection. */
    private static String second(String dialogue) {
        return dialogue.replace("C:", "C2:").replace("S:", "S2:").replace("* closed", "*2 closed");
    }
}
