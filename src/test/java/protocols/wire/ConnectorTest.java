package protocols.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Credentials;
import protocols.Tls;
import protocols.WireException;
import protocols.net.Connector;
import protocols.peers.ConnectProxy;
import protocols.peers.Scripted;
import protocols.peers.SocksProxy;
import protocols.pop3.Pop3;
import protocols.smtp.Smtp;

/** Every way to a peer that the library brings along. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConnectorTest {

    private static final String DIALOGUE =
            """
            S: 220 mx.example.org ready
            C: EHLO [127.0.0.1]
            S: 250 mx.example.org
            C: QUIT
            S: 221 bye
            """;

    private static final Credentials LOGIN = Credentials.password("proxy-user", "proxy-secret");

    @TempDir
    private Path folder;

    private static String talk(String host, int port, Connector via) throws WireException {
        try (var smtp = Smtp.at(host)
                .port(port)
                .tls(Tls.NONE)
                .timeout(Duration.ofSeconds(10))
                .via(via)
                .connect()) {
            smtp.quit();
            return smtp.greeting().text();
        }
    }

    @Test
    void aSocksProxyIsToldTheNameAndResolvesIt() throws Exception {
        try (Scripted server = Scripted.play(DIALOGUE);
                SocksProxy proxy = SocksProxy.start()) {
            assertThat(talk("mx.example.org", server.port(), Connector.socks5("127.0.0.1", proxy.port())))
                    .isEqualTo("mx.example.org ready");
            assertThat(proxy.requested()).containsExactly("mx.example.org:" + server.port());
        }
    }

    @Test
    void aSocksProxyIsGivenAnAddressAsAnAddress() throws Exception {
        try (Scripted server = Scripted.play(DIALOGUE);
                SocksProxy proxy = SocksProxy.start()) {
            talk("192.0.2.25", server.port(), Connector.socks5("127.0.0.1", proxy.port()));
            assertThat(proxy.requested()).containsExactly("192.0.2.25:" + server.port());
            assertThat(proxy.types()).containsExactly(1);
        }
        try (Scripted server = Scripted.play(DIALOGUE);
                SocksProxy proxy = SocksProxy.start()) {
            talk("2001:db8::25", server.port(), Connector.socks5("127.0.0.1", proxy.port()));
            assertThat(proxy.types()).containsExactly(4);
        }
    }

    @Test
    void theLoopbackOfAProxyIsNotOurs() throws Exception {
        try (Scripted server = Scripted.play("S: +OK ready\nC: CAPA\nS: -ERR what?\n");
                SocksProxy proxy = SocksProxy.start()) {
            Connector through = Connector.socks5("127.0.0.1", proxy.port());
            assertThatThrownBy(() -> Pop3.at("127.0.0.1")
                            .port(server.port())
                            .tls(Tls.NONE)
                            .timeout(Duration.ofSeconds(10))
                            .via(through)
                            .connect()
                            .login("alice", "wonderland"))
                    .isInstanceOf(WireException.Insecure.class);
            assertThat(server.received()).doesNotContain("alice", "wonderland");
        }
    }

    @Test
    void aSocksProxyMayWantALogin() throws Exception {
        try (Scripted server = Scripted.play(DIALOGUE);
                SocksProxy proxy = SocksProxy.start("proxy-user", "proxy-secret")) {
            assertThat(talk("mx.example.org", server.port(), Connector.socks5("127.0.0.1", proxy.port(), LOGIN)))
                    .isEqualTo("mx.example.org ready");
        }
        try (SocksProxy proxy = SocksProxy.start("proxy-user", "proxy-secret")) {
            assertThatThrownBy(() -> talk("mx.example.org", 25, Connector.socks5("127.0.0.1", proxy.port())))
                    .isInstanceOf(WireException.Unreachable.class)
                    .hasMessageContaining("it wants a login");
            Credentials wrong = Credentials.password("proxy-user", "other-secret");
            assertThatThrownBy(() -> talk("mx.example.org", 25, Connector.socks5("127.0.0.1", proxy.port(), wrong)))
                    .isInstanceOf(WireException.Unreachable.class)
                    .hasMessageContaining("refused the login")
                    .hasMessageNotContaining("other-secret");
        }
    }

    @Test
    void aSocksProxySaysWhyItRefuses() throws Exception {
        try (SocksProxy proxy = SocksProxy.refusing(5)) {
            assertThatThrownBy(() -> talk("mx.example.org", 25, Connector.socks5("127.0.0.1", proxy.port())))
                    .isInstanceOf(WireException.Unreachable.class)
                    .hasMessageContaining("connection refused");
        }
    }

    @Test
    void anHttpProxyConnects() throws Exception {
        try (Scripted server = Scripted.play(DIALOGUE);
                ConnectProxy proxy = ConnectProxy.start("proxy-user", "proxy-secret")) {
            assertThat(talk("mx.example.org", server.port(), Connector.httpProxy("127.0.0.1", proxy.port(), LOGIN)))
                    .isEqualTo("mx.example.org ready");
            assertThat(proxy.requested()).containsExactly("mx.example.org:" + server.port());
        }
    }

    @Test
    void anHttpProxySaysWhyItRefuses() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.refusing("403 Not that one")) {
            assertThatThrownBy(() -> talk("mx.example.org", 25, Connector.httpProxy("127.0.0.1", proxy.port())))
                    .isInstanceOf(WireException.Unreachable.class)
                    .hasMessageContaining("403 Not that one");
        }
    }

    @Test
    void aUnixSocketIsAPeerAsAnyOther() throws Exception {
        Path path = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Thread peer = new Thread(() -> greetAndDismiss(server));
            peer.start();
            assertThat(talk("localhost", 25, Connector.unix(path))).isEqualTo("mx.example.org ready");
            peer.join(5_000);
            assertThat(peer.isAlive()).isFalse();
        }
        assertThatThrownBy(() -> talk("localhost", 25, Connector.unix(folder.resolve("nobody"))))
                .isInstanceOf(WireException.Unreachable.class);
    }

    private static void greetAndDismiss(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            client.write(ByteBuffer.wrap("220 mx.example.org ready\r\n".getBytes(US_ASCII)));
            client.read(ByteBuffer.allocate(100));
            client.write(ByteBuffer.wrap("250 mx.example.org\r\n".getBytes(US_ASCII)));
            client.read(ByteBuffer.allocate(100));
            client.write(ByteBuffer.wrap("221 bye\r\n".getBytes(US_ASCII)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nobodyThereIsUnreachableWithEveryAddress() {
        assertThatThrownBy(() -> talk("localhost", 1, Connector.direct()))
                .isInstanceOfSatisfying(
                        WireException.Unreachable.class, unreachable -> assertThat(unreachable.attempts())
                                .isNotEmpty()
                                .allMatch(attempt -> attempt.target().endsWith(":1")));
    }
}
