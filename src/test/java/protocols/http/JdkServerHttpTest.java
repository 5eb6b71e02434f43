package protocols.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Content;
import protocols.Credentials;
import protocols.Progress;
import protocols.Sink;
import protocols.Transcript;
import protocols.Transfer;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class JdkServerHttpTest {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/echo", exchange -> answer(exchange, exchange.getRequestBody().readAllBytes()));
        server.createContext(
                        "/who",
                        exchange -> answer(
                                exchange, exchange.getPrincipal().getUsername().getBytes(UTF_8)))
                .setAuthenticator(new BasicAuthenticator("realm", UTF_8) {
                    @Override
                    public boolean checkCredentials(String user, String password) {
                        return user.equals("j\u00fcrgen") && password.equals("p:\u00e4ss");
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** In chunks, as this server does where no length is given. */
    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("X-Method", exchange.getRequestMethod());
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Http http() {
        return Http.at("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Test
    void contentComesBackAsItWasSent() throws IOException {
        byte[] large = new byte[300_000];
        large[299_999] = 1;
        try (HttpSession http = http().connect()) {
            for (Content content : new Content[] {
                Content.text("small"),
                Content.bytes(large),
                Content.stream(new ByteArrayInputStream(large)),
                Content.NONE
            }) {
                byte[] sent = content.isRepeatable() ? content.open().readAllBytes() : large;
                Response response = http.post("/echo").body(content).send();
                assertThat(response.header("X-Method")).contains("POST");
                assertThat(response.bytes()).isEqualTo(sent);
            }
            assertThat(http.transcript().toString()).doesNotContain("C2:");
        }
    }

    @Test
    void basicCredentialsAreUtf8AndAreAskedForOtherwise() throws IOException {
        assertThat(http().get("/who").send().status()).isEqualTo(401);
        assertThat(http().credentials(Credentials.password("j\u00fcrgen", "p:\u00e4ss"))
                        .get("/who")
                        .send()
                        .text())
                .isEqualTo("j\u00fcrgen");
    }

    @Test
    void aRecordedSessionReplays() throws IOException {
        Transcript recorded;
        try (HttpSession http = http().keep(Transcript.Keep.EVERYTHING).connect()) {
            http.post("/echo").body("one\r\ntwo").send().text();
            http.get("/echo").send().text();
            recorded = http.transcript();
        }
        try (HttpSession http =
                http().via(Transcript.parse(recorded.toString()).replay()).connect()) {
            assertThat(http.post("/echo").body("one\r\ntwo").send().text()).isEqualTo("one\r\ntwo");
            assertThat(http.get("/echo").send().text()).isEmpty();
        }
    }

    /** The boundary is another each time, and yet the recording replays: it holds what was drawn. */
    @Test
    void aRecordedFormReplays() throws IOException {
        Multipart form = Multipart.of().field("a", "1").file("f", "f.bin", "x/y", Content.bytes(new byte[70_000]));
        Transcript recorded;
        String first;
        try (HttpSession http = http().keep(Transcript.Keep.EVERYTHING).connect()) {
            first = http.post("/echo").multipart(form).send().text();
            assertThat(http.post("/echo").multipart(form).send().text())
                    .isNotEqualTo(first)
                    .hasSameSizeAs(first);
            recorded = http.transcript();
        }
        assertThat(first).contains("name=\"a\"\r\n\r\n1\r\n", "filename=\"f.bin\"\r\nContent-Type: x/y\r\n");
        try (HttpSession http =
                http().via(Transcript.parse(recorded.toString()).replay()).connect()) {
            assertThat(http.post("/echo").multipart(form).send().text()).isEqualTo(first);
            assertThat(http.post("/echo").multipart(form).send().isSuccess()).isTrue();
        }
    }

    /** The program of the client's Javadoc, but for the addresses. */
    @Test
    void aDownloadAndAJsonPost(@TempDir Path folder) throws IOException {
        Http web = http().timeout(Duration.ofSeconds(20));
        Transfer report = web.post("/echo").body("a report").send().orThrow().writeTo(folder.resolve("report"));
        assertThat(folder.resolve("report")).hasContent("a report");
        assertThat(report.bytes()).isEqualTo(8);
        assertThat(report.reply().code()).isEqualTo(200);
        List<Progress> told = new ArrayList<>();
        web.post("/echo")
                .body("again")
                .send()
                .writeTo(Sink.file(folder.resolve("b")).progress(told::add));
        assertThat(told.get(told.size() - 1).isDone()).isTrue();
        try (HttpSession http = web.connect()) {
            assertThat(http.post("/echo").json("{\"item\": 7}").send().text()).isEqualTo("{\"item\": 7}");
        }
    }
}
