package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpSession;
import protocols.http.Http;
import protocols.http.HttpSession;
import protocols.http.Response;
import protocols.peers.HandServer;
import protocols.pop3.Maildrop;
import protocols.pop3.Pop3;

/** What is held in memory has the total of one operation, however steadily it drips; what is closed is given up at once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TotalsTest {

    private static final Duration TOTAL = Duration.ofMillis(600);
    private static final Duration SILENCE = Duration.ofSeconds(40);
    private static final Duration SOON = Duration.ofSeconds(5);

    private interface Step {
        void run() throws IOException;
    }

    private static void timesOut(Step step) {
        long began = System.nanoTime();
        assertThatThrownBy(step::run).isInstanceOfSatisfying(WireException.TimedOut.class, e -> {
            assertThat(e.limit()).isEqualTo("timeout");
            assertThat(e.length()).isEqualTo(TOTAL);
        });
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }

    private static void isSoon(Step step) throws IOException {
        long began = System.nanoTime();
        step.run();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }

    private static HttpSession http(HandServer server) throws IOException {
        return Http.at("http://127.0.0.1:" + server.port())
                .timeout(TOTAL)
                .idleTimeout(SILENCE)
                .connect();
    }

    private static HandServer httpThatSays(String head, String dripping) throws IOException {
        return HandServer.start(hand -> {
            while (!hand.line().isEmpty()) {
                continue;
            }
            hand.write(head.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                hand.drip(dripping, Duration.ofMillis(30));
            }
        });
    }

    @Test
    void aBodyOfHttpInMemory() throws IOException {
        try (HandServer server = httpThatSays("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x");
                HttpSession http = http(server)) {
            timesOut(() -> http.get("/").send().text());
        }
    }

    @Test
    void whatStandsBetweenChunksIsNoProgress() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (String dripping : new String[] {"1;a\r\nx\r\n", "0\r\nA: b\r\nC: d\r\nE: f\r\n"}) {
            try (HandServer server = httpThatSays(head, dripping);
                    HttpSession http = http(server)) {
                timesOut(() -> http.get("/").send().bytes());
            }
        }
    }

    private static HandServer pop3ThatSays(String answer, String dripping) throws IOException {
        return HandServer.start(hand -> {
            hand.say("+OK ready");
            for (String line = hand.line(); !line.startsWith("TOP") && !line.startsWith("RETR"); line = hand.line()) {
                hand.say(line.equals("CAPA") ? "-ERR" : "+OK");
            }
            hand.say(answer);
            while (true) {
                hand.drip(dripping, Duration.ofMillis(30));
            }
        });
    }

    private static Maildrop pop3(HandServer server, Duration timeout) throws IOException {
        return Pop3.at("127.0.0.1")
                .port(server.port())
                .timeout(timeout)
                .idleTimeout(SILENCE)
                .connect()
                .login("alice", "secret-1");
    }

    @Test
    void aMessageOfPop3InMemory() throws IOException {
        try (HandServer server = pop3ThatSays("+OK", "a line\r\n");
                Maildrop drop = pop3(server, TOTAL)) {
            timesOut(() -> drop.top(1, 10));
        }
    }

    private static HandServer ftpThatStalls(ServerSocket port, String listing) throws IOException {
        return HandServer.start(hand -> {
            hand.say("220 ready");
            String line = hand.line();
            for (; !line.startsWith("RETR") && !line.startsWith("NLST"); line = hand.line()) {
                hand.say(
                        switch (line.split(" ", -1)[0]) {
                            case "USER" -> "230 in";
                            case "EPSV" -> "229 ok (|||" + port.getLocalPort() + "|)";
                            default -> "200 ok";
                        });
            }
            HandServer.Hand data = hand.accept(port);
            hand.say("150 go on");
            data.write("begun\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                data.drip(listing, Duration.ofMillis(30));
            }
        });
    }

    private static FtpSession ftp(HandServer server, Duration timeout) throws IOException {
        return Ftp.at("127.0.0.1")
                .port(server.port())
                .timeout(timeout)
                .idleTimeout(SILENCE)
                .connect()
                .loginAnonymously();
    }

    @Test
    void aListingOfFtp() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HandServer server = ftpThatStalls(port, "a-file\r\n");
                FtpSession ftp = ftp(server, TOTAL)) {
            timesOut(ftp::names);
        }
    }

    @Test
    void aBodyThatIsClosedEarlyIsGivenUpAtOnce() throws IOException {
        try (HandServer server = httpThatSays("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "");
                HttpSession http = Http.at("http://127.0.0.1:" + server.port())
                        .idleTimeout(SILENCE)
                        .connect()) {
            Response response = http.get("/").send();
            isSoon(response::close);
        }
        try (HandServer server = pop3ThatSays("+OK", "");
                Maildrop drop = pop3(server, SILENCE)) {
            InputStream message = drop.retrieve(1);
            isSoon(message::close);
            assertThatThrownBy(drop::noop).isInstanceOf(IllegalStateException.class);
        }
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HandServer server = ftpThatStalls(port, "");
                FtpSession ftp = ftp(server, SILENCE)) {
            InputStream file = ftp.open("a");
            assertThat(file.read()).isEqualTo('b');
            isSoon(file::close);
            assertThatThrownBy(ftp::noop).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aSessionThatIsClosedInTheMiddleWaitsForNothing() throws IOException {
        try (HandServer server = httpThatSays("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "")) {
            HttpSession http = Http.at("http://127.0.0.1:" + server.port())
                    .idleTimeout(SILENCE)
                    .connect();
            http.get("/").send();
            isSoon(http::close);
        }
    }
}
