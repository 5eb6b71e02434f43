package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Transcript;
import protocols.WireException;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.peers.HandServer;
import protocols.peers.Scripted;

/** What a peer of HTTP does between two requests: the next one goes out on another connection where it has to. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BetweenRequestsTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Test
    void aSessionOfHttpGoesOnOnAnotherConnection() throws IOException {
        String request = "C: GET / HTTP/1.1\nC: Host: 127.0.0.1:${port}\nC: User-Agent: protocols\nC: \n";
        String answer = "S: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS: ok\\\n";
        for (String gap : new String[] {"* closed by peer", "* reset by peer", "S: and more"}) {
            String dialogue = request + answer + "* gap\n" + gap + "\n* connected\n" + request + answer;
            try (Scripted server = Scripted.play(dialogue);
                    HttpSession http = Http.at("http://127.0.0.1:" + server.port())
                            .timeout(LIMIT)
                            .connect()) {
                assertThat(http.get("/").send().text()).isEqualTo("ok");
                server.goOn();
                assertThat(http.get("/").send().text()).isEqualTo("ok");
                assertThat(server.connections()).isEqualTo(2);
            }
        }
    }

    @Test
    void aSessionOfHttpOutlivesACutOfTls() throws IOException {
        String exchange = "* tls\nC: GET / HTTP/1.1\nC: Host: localhost:${port}\nC: User-Agent: protocols\nC: \n"
                + "S: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS: ok\\\n";
        try (Scripted server = Scripted.play(exchange + "* gap\n* torn by peer\n* connected\n" + exchange);
                HttpSession http = Http.at("https://localhost:" + server.port())
                        .trust(server.trust())
                        .timeout(LIMIT)
                        .connect()) {
            assertThat(http.get("/").send().text()).isEqualTo("ok");
            server.goOn();
            assertThat(http.get("/").send().text()).isEqualTo("ok");
        }
    }

    @Test
    void aSessionOfHttpOutlivesAnInterrupt() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(1);
        try (HandServer server = HandServer.start(hand -> {
                    boolean first = connections.incrementAndGet() == 1;
                    while (!hand.line().isEmpty()) {
                        continue;
                    }
                    asked.countDown();
                    hand.say(first ? "HTTP/1.1 102 Wait" : "HTTP/1.1 204 Done", "");
                    hand.line();
                });
                HttpSession http = Http.at("http://127.0.0.1:" + server.port()).connect()) {
            CompletableFuture<Throwable> by = new CompletableFuture<>();
            Thread waiter = new Thread(() -> {
                try {
                    http.get("/").send();
                    by.complete(new AssertionError("was not interrupted"));
                } catch (IOException | RuntimeException e) {
                    by.complete(e);
                }
            });
            waiter.start();
            asked.await();
            waiter.interrupt();
            assertThat(by.get(10, TimeUnit.SECONDS)).isInstanceOf(WireException.Cancelled.class);
            waiter.join();
            assertThat(http.get("/").send().status()).isEqualTo(204);
        }
    }

    @Test
    void aPostOnAKeptConnectionCostsWhatAPutCosts() throws IOException {
        try (HandServer server = HandServer.start(hand -> {
                    while (true) {
                        while (!hand.line().isEmpty()) {
                            continue;
                        }
                        hand.read(4);
                        hand.say("HTTP/1.1 204 Done", "");
                    }
                });
                HttpSession http = Http.at("http://127.0.0.1:" + server.port()).connect()) {
            http.put("/").body("once").send();
            long before = http.stats().roundTrips();
            http.put("/").body("more").send();
            long put = http.stats().roundTrips() - before;
            http.post("/").body("more").send();
            assertThat(http.stats().roundTrips() - before - put).isEqualTo(put).isEqualTo(1);
        }
    }

    @Test
    void aRecordingWithAPauseInItReplays() throws IOException {
        String request = "C: GET / HTTP/1.1\nC: Host: 127.0.0.1:${port}\nC: User-Agent: protocols\nC: \n";
        String answer = "S: HTTP/1.1 200 OK\nS: Content-Length: 2\nS: \nS: ok\\\n";
        Transcript recorded;
        String at;
        try (Scripted server =
                        Scripted.play(request + answer + "* gap\n* closed by peer\n* connected\n" + request + answer);
                HttpSession http = Http.at("http://127.0.0.1:" + server.port())
                        .keep(Transcript.Keep.EVERYTHING)
                        .connect()) {
            at = "http://127.0.0.1:" + server.port();
            http.get("/").send().text();
            server.goOn();
            http.get("/").send().text();
            recorded = http.transcript();
        }
        try (HttpSession http =
                Http.at(at).via(Transcript.parse(recorded.toString()).replay()).connect()) {
            assertThat(http.get("/").send().text()).isEqualTo("ok");
            assertThat(http.get("/").send().text()).isEqualTo("ok");
        }
    }
}
