package protocols.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;
import protocols.peers.HandServer;
import protocols.peers.HandServer.Hand;

/** The server connects (RFC 959 section 4.1.2, RFC 2428): where to, and what goes out with what. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ActiveFtpTest {

    /** Answers whatever it is asked, and takes down what had come by the time that it looked. */
    private static final class Noting implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final HandServer server;

        Noting(String no) throws IOException {
            server = HandServer.start(hand -> {
                hand.say("220 ready");
                while (true) {
                    String line = hand.line();
                    lines.add(line);
                    hand.say(answer(hand, line, no));
                }
            });
        }

        private static String answer(Hand hand, String line, String no) throws IOException {
            if (line.startsWith("USER")) {
                return "230 in";
            }
            if (line.startsWith("RETR")) {
                return "425 cannot connect";
            }
            return !no.isEmpty() && line.startsWith("EPRT") ? no : "200 ok";
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static void get(Ftp ftp) throws IOException {
        try (FtpSession session = ftp.timeout(Duration.ofSeconds(10)).connect().loginAnonymously()) {
            assertThatThrownBy(() -> session.get("a", OutputStream.nullOutputStream()))
                    .isInstanceOf(WireException.Refused.class)
                    .hasMessageContaining("425");
            session.noop();
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A gateway that rewrites the address in it may lose what shares its packet. */
    @Test
    void theAddressGoesOutAlone() throws IOException {
        try (Noting server = new Noting("");
                FtpSession ftp = Ftp.at("127.0.0.1")
                        .port(server.server.port())
                        .active()
                        .connect()
                        .loginAnonymously()) {
            long before = ftp.stats().roundTrips();
            assertThatThrownBy(() -> ftp.get("a", OutputStream.nullOutputStream()))
                    .isInstanceOf(WireException.Refused.class);
            assertThat(ftp.stats().roundTrips() - before).as("TYPE, EPRT, RETR").isEqualTo(3);
        }
    }

    @Test
    void theFirstFreePortIsListenedOn() throws IOException {
        try (Noting server = new Noting("");
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = free();
            Ftp at = Ftp.at("127.0.0.1").port(server.server.port()).active();
            get(at.activePorts(port, port));
            assertThat(server.lines).contains("EPRT |1|127.0.0.1|" + port + "|");
            int busy = taken.getLocalPort();
            try (FtpSession session = at.activePorts(busy, busy).connect().loginAnonymously()) {
                assertThatThrownBy(() -> session.get("a", OutputStream.nullOutputStream()))
                        .isInstanceOf(WireException.Unsupported.class)
                        .hasMessageContaining("no port from " + busy + " to " + busy + " is free");
                session.noop();
            }
            if (busy < 65_535) {
                get(at.activePorts(busy, Math.min(65_535, busy + 200)));
                assertThat(server.lines.stream().filter(line -> line.startsWith("EPRT")))
                        .last()
                        .asString()
                        .doesNotContain("|" + busy + "|");
            }
        }
    }

    @Test
    void theAddressThatIsToldIsTheOneThatWasSet() throws IOException {
        try (Noting server = new Noting("500 what?")) {
            Ftp at = Ftp.at("127.0.0.1").port(server.server.port()).active();
            get(at.activeAddress("192.0.2.7"));
            assertThat(server.lines).anyMatch(line -> line.startsWith("EPRT |1|192.0.2.7|"));
            assertThat(server.lines).anyMatch(line -> line.startsWith("PORT 192,0,2,7,"));
        }
        try (Noting server = new Noting("")) {
            Ftp at = Ftp.at("127.0.0.1").port(server.server.port()).active();
            get(at.activeAddress("2001:DB8:0:0:0:0:0:1"));
            assertThat(server.lines).anyMatch(line -> line.startsWith("EPRT |2|2001:db8::1|"));
        }
    }

    @Test
    void whatCannotBeAPortOrAnAddressIsAMistake() {
        Ftp at = Ftp.at("127.0.0.1");
        for (int[] ports : new int[][] {{0, 5}, {5, 4}, {1, 65_536}, {-1, -1}}) {
            assertThatThrownBy(() -> at.activePorts(ports[0], ports[1])).isInstanceOf(IllegalArgumentException.class);
        }
        for (String address : List.of("", "localhost", "192.0.2", "1.2.3.4.5")) {
            assertThatThrownBy(() -> at.activeAddress(address)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(at.activePorts(5, 6)).isEqualTo(at.activePorts(5, 6)).isNotEqualTo(at.activePorts(5, 7));
        assertThat(at.activeAddress("::1"))
                .isEqualTo(at.activeAddress("0:0::1"))
                .isNotEqualTo(at);
    }
}
