package protocols.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.crypto.AEADBadTagException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What is said of a handshake that failed. */
class TlsTermsTest {

    private static <E extends Exception> E because(E fault, Throwable cause) {
        fault.initCause(cause);
        return fault;
    }

    @Test
    void theDeepestReasonOfACertificateIsShown() {
        var below = new CertificateException("PKIX failed", new CertPathValidatorException("NotAfter: yesterday"));
        assertThat(TlsTerms.refused(because(new SSLHandshakeException("PKIX failed"), below)))
                .hasMessageContaining("certificate not trusted: NotAfter: yesterday");
    }

    @Test
    void whatIsNoneOfACertificatesIsNotTakenForOne() {
        assertThat(TlsTerms.refused(because(new SSLException("bad record"), new AEADBadTagException("Tag mismatch"))))
                .hasMessageContaining("TLS failed: bad record")
                .hasMessageNotContaining("certificate");
    }
}
