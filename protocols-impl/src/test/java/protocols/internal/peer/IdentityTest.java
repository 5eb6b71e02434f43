package protocols.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
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
        X509ExtendedTrustManager trust = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        SSLEngine engine = SSLContext.getDefault().createSSLEngine(host, 443);
        try {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            engine.setUseClientMode(true);
            engine.beginHandshake();
            trust.checkServerTrusted(new X509Certificate[] {certificate}, "RSA", engine);
            return true;
        } catch (CertificateException refused) {
            return false;
        }
    }
}
