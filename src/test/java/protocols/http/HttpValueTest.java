package protocols.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Fault;
import protocols.WireException;
import protocols.net.Connector;
import protocols.peers.ConnectProxy;
import protocols.peers.Scripted;

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

    private Http client(Scripted server, ConnectProxy proxy) throws IOException {
        return Http.at("https://localhost:" + server.port() + "/a")
                .via(Connector.httpProxy("127.0.0.1", proxy.port()))
                .trust(server.trust())
                .timeout(Duration.ofSeconds(5))
                .header("X-Of-All", "1");
    }

    @Test
    void aCallGoesThroughTheProxyWithTrustAndHeaderFields() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start();
                Scripted server = Scripted.play(DIALOGUE)) {
            String url = "/b";
            assertThat(client(server, proxy).get(url).send().text()).isEqualTo("hello");
            assertThat(proxy.requested()).containsExactly("localhost:" + server.port());
        }
    }

    @Test
    void aCallHasTheTimeout() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start();
                Scripted server =
                        Scripted.play(Scripted.of(DIALOGUE).fault(Fault.stall().after(10)))) {
            String url = "/b";
            Duration limit = Duration.ofSeconds(1);
            assertThatThrownBy(
                            () -> client(server, proxy).timeout(limit).get(url).send())
                    .isInstanceOf(WireException.TimedOut.class);
        }
    }
}
