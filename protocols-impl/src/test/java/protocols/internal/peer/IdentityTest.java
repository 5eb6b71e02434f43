package protocols.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The certificate of a served peer, looked at as the JDK looks at any (PKIX and RFC 2818). */
class IdentityTest {

    @Test
    void itIsOneForLoopback() throws Exception {
        Identity identity = Identity.of(List.of());
        assertThat(accepts(identity, "localhost")).isTrue();
        assertThat(accepts(identity, "127.0.0.1")).isTrue();
        assertThat(accepts(identity, "::1")).isTrue();
        assertThat(accepts(identity, "example.org")).isFalse();
        assertThat(accepts(identity, "127.0.0.2")).isFalse();
    }

    @Test
    void orForTheHostsThatAreNamed() throws Exception {
        Identity identity = Identity.of(List.of("mx.example.org", "192.0.2.1"));
        assertThat(accepts(identity, "mx.example.org")).isTrue();
        assertThat(accepts(identity, "192.0.2.1")).isTrue();
        assertThat(accepts(identity, "localhost")).isFalse();
    }

    private static boolean accepts(Identity identity, String host) throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(identity.pem().getBytes(StandardCharsets.US_ASCII)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("peer", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        SSLEngine client = context.createSSLEngine(host, 443);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        client.setUseClientMode(true);
        SSLEngine server = identity.server().createSSLEngine();
        server.setUseClientMode(false);
        try {
            shakeHands(client, server);
            return true;
        } catch (SSLException refused) {
            assertThat(refused).hasRootCauseInstanceOf(CertificateException.class);
            return false;
        }
    }

    /** Without a socket: what one of them writes the other reads, until the client has seen the certificate and is done. */
    private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        client.beginHandshake();
        server.beginHandshake();
        for (int turn = 0; turn < 50 && client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING; turn++) {
            turn(client, toClient, toServer);
            turn(server, toServer, toClient);
        }
        assertThat(client.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
    }

    private static void turn(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        ByteBuffer none = ByteBuffer.allocate(1 << 16);
        for (int step = 0; step < 20; step++) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    in.flip();
                    engine.unwrap(in, none);
                    in.compact();
                }
                default -> {
                    return;
                }
            }
        }
    }
}
