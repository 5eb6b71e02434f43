package protocols.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Content;
import protocols.Credentials;
import protocols.Secret;
import protocols.Transcript;
import protocols.Trust;
import protocols.WireException;
import protocols.peers.Nginx;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;

@RequiresServer(RealServer.NGINX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NginxHttpTest {

    private static final byte[] LONG = "0123456789\n".repeat(20_000).getBytes(UTF_8);

    private static Nginx nginx;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        nginx = Nginx.start();
        nginx.file("long.txt", LONG);
        nginx.file("chunked/long.txt", LONG);
        nginx.file("close/long.txt", LONG);
        nginx.largeFile("large", 1L << 30);
    }

    @AfterAll
    static void stop() {
        nginx.close();
    }

    private static Http http() {
        return Http.at("http://127.0.0.1:" + nginx.httpPort());
    }

    private static Http https() throws IOException {
        return Http.at("https://localhost:" + nginx.httpsPort())
                .trust(Trust.pem(TestCa.shared().writeTo(nginx.root())));
    }

    @Test
    void aUrlIsAllThatAGetNeeds() throws IOException {
        try (Response response = Http.at("http://localhost:" + nginx.httpPort() + "/index.html#top")
                .get()
                .send()) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("content-type")).contains("text/html");
            assertThat(response.text()).isEqualTo("It works.\n");
            assertThat(response.stats().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void everyFormOfABodyArrivesWhole() throws IOException {
        for (Http client : List.of(http(), https())) {
            try (HttpSession http = client.connect()) {
                for (String path : List.of("/long.txt", "/chunked/long.txt", "/close/long.txt", "/long.txt")) {
                    assertThat(http.get(path).send().bytes()).as(path).isEqualTo(LONG);
                }
            }
        }
    }

    @Test
    void aHundredRequestsAreAHundredRoundTripsOnOneConnection() throws IOException {
        try (HttpSession http = http().connect()) {
            for (int i = 0; i < 100; i++) {
                assertThat(http.get("/").send().text()).isEqualTo("It works.\n");
            }
            assertThat(http.stats().roundTrips()).isEqualTo(100);
            assertThat(http.transcript().toString()).doesNotContain("C2: ");
        }
    }

    @Test
    void aGibibyteIsStreamed() throws IOException {
        try (Response response = http().get("/large").send()) {
            assertThat(response.writeTo(OutputStream.nullOutputStream()).bytes())
                    .isEqualTo(1L << 30);
        }
    }

    @Test
    void aLargeBodyThatIsClosedEarlyCostsAConnectionAndNotItsLength() throws IOException {
        try (HttpSession http = http().connect()) {
            try (Response large = http.get("/large").send()) {
                assertThat(large.body().read()).isZero();
            }
            assertThat(http.get("/").send().text()).isEqualTo("It works.\n");
            assertThat(http.stats().received()).isLessThan(100_000_000);
        }
    }

    @Test
    void filesArePutAndDeleted() throws IOException {
        try (HttpSession http = http().connect()) {
            assertThat(http.put("/dav/new/a.txt").body("first").send().status()).isEqualTo(201);
            Content chunks = Content.stream(new ByteArrayInputStream(LONG));
            assertThat(http.put("/dav/new/b.txt").body(chunks).send().status()).isEqualTo(201);
            Path upload = Files.write(folder.resolve("upload"), LONG);
            assertThat(http.put("/dav/new/c.txt")
                            .body(Content.file(upload))
                            .send()
                            .status())
                    .isEqualTo(201);
            assertThat(http.get("/dav/new/b.txt")
                            .send()
                            .writeTo(folder.resolve("b"))
                            .bytes())
                    .isEqualTo(LONG.length);
            assertThat(folder.resolve("b")).hasBinaryContent(LONG);
            assertThat(nginx.root().resolve("dav/new/c.txt")).hasBinaryContent(LONG);
            assertThat(http.delete("/dav/new/a.txt").send().status()).isEqualTo(204);
            assertThat(http.head("/dav/new/a.txt").send().status()).isEqualTo(404);
        }
    }

    @Test
    void whatIsNotThereIsAnAnswer() throws IOException {
        Response response = http().get("/none").send();
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.reason()).isEqualTo("Not Found");
        assertThat(response.text()).contains("404 Not Found");
    }

    @Test
    void redirectsAreFollowedOnTheSameConnection() throws IOException {
        Http moved = Http.at("http://127.0.0.1:" + nginx.httpPort() + "/moved");
        assertThat(moved.get().send().status()).isEqualTo(301);
        Response followed = moved.follow(3).get().send();
        assertThat(followed.text()).isEqualTo("It works.\n");
        assertThat(followed.url().target()).isEqualTo("/");
        assertThat(followed.stats().roundTrips()).isEqualTo(2);
    }

    @Test
    void aCertificateThatNobodyVouchesForEndsIt() {
        assertThatThrownBy(() ->
                        Http.at("https://localhost:" + nginx.httpsPort()).get().send())
                .isInstanceOf(WireException.Insecure.class);
    }

    @Test
    void aRecordedSessionReplaysAndHoldsNoSecret() throws IOException {
        for (Http client : List.of(http(), https())) {
            Http login = client.credentials(Credentials.password("alice", "tr0ub4dor&3"))
                    .header("X-Api-Key", Secret.of("key-0815"));
            Transcript recorded = Transcript.EMPTY;
            List<String> live;
            try (HttpSession http = login.keep(Transcript.Keep.EVERYTHING).connect()) {
                live = session(http);
                recorded = http.transcript();
            }
            String text = recorded.toString();
            assertThat(text)
                    .contains("C: Authorization: Basic ********\n", "C: X-Api-Key: ********\n")
                    .doesNotContain("tr0ub4dor", "YWxpY2U6dHIwdWI0ZG9yJjM", "dHIwdWI0ZG9yJjM", "key-0815");
            try (HttpSession http = login.via(Transcript.parse(text).replay()).connect()) {
                assertThat(session(http)).isEqualTo(live);
            }
        }
    }

    private static List<String> session(HttpSession http) throws IOException {
        return List.of(
                http.get("/").send().text(),
                http.get("/chunked/long.txt").send().text(),
                http.get("/close/long.txt").send().text(),
                http.put("/dav/recorded")
                                .body("\u00e4\r\n\u00f6")
                                .send()
                                .reason()
                                .isEmpty()
                        ? "no"
                        : "put",
                String.valueOf(http.head("/large").send().headers().first("Content-Length")),
                String.valueOf(http.get("/none").send().status()));
    }

    @Test
    void aSmallGetAllocatesLittle() throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (HttpSession http = http().connect()) {
            int rounds = 2_000;
            long before = 0;
            for (int i = -rounds; i < rounds; i++) {
                before = i == 0 ? threads.getCurrentThreadAllocatedBytes() : before;
                assertThat(http.get("/").send().text().length() == 10).isTrue();
            }
            long each = (threads.getCurrentThreadAllocatedBytes() - before) / rounds;
            System.out.println("HTTP GET 200 with 8 header fields: " + each + " bytes allocated");
            assertThat(each).isLessThan(3_000);
        }
    }
}
