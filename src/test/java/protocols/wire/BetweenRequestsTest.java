package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Transcript;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.peers.HandServer;
import protocols.peers.Scripted;

/** What goes on with a kept connection of HTTP, beyond what the table of reused connections has: its cost, a recording. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BetweenRequestsTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

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
