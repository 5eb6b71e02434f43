package protocols.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protocols.Content;
import protocols.Credentials;
import protocols.Fault;
import protocols.Script;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.Scripted;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ScriptedHttpTest {

    private static final String REQUEST =
            """
            C: GET /a HTTP/1.1
            C: Host: localhost:${port}
            C: User-Agent: protocols
            C:
            """;
    private static final String CHUNKED = REQUEST
            + """
            S: HTTP/1.1 200 OK
            S: Transfer-Encoding: chunked
            S:
            S: 5
            S: hello
            S: 0
            S: T: trailer
            S:
            """;
    private static final String POST =
            """
            C: POST /a HTTP/1.1
            C: Host: localhost:${port}
            C: User-Agent: protocols
            C: Content-Length: 1
            C:
            C: x\\
            S: HTTP/1.1 200 OK
            S: Content-Length: 5
            S:
            S: hello\\
            """;

    private static Http http(Scripted server) {
        return Http.at("http://localhost:" + server.port() + "/a");
    }

    @ParameterizedTest
    @EnumSource(Script.Pieces.class)
    void itDoesNotMatterHowTheBytesArrive(Script.Pieces mode) throws IOException {
        try (Scripted server =
                        Scripted.play(Scripted.of(CHUNKED + CHUNKED + POST).pieces(mode));
                HttpSession http = http(server).connect()) {
            for (int i = 0; i < 2; i++) {
                Response response = http.get("/a").send();
                assertThat(response.text()).isEqualTo("hello");
                assertThat(response.trailers().first("t")).contains("trailer");
            }
            assertThat(http.post("/a").body("x").send().text()).isEqualTo("hello");
        }
    }

    @Test
    void aKeptConnectionThatTheServerClosedIsReplacedEvenForAPost() throws IOException {
        try (Scripted server = Scripted.play(
                        Scripted.of(CHUNKED + "* gap\n* closed by peer\n").then(Transcript.parse(POST)));
                HttpSession http = http(server).connect()) {
            assertThat(http.get("/a").send().text()).isEqualTo("hello");
            server.goOn();
            assertThat(http.post("/a").body("x").send().text()).isEqualTo("hello");
        }
    }

    @Test
    void aResetAfterAPostLeavesItsOutcomeOpen() throws IOException {
        try (Scripted server =
                Scripted.play(Scripted.of(POST).fault(Fault.reset().after(3)))) {
            Call post = http(server).post().body("x");
            assertThatThrownBy(post::send).isInstanceOf(WireException.OutcomeUnknown.class);
        }
    }

    /** The answer came first, then a reset, as the server left the rest of the content unread (RFC 9112 section 9.5). */
    @Test
    void anAnswerInTheMiddleOfTheContentIsTheAnswer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> refuseAfter(server, 100_000));
            peer.start();
            Content endless = Content.stream(new ZeroStream(1L << 30), 1L << 30);
            Response response = Http.at("http://localhost:" + server.getLocalPort() + "/a")
                    .post()
                    .body(endless)
                    .send();
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.text()).isEqualTo("large");
            peer.join();
        }
    }

    private static void refuseAfter(ServerSocket server, int bytes) {
        try (Socket client = server.accept()) {
            client.getInputStream().readNBytes(bytes);
            client.getOutputStream()
                    .write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\nConnection: close\r\n\r\nlarge"
                            .getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many zeros. */
    private static final class ZeroStream extends InputStream {
        private long left;

        ZeroStream(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int n = (int) Math.min(left, length);
            left -= n;
            return n == 0 ? -1 : n;
        }
    }

    @Test
    void aSilentServerIsLeftInTime() throws IOException {
        try (Scripted server =
                Scripted.play(Scripted.of(CHUNKED).fault(Fault.stall().after(10)))) {
            assertThatThrownBy(() ->
                            http(server).timeout(Duration.ofMillis(150)).get().send())
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("GET /a");
        }
        try (Scripted server =
                Scripted.play(Scripted.of(CHUNKED).fault(Fault.stall().after(55)))) {
            Response response =
                    http(server).idleTimeout(Duration.ofSeconds(1)).get().send();
            assertThatThrownBy(response::text).isInstanceOf(WireException.TimedOut.class);
        }
    }

    @Test
    void aBodyUntilCloseUnderTlsMustBeClosedInFull() throws IOException {
        String dialogue = "* tls\n" + REQUEST + "S: HTTP/1.1 200 OK\nS:\nS: all of it\n* closed by peer\n";
        try (Scripted server = Scripted.play(dialogue)) {
            Http https = Http.at("https://localhost:" + server.port() + "/a").trust(server.trust());
            assertThat(https.get().send().text()).isEqualTo("all of it\r\n");
        }
        try (Scripted server =
                Scripted.play(Scripted.of(dialogue).fault(Fault.tear().after(25)))) {
            Http https = Http.at("https://localhost:" + server.port() + "/a").trust(server.trust());
            assertThatThrownBy(() -> https.get().send().text()).isInstanceOf(WireException.Insecure.class);
        }
    }

    @Test
    void credentialsDoNotGoOutInTheClear() throws IOException {
        try (Scripted server = Scripted.play("* closed\n")) {
            Http http = Http.at("http://example.org:" + server.port() + "/a")
                    .via((endpoint, deadline) -> protocols.net.Connector.direct()
                            .open(
                                    new protocols.net.Endpoint("127.0.0.1", server.port(), endpoint.transport()),
                                    deadline));
            assertThatThrownBy(() -> http.credentials(Credentials.password("alice", "secret"))
                            .get()
                            .send())
                    .isInstanceOf(WireException.Insecure.class);
        }
    }
}
