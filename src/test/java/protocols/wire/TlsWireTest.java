package protocols.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Protocol.Transport;
import protocols.Trust;
import protocols.WireException;
import protocols.internal.wire.TlsWire;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.peers.HandServer;
import protocols.peers.TestCa;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsWireTest {

    /** A peer and a writer wait for each other, so each has a thread of its own; the common pool may have but one. */
    private static final Executor THREADS = task -> new Thread(task).start();

    @TempDir
    Path folder;

    private interface Peer {
        void serve(SSLSocket client) throws Exception;
    }

    private static Deadline soon() {
        return Deadline.after("timeout", Duration.ofSeconds(10));
    }

    private static Wire wire(int port) throws Exception {
        return Connector.direct().open(new Endpoint("127.0.0.1", port, Transport.TCP), soon());
    }

    private Trust trust() throws Exception {
        return Trust.pem(TestCa.shared().writeTo(folder));
    }

    private TlsWire secured(int port, String host) throws Exception {
        return TlsWire.handshake(wire(port), trust(), new TlsWire.Peer(host, port), soon());
    }

    private static SSLServerSocket listen(TestCa.Identity identity, String... protocols) throws Exception {
        SSLServerSocket listener = (SSLServerSocket)
                identity.context().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        if (protocols.length > 0) {
            listener.setEnabledProtocols(protocols);
        }
        return listener;
    }

    private static CompletableFuture<Void> serve(SSLServerSocket listener, Peer peer) {
        return CompletableFuture.runAsync(
                () -> {
                    try (SSLSocket client = (SSLSocket) listener.accept()) {
                        peer.serve(client);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                THREADS);
    }

    private static String read(Wire wire, int count) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && wire.read(bytes, soon()) >= 0) {
            continue;
        }
        return new String(bytes.array(), 0, bytes.position(), US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whatIsSaidArrivesAndTheEndIsAnEnd(String protocol) throws Exception {
        try (SSLServerSocket listener = listen(TestCa.sharedServer(), protocol)) {
            var served = serve(listener, client -> {
                byte[] said = client.getInputStream().readNBytes(5);
                client.getOutputStream().write(said);
            });
            try (TlsWire tls = secured(listener.getLocalPort(), "localhost")) {
                assertThat(tls.session().getProtocol()).isEqualTo(protocol);
                tls.write(ByteBuffer.wrap("hello".getBytes(US_ASCII)), soon());
                assertThat(read(tls, 5)).isEqualTo("hello");
                assertThat(tls.read(ByteBuffer.allocate(10), soon())).isEqualTo(-1);
            }
            served.get(5, TimeUnit.SECONDS);
        }
    }

    /** The goodbye of TLS 1.2, and the one of Java under TLS 1.3, ends both directions (RFC 5246 section 7.2.1). */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aGoodbyeIsSeenAtTheFirstLookAndIsNotOurs(String protocol) throws Exception {
        try (SSLServerSocket listener = listen(TestCa.sharedServer(), protocol)) {
            var served = serve(listener, SSLSocket::startHandshake);
            try (TlsWire tls = secured(listener.getLocalPort(), "localhost")) {
                served.get(5, TimeUnit.SECONDS);
                assertThat(tls.look()).isEqualTo(Wire.Sight.ENDED);
                assertThatThrownBy(() -> tls.write(ByteBuffer.wrap(new byte[1]), soon()))
                        .isInstanceOf(WireException.Hangup.class);
            }
        }
    }

    /** TLS 1.3 servers send session tickets after the handshake: bytes on the wire, but none for a reader. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void waitingIsNotOverWhileOnlyTlsItselfHasSomethingToSay(String protocol) throws Exception {
        try (SSLServerSocket listener = listen(TestCa.sharedServer(), protocol)) {
            var go = new CompletableFuture<Void>();
            var served = serve(listener, client -> {
                client.startHandshake();
                go.get(10, TimeUnit.SECONDS);
                client.getOutputStream().write('b');
            });
            try (TlsWire tls = secured(listener.getLocalPort(), "localhost")) {
                assertThat(tls.await(Deadline.after("idle", Duration.ofMillis(200))))
                        .isFalse();
                go.complete(null);
                assertThat(tls.await(soon())).isTrue();
                assertThat(read(tls, 1)).isEqualTo("b");
                assertThat(tls.await(soon()))
                        .as("the end need not be waited for")
                        .isTrue();
                assertThat(tls.read(ByteBuffer.allocate(1), soon())).isEqualTo(-1);
            }
            served.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aCertificateIsCheckedForDatesNameAndIssuer() throws Exception {
        refused(TestCa.shared().expired(), "localhost", "certificate");
        refused(TestCa.shared().notYetValid(), "localhost", "certificate");
        refused(TestCa.shared().wrongHost(), "localhost", "localhost");
        refused(TestCa.selfSigned(), "localhost", "certificate");
        refused(TestCa.other().server(), "localhost", "certificate");
    }

    private void refused(TestCa.Identity identity, String host, String reason) throws Exception {
        try (HandServer server = HandServer.startTls(identity, hand -> hand.say("hello"))) {
            assertThatThrownBy(() -> secured(server.port(), host))
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void anAddressIsANameToo() throws Exception {
        try (SSLServerSocket listener = listen(TestCa.sharedServer())) {
            var served = serve(listener, SSLSocket::startHandshake);
            secured(listener.getLocalPort(), "127.0.0.1").close();
            served.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aPeerThatDoesNotSpeakTlsIsSaidToBeSo() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served = CompletableFuture.runAsync(
                    () -> say(listener, "220 mx.example ESMTP\r\n".getBytes(US_ASCII)), THREADS);
            assertThatThrownBy(() -> secured(listener.getLocalPort(), "localhost"))
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining("does not speak TLS");
            served.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRecordThatClaimsTooMuchEndsTheHandshakeAtOnce() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            byte[] record = Arrays.copyOf(new byte[] {22, 3, 3, (byte) 0xff, (byte) 0xff}, 70_000);
            var served = CompletableFuture.runAsync(() -> say(listener, record), THREADS);
            assertThatThrownBy(() -> secured(listener.getLocalPort(), "localhost"))
                    .isInstanceOf(WireException.Insecure.class);
            served.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aStreamCutWithoutCloseNotifyIsNoEnd() throws Exception {
        try (SSLServerSocket listener = listen(TestCa.sharedServer())) {
            var cut = new CompletableFuture<Integer>();
            var over = new CompletableFuture<Integer>();
            try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var relayed = CompletableFuture.runAsync(() -> cutAfter(relay, listener.getLocalPort(), cut), THREADS);
                var served = serve(listener, client -> {
                    client.getOutputStream().write("half".getBytes(US_ASCII));
                    over.get(10, TimeUnit.SECONDS);
                });
                Wire tls = TlsWire.handshake(
                        wire(relay.getLocalPort()), trust(), new TlsWire.Peer("localhost", 1), soon());
                assertThat(read(tls, 4)).isEqualTo("half");
                cut.complete(1);
                assertThatThrownBy(() -> tls.read(ByteBuffer.allocate(1), soon()))
                        .isInstanceOf(WireException.Insecure.class)
                        .hasMessageContaining("cut short");
                relayed.get(5, TimeUnit.SECONDS);
                over.complete(1);
                served.handle((done, failed) -> done).get(5, TimeUnit.SECONDS);
            }
        }
    }

    private static void say(ServerSocket listener, byte[] said) {
        try (Socket client = listener.accept()) {
            client.getOutputStream().write(said);
            client.getInputStream().readAllBytes();
        } catch (java.io.IOException reset) {
            assertThat(reset).isNotNull();
        }
    }

    /** Carries both directions until it is told to cut. */
    private static void cutAfter(ServerSocket relay, int port, CompletableFuture<Integer> cut) {
        try (Socket client = relay.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread up = new Thread(() -> copy(client, server));
            up.setDaemon(true);
            up.start();
            Thread down = new Thread(() -> copy(server, client));
            down.setDaemon(true);
            down.start();
            cut.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (java.io.IOException ended) {
            assertThat(ended).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aLargeTransferRunsBothWaysAtOnce(String protocol) throws Exception {
        byte[] all = new byte[8_000_000];
        Arrays.fill(all, (byte) 7);
        try (SSLServerSocket listener = listen(TestCa.sharedServer(), protocol)) {
            var served = serve(listener, client -> client.getInputStream().transferTo(client.getOutputStream()));
            try (TlsWire tls = secured(listener.getLocalPort(), "localhost")) {
                var written = CompletableFuture.runAsync(
                        () -> {
                            try {
                                tls.write(ByteBuffer.wrap(all), soon());
                                tls.endOutput();
                                tls.offer(ByteBuffer.allocate(0), soon());
                            } catch (java.io.IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        THREADS);
                ByteBuffer back = ByteBuffer.allocate(all.length);
                while (back.hasRemaining()) {
                    assertThat(tls.read(back, soon())).isPositive();
                }
                written.get(10, TimeUnit.SECONDS);
                assertThat(back.array()).isEqualTo(all);
            }
            served.handle((done, failed) -> done).get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aStalledHandshakeEndsWithItsDeadline() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Wire wire = wire(silent.getLocalPort());
            long start = System.nanoTime();
            assertThatThrownBy(() -> TlsWire.handshake(
                            wire,
                            trust(),
                            new TlsWire.Peer("localhost", 1),
                            Deadline.after("timeout", Duration.ofMillis(200))))
                    .isInstanceOf(WireException.TimedOut.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
