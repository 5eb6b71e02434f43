package protocols;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Believes whom the JDK believes and what is at hand has not revoked, and says in words why it does not. */
final class ExplainedTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager jdk;
    private final Revocation revocation;

    ExplainedTrust(X509ExtendedTrustManager jdk, Revocation revocation) {
        this.jdk = jdk;
        this.revocation = revocation;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
            throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, algorithm, engine);
        } catch (CertificateException e) {
            throw Certificates.because(chain, String.valueOf(engine.getPeerHost()), e);
        }
        List<byte[]> staples = engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getStatusResponses()
                : List.of();
        revocation.check(chain, jdk.getAcceptedIssuers(), staples);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
            throws CertificateException {
        jdk.checkServerTrusted(chain, algorithm, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
        jdk.checkServerTrusted(chain, algorithm);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
            throws CertificateException {
        jdk.checkClientTrusted(chain, algorithm, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket)
            throws CertificateException {
        jdk.checkClientTrusted(chain, algorithm, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
        jdk.checkClientTrusted(chain, algorithm);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
