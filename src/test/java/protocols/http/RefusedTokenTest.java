package protocols.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import protocols.Content;
import protocols.Credentials;
import protocols.Secret;
import protocols.peers.Scripted;

/** A token that is refused (RFC 6750 section 3.1): another one is asked for, once. */
class RefusedTokenTest {

    private static final String REFUSED =
            """
            C: GET /a HTTP/1.1
            C: Host: 127.0.0.1:${port}
            C: User-Agent: protocols
            C: Authorization: Bearer %s
            C:
            S: HTTP/1.1 401 Unauthorized
            S: WWW-Authenticate: Bearer error="invalid_token"
            S: Content-Length: 5
            S:
            S: stale\\
            """;

    private static final String TAKEN =
            """
            C: GET /a HTTP/1.1
            C: Host: 127.0.0.1:${port}
            C: User-Agent: protocols
            C: Authorization: Bearer %s
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 2
            S:
            S: ok\\
            """;

    private final Deque<String> tokens = new ArrayDeque<>();

    private Http at(Scripted server) {
        return Http.at("http://127.0.0.1:" + server.port())
                .credentials(Credentials.token("", () -> Secret.of(tokens.remove())));
    }

    @Test
    void anotherTokenIsTriedOnTheSameConnection() throws IOException {
        tokens.addAll(List.of("stale", "fresh", "fresh"));
        try (Scripted server = Scripted.play(
                        REFUSED.formatted("stale") + TAKEN.formatted("fresh") + TAKEN.formatted("fresh"));
                HttpSession http = at(server).connect()) {
            assertThat(http.get("/a").send().orThrow().text()).isEqualTo("ok");
            assertThat(http.get("/a").send().orThrow().text()).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(tokens).isEmpty();
        }
    }

    @Test
    void aSingleRequestTriesItAsWell() throws IOException {
        tokens.addAll(List.of("stale", "fresh"));
        try (Scripted server = Scripted.play(REFUSED.formatted("stale") + TAKEN.formatted("fresh"))) {
            assertThat(at(server).get("/a").send().orThrow().text()).isEqualTo("ok");
        }
    }

    @Test
    void thereIsNoThirdTry() throws IOException {
        tokens.addAll(List.of("stale", "staler", "unasked"));
        try (Scripted server = Scripted.play(REFUSED.formatted("stale") + REFUSED.formatted("staler"));
                HttpSession http = at(server).connect()) {
            Response refused = http.get("/a").send();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).isEqualTo("stale");
            assertThat(tokens).containsExactly("unasked");
        }
    }

    @Test
    void theSameTokenIsNotSentAgain() throws IOException {
        tokens.addAll(List.of("stale", "stale"));
        try (Scripted server = Scripted.play(REFUSED.formatted("stale"));
                HttpSession http = at(server).connect()) {
            Response refused = http.get("/a").send();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).isEqualTo("stale");
        }
    }

    @Test
    void contentThatIsGoneIsNotSentAgain() throws IOException {
        tokens.addAll(List.of("stale", "unasked"));
        try (Scripted server = Scripted.play(
                        """
                        C: POST /a HTTP/1.1
                        C: Host: 127.0.0.1:${port}
                        C: User-Agent: protocols
                        C: Authorization: Bearer stale
                        C: Content-Length: 3
                        C:
                        C: abc\\
                        S: HTTP/1.1 401 Unauthorized
                        S: Content-Length: 0
                        S:
                        """);
                HttpSession http = at(server).connect()) {
            Content once = Content.stream(new ByteArrayInputStream(new byte[] {'a', 'b', 'c'}), 3);
            assertThat(http.post("/a").body(once).send().status()).isEqualTo(401);
            assertThat(tokens).containsExactly("unasked");
        }
    }

    @Test
    void aSupplierThatFailsLeavesTheSessionForTheNextRequest() throws IOException {
        tokens.add("stale");
        try (Scripted server = Scripted.play(REFUSED.formatted("stale") + TAKEN.formatted("fresh"));
                HttpSession http = at(server).connect()) {
            assertThatThrownBy(() -> http.get("/a").send()).isInstanceOf(NoSuchElementException.class);
            tokens.add("fresh");
            assertThat(http.get("/a").send().orThrow().text()).isEqualTo("ok");
        }
    }
}
