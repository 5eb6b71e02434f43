package protocols.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Trust;
import protocols.WireException;
import protocols.net.Connector;
import protocols.peers.ConnectProxy;
import protocols.peers.ScriptedServer;
import protocols.peers.TestCa;

/** What an {@link Http} value holds goes with each of its calls: a call that slipped past the proxy would be seen. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HttpValueTest {

    private static final String DIALOGUE =
            """
            * tls
            C: GET /b HTTP/1.1
            C: Host: localhost:${port}
            C: X-Of-All: 1
            C: User-Agent: protocols
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 5
            S:
            S: hello\\
            """;

    @TempDir
    private Path folder;

    private Http client(ScriptedServer server, ConnectProxy proxy) throws IOException {
        return Http.at("https://localhost:" + server.port() + "/a")
                .via(Connector.httpProxy("127.0.0.1", proxy.port()))
                .trust(Trust.pem(TestCa.shared().writeTo(folder)))
                .timeout(Duration.ofSeconds(5))
                .header("X-Of-All", "1");
    }

    @Test
    void aCallGoesThroughTheProxyWithTrustAndHeaderFields() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start();
                ScriptedServer server = ScriptedServer.of(DIALOGUE).start()) {
            String url = "/b";
            assertThat(client(server, proxy).get(url).send().text()).isEqualTo("hello");
            assertThat(proxy.requested()).containsExactly("localhost:" + server.port());
        }
    }

    @Test
    void aCallHasTheTimeout() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start();
                ScriptedServer server =
                        ScriptedServer.of(DIALOGUE).stallAfter(10).start()) {
            String url = "/b";
            Duration limit = Duration.ofMillis(300);
            assertThatThrownBy(
                            () -> client(server, proxy).timeout(limit).get(url).send())
                    .isInstanceOf(WireException.TimedOut.class);
        }
    }
}
