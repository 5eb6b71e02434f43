package protocols.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProxiesTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String ECHO = "C: hello\nS: HELLO\n* closed by peer";

    @Test
    void socksConnectsToANameAndRecordsIt() throws IOException {
        try (Scripted server = Scripted.play(ECHO);
                SocksProxy proxy = SocksProxy.start();
                RawLines client = RawLines.connect(proxy.port())) {
            assertThat(client.sendRaw(new byte[] {5, 1, 0}).bytes(2)).containsExactly(5, 0);
            assertThat(client.sendRaw(socksRequest("mail.example.org", server.port()))
                            .bytes(10))
                    .startsWith(5, 0);
            assertThat(client.send("hello").rest()).asString(UTF_8).isEqualTo("HELLO\r\n");
            assertThat(proxy.requested()).containsExactly("mail.example.org:" + server.port());
        }
    }

    @Test
    void socksDemandsTheRightPassword() throws IOException {
        try (SocksProxy proxy = SocksProxy.start("u", "pw")) {
            try (RawLines client = RawLines.connect(proxy.port())) {
                assertThat(client.sendRaw(new byte[] {5, 1, 0}).bytes(2)).containsExactly(5, 0xff);
            }
            try (RawLines client = RawLines.connect(proxy.port())) {
                assertThat(client.sendRaw(new byte[] {5, 2, 0, 2}).bytes(2)).containsExactly(5, 2);
                assertThat(client.sendRaw(new byte[] {1, 1, 'u', 2, 'p', 'w'}).bytes(2))
                        .containsExactly(1, 0);
            }
            try (RawLines client = RawLines.connect(proxy.port())) {
                client.sendRaw(new byte[] {5, 1, 2}).bytes(2);
                assertThat(client.sendRaw(new byte[] {1, 1, 'u', 1, 'x'}).rest())
                        .containsExactly(1, 1);
            }
        }
    }

    @Test
    void socksSaysWhyItRefuses() throws IOException {
        try (SocksProxy proxy = SocksProxy.refusing(2);
                RawLines client = RawLines.connect(proxy.port())) {
            client.sendRaw(new byte[] {5, 1, 0}).bytes(2);
            assertThat(client.sendRaw(socksRequest("a.example", 1)).bytes(2)).containsExactly(5, 2);
        }
    }

    @Test
    void connectTunnelsAndRecordsTheTarget() throws IOException {
        try (Scripted server = Scripted.play(ECHO);
                ConnectProxy proxy = ConnectProxy.start();
                RawLines client = RawLines.connect(proxy.port())) {
            String target = "www.example.org:" + server.port();
            assertThat(client.ask("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n"))
                    .isEqualTo("HTTP/1.1 200 Connection established");
            assertThat(client.line()).isEmpty();
            assertThat(client.send("hello").rest()).asString(UTF_8).isEqualTo("HELLO\r\n");
            assertThat(proxy.requested()).containsExactly(target);
            assertThat(proxy.heads().get(0)).contains("Host: " + target);
        }
    }

    @Test
    void connectDemandsTheRightPasswordAndSaysWhyItRefuses() throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start("u", "pw");
                ConnectProxy refusing = ConnectProxy.refusing("403 Forbidden");
                RawLines client = RawLines.connect(proxy.port());
                RawLines refused = RawLines.connect(refusing.port())) {
            assertThat(client.ask("CONNECT a:1 HTTP/1.1\r\n")).startsWith("HTTP/1.1 407");
            assertThat(refused.ask("CONNECT a:1 HTTP/1.1\r\n")).isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @Test
    void theFaultProxyHandsOnWhatItIsNotToldToBreak() throws IOException {
        try (Scripted server = Scripted.play(ECHO);
                FaultProxy proxy = FaultProxy.to(server.port()).delay(Duration.ofMillis(1));
                RawLines client = RawLines.connect(proxy.port())) {
            assertThat(client.send("hello").rest()).asString(UTF_8).isEqualTo("HELLO\r\n");
        }
    }

    @Test
    void theFaultProxyCutsResetsAndStalls() throws IOException {
        FaultProxy.Direction back = FaultProxy.Direction.TO_CLIENT;
        try (Scripted server = Scripted.play(Scripted.of("S: 12345").forever());
                FaultProxy cutting = FaultProxy.to(server.port()).cut(back, 3);
                FaultProxy resetting = FaultProxy.to(server.port()).reset(back, 3);
                FaultProxy stalling = FaultProxy.to(server.port()).stall(back, 3);
                RawLines cut = RawLines.connect(cutting.port());
                RawLines reset = RawLines.connect(resetting.port());
                RawLines stalled = RawLines.connect(stalling.port()).patience(SHORT)) {
            assertThat(cut.rest()).asString(UTF_8).isEqualTo("123");
            assertThatThrownBy(reset::rest).isInstanceOf(SocketException.class);
            assertThat(stalled.bytes(3)).asString(UTF_8).isEqualTo("123");
            assertThatThrownBy(stalled::line).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void theFaultProxyCutsTheWayToTheServer() throws IOException {
        try (Scripted server = Scripted.play("C: hel\\\n* closed");
                FaultProxy proxy = FaultProxy.to(server.port()).cut(FaultProxy.Direction.TO_SERVER, 3);
                RawLines client = RawLines.connect(proxy.port())) {
            assertThat(client.send("hello").rest()).isEmpty();
        }
    }

    @Test
    void datagramsComeLateTwiceAndFromStrangers() throws IOException {
        byte[] late = {2};
        try (ScriptedDatagrams server = ScriptedDatagrams.answering(query -> List.of(
                        ScriptedDatagrams.Datagram.of(query),
                        ScriptedDatagrams.Datagram.of(late).after(SHORT).fromAnotherPort()));
                DatagramSocket client = new DatagramSocket()) {
            client.setSoTimeout(10_000);
            client.send(new DatagramPacket(new byte[] {1}, 1, Ports.at(server.port())));
            DatagramPacket answer = new DatagramPacket(new byte[10], 10);
            client.receive(answer);
            assertThat(answer.getData()[0]).isEqualTo((byte) 1);
            assertThat(answer.getPort()).isEqualTo(server.port());
            client.receive(answer);
            assertThat(answer.getData()[0]).isEqualTo((byte) 2);
            assertThat(answer.getPort()).isNotEqualTo(server.port());
            assertThat(server.received()).containsExactly(new byte[] {1});
        }
    }

    private static byte[] socksRequest(String host, int port) {
        byte[] request = new byte[7 + host.length()];
        request[0] = 5;
        request[1] = 1;
        request[3] = 3;
        request[4] = (byte) host.length();
        System.arraycopy(host.getBytes(UTF_8), 0, request, 5, host.length());
        request[request.length - 2] = (byte) (port >> 8);
        request[request.length - 1] = (byte) port;
        return request;
    }
}
