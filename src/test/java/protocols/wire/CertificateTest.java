package protocols.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Protocol.Transport;
import protocols.Trust;
import protocols.WireException;
import protocols.internal.wire.TlsWire;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.peers.HandServer;
import protocols.peers.OpensslServer;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;
import protocols.peers.TestCa;

/** Who is at the other end, whatever the context of TLS says, and what a user is told who is not let through. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CertificateTest {

    @TempDir
    private Path folder;

    private static Deadline soon() {
        return Deadline.after("timeout", Duration.ofSeconds(10));
    }

    private static TlsWire open(int port, String host, Trust trust) throws Exception {
        return TlsWire.handshake(
                Connector.direct().open(new Endpoint("127.0.0.1", port, Transport.TCP), soon()),
                trust,
                new TlsWire.Peer(host, port),
                soon());
    }

    private void refused(TestCa.Identity identity, String host, Trust trust, String why) throws Exception {
        try (HandServer server = HandServer.startTls(identity, hand -> hand.say("hello"))) {
            assertThatThrownBy(() -> open(server.port(), host, trust))
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining("certificate not trusted: " + why);
        }
    }

    private Trust pem(X509Certificate certificate) throws Exception {
        Path file = folder.resolve("trusted.pem");
        Files.writeString(
                file,
                "-----BEGIN CERTIFICATE-----\n"
                        + java.util.Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        return Trust.pem(file);
    }

    /** Believes everybody, as half of the answers on the net do it. */
    private static Trust blind() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Blind()}, null);
        return Trust.of(context);
    }

    private static final class Blind extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static String day(long fromToday) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(fromToday).toString();
    }

    @Test
    void saysWhichDateAndWhichNames() throws Exception {
        Trust trust = pem(TestCa.shared().certificate());
        refused(TestCa.shared().expired(), "localhost", trust, "it expired on " + day(-3));
        refused(TestCa.shared().notYetValid(), "localhost", trust, "it is not valid before " + day(1));
        refused(TestCa.shared().wrongHost(), "localhost", trust, "it is for wrong.example, not for localhost");
        refused(TestCa.shared().wrongHost(), "127.0.0.1", trust, "it is for wrong.example, not for 127.0.0.1");
        refused(TestCa.selfSigned(), "localhost", trust, "it is signed by itself; if it is the right one, Trust.pem");
        refused(
                TestCa.other().server(),
                "localhost",
                trust,
                "its issuer CN=Somebody else's CA is not trusted; Trust.pem(file) trusts that authority");
        TestCa.Identity other = TestCa.other().server();
        refused(
                new TestCa.Identity(other.keys(), other.chain().subList(0, 1)),
                "localhost",
                trust,
                "its issuer CN=Somebody else's CA, which it did not show, is not trusted");
    }

    @Test
    void aContextThatBelievesEverybodyStillNeedsNamesAndDates() throws Exception {
        refused(TestCa.shared().expired(), "localhost", blind(), "it expired on " + day(-3));
        refused(TestCa.shared().notYetValid(), "localhost", blind(), "it is not valid before " + day(1));
        refused(TestCa.shared().wrongHost(), "localhost", blind(), "it is for wrong.example, not for localhost");
        try (HandServer server = HandServer.startTls(TestCa.selfSigned(), hand -> hand.say("hello"));
                TlsWire tls = open(server.port(), "localhost", blind())) {
            assertThat(tls.read(ByteBuffer.allocate(10), soon())).isPositive();
        }
    }

    @Test
    void aCertificateThatIsTrustedItselfExpiresAsWell() throws Exception {
        TestCa.Identity expired = TestCa.shared().expired();
        refused(expired, "localhost", pem(expired.chain().get(0)), "it expired on " + day(-3));
        TestCa.Identity elsewhere = TestCa.shared().wrongHost();
        refused(elsewhere, "localhost", pem(elsewhere.chain().get(0)), "it is for wrong.example, not for localhost");
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, a.example, true",
        "a.example, A.EXAMPLE., true",
        "*.example.org, www.example.org, true",
        "*.example.org, example.org, false",
        "*.example.org, a.b.example.org, false",
        "*.example, a.example, false",
        "w*.example.org, www.example.org, false",
        "a.example, b.a.example, false",
        "a.example, aa.example, false",
        "127.0.0.1, 127.0.0.1, false"
    })
    void aNameIsComparedLabelByLabel(String certified, String host, boolean fits) throws Exception {
        TestCa.Identity identity = TestCa.shared().forHosts(certified);
        if (!fits) {
            refused(identity, host, blind(), "it is for " + certified + ", not for " + host);
            return;
        }
        try (HandServer server = HandServer.startTls(identity, hand -> hand.say("hello"));
                TlsWire tls = open(server.port(), host, blind())) {
            assertThat(tls.read(ByteBuffer.allocate(10), soon())).isPositive();
        }
    }

    /** An underscore is in use, though none of the grammar; TLS of the JDK refuses it at both ends. */
    @Test
    @RequiresServer(RealServer.OPENSSL)
    void aNameWithAnUnderscoreIsToldAndCompared() throws Exception {
        Trust trust = pem(TestCa.shared().certificate());
        TestCa.Identity wanted = TestCa.shared().forHosts("*.example.org");
        TestCa.Identity other = TestCa.shared().wrongHost();
        Path first = Files.createDirectory(folder.resolve("other"));
        Path second = Files.createDirectory(folder.resolve("wanted"));
        try (OpensslServer server = OpensslServer.start(
                other.writeCertificate(first),
                other.writeKey(first),
                "-servername",
                "my_host.example.org",
                "-cert2",
                wanted.writeCertificate(second).toString(),
                "-key2",
                wanted.writeKey(second).toString())) {
            open(server.port(), "my_host.example.org", trust).close();
            open(server.port(), "my_host.example.org.", trust).close();
            assertThatThrownBy(() -> open(server.port(), "your_host.example.org", trust))
                    .isInstanceOf(WireException.Insecure.class)
                    .hasMessageContaining("it is for wrong.example, not for your_host.example.org");
        }
    }

    /** RFC 6066 section 3: the name of the host without a last dot, and none for an address. */
    @ParameterizedTest
    @CsvSource({"www.example.org, www.example.org", "www.example.org., www.example.org", "127.0.0.1, "})
    void theServerIsToldWhichHostIsWanted(String host, String told) throws Exception {
        Trust trust = pem(TestCa.shared().certificate());
        BlockingQueue<List<String>> names = new LinkedBlockingQueue<>();
        TestCa.Identity identity =
                told == null ? TestCa.shared().server() : TestCa.shared().forHosts(told);
        try (SSLServerSocket listener = (SSLServerSocket) identity.context()
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                try (SSLSocket client = (SSLSocket) listener.accept()) {
                    client.startHandshake();
                    names.add(((ExtendedSSLSession) client.getSession())
                            .getRequestedServerNames().stream()
                                    .map(name -> new String(name.getEncoded(), US_ASCII))
                                    .toList());
                    client.getInputStream().readAllBytes();
                } catch (java.io.IOException refused) {
                    names.add(List.of("refused: " + refused.getMessage()));
                }
            });
            server.start();
            open(listener.getLocalPort(), host, trust).close();
            assertThat(names.take()).isEqualTo(told == null ? List.of() : List.of(told));
            server.join();
        }
    }

    private static SSLServerSocket listen(String... versions) throws Exception {
        SSLServerSocket listener = (SSLServerSocket) TestCa.sharedServer()
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listener.setEnabledProtocols(versions);
        var parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"imap"});
        listener.setSSLParameters(parameters);
        return listener;
    }

    private static Thread serve(SSLServerSocket listener, int connections) {
        Thread thread = new Thread(() -> {
            for (int i = 0; i < connections; i++) {
                try (SSLSocket client = (SSLSocket) listener.accept()) {
                    client.getOutputStream().write('x');
                    client.getInputStream().readAllBytes();
                } catch (java.io.IOException refused) {
                    // What the client makes of it is what is tested.
                    continue;
                }
            }
        });
        thread.start();
        return thread;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whetherASessionWasResumedIsKnown(String version) throws Exception {
        Trust trust = Trust.of(TestCa.shared().trusting());
        try (SSLServerSocket listener = listen(version)) {
            Thread server = serve(listener, 3);
            for (int i = 0; i < 3; i++) {
                try (TlsWire tls = open(listener.getLocalPort(), "localhost", trust)) {
                    tls.read(ByteBuffer.allocate(1), soon());
                    assertThat(tls.isResumed()).as("connection %s", i).isEqualTo(i > 0);
                }
            }
            server.join();
        }
    }

    @Test
    void onlyTheVersionsThatAreAllowedAreSpoken() throws Exception {
        Trust trust = Trust.of(TestCa.shared().trusting());
        try (SSLServerSocket listener = listen("TLSv1.2", "TLSv1.3")) {
            Thread server = serve(listener, 2);
            try (TlsWire tls = open(listener.getLocalPort(), "localhost", trust.versions("TLSv1.2"))) {
                assertThat(tls.session().getProtocol()).isEqualTo("TLSv1.2");
            }
            try (TlsWire tls = open(listener.getLocalPort(), "localhost", trust)) {
                assertThat(tls.session().getProtocol()).isEqualTo("TLSv1.3");
            }
            server.join();
        }
        try (SSLServerSocket listener = listen("TLSv1.2")) {
            Thread server = serve(listener, 1);
            assertThatThrownBy(() -> open(listener.getLocalPort(), "localhost", trust.versions("TLSv1.3")))
                    .isInstanceOf(WireException.Insecure.class);
            server.join();
        }
        assertThatThrownBy(() -> trust.versions("TLSv1.9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TLSv1.3");
    }

    @Test
    void anApplicationProtocolIsOfferedWhereOneIsSet() throws Exception {
        Trust trust = Trust.of(TestCa.shared().trusting());
        try (SSLServerSocket listener = listen("TLSv1.3")) {
            Thread server = serve(listener, 2);
            try (TlsWire tls = open(listener.getLocalPort(), "localhost", trust.alpn("imap"))) {
                assertThat(tls.applicationProtocol()).contains("imap");
            }
            try (TlsWire tls = open(listener.getLocalPort(), "localhost", trust)) {
                assertThat(tls.applicationProtocol()).isEmpty();
            }
            server.join();
        }
    }
}
