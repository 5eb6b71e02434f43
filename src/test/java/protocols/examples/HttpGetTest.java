package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protocols.examples.ExampleProcess.Run;
import protocols.peers.ConnectProxy;
import protocols.peers.SocksProxy;

/** The program in a process of its own, against a server that says what it was asked. */
class HttpGetTest {

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/echo", exchange -> answer(exchange, 200, told(exchange)));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/echo/there");
            answer(exchange, 302, "moved\n");
        });
        server.createContext("/gone", exchange -> answer(exchange, 410, "it is gone\n"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String told(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + type + " [" + body + "]\n";
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Run run(String path, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(options));
        words.add("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new ExampleProcess(folder, "").run(HttpGet.class, words.toArray(String[]::new));
    }

    @Test
    void dataIsPostedAsAForm() throws Exception {
        assertThat(run("/echo/f?x=1", "-d", "a=1&b=2").ok())
                .isEqualTo("POST /echo/f?x=1 application/x-www-form-urlencoded [a=1&b=2]\n");
    }

    @Test
    void methodAndFieldsAreTheCallers() throws Exception {
        assertThat(run("/echo", "-X", "PUT", "-H", "Content-Type: text/plain", "-d", "é")
                        .ok())
                .isEqualTo("PUT /echo text/plain [é]\n");
    }

    @Test
    void aBodyGoesToAFile() throws Exception {
        Path file = folder.resolve("body");
        assertThat(run("/echo", "-o", file.toString()).ok()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo("GET /echo null []\n");
    }

    @Test
    void theHeadStandsBeforeTheBody() throws Exception {
        assertThat(run("/echo", "-i").ok())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nContent-length: 18\r\n")
                .endsWith("\r\n\r\nGET /echo null []\n");
    }

    @Test
    void redirectsAreFollowedOnlyIfAskedFor() throws Exception {
        assertThat(run("/moved").ok()).isEqualTo("moved\n");
        assertThat(run("/moved", "-L").ok()).isEqualTo("GET /echo/there null []\n");
    }

    @Test
    void anErrorOfTheServerIsStatusOneAndItsBodyIsPrinted() throws Exception {
        Run run = run("/gone");
        assertThat(run.out()).isEqualTo("it is gone\n");
        assertThat(run.err()).isEqualTo("410 Gone\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aProxyLeadsThere() throws Exception {
        String authority = "127.0.0.1:" + server.getAddress().getPort();
        try (SocksProxy socks = SocksProxy.start();
                ConnectProxy connect = ConnectProxy.start()) {
            assertThat(run("/echo", "--via", "socks5://127.0.0.1:" + socks.port())
                            .ok())
                    .isEqualTo("GET /echo null []\n");
            assertThat(socks.requested()).containsExactly(authority);
            assertThat(run("/echo", "--via", "http://127.0.0.1:" + connect.port())
                            .ok())
                    .isEqualTo("GET /echo null []\n");
            assertThat(connect.requested()).containsExactly(authority);
        }
    }

    @Test
    void wrongUsageIsStatusTwoAndSaysWhatIsWrong() throws Exception {
        Run run = run("/echo", "-H", "no colon");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("-H takes 'Name: value'").contains("--help");
        assertThat(run("/echo", "--via", "ftp://127.0.0.1").status()).isEqualTo(2);
        assertThat(run("/echo", "--nonsense").status()).isEqualTo(2);
    }
}
