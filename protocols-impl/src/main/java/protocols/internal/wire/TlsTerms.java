package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import protocols.Trust;
import protocols.WireException;
import protocols.spi.CoreFriend;

/** What TLS has to agree on, and in our words what was wrong where it does not. */
final class TlsTerms {

    private static final CoreFriend CORE = CoreFriend.get();

    private TlsTerms() {}

    /** For the handshake of a client. */
    static SSLEngine engine(Trust trust, TlsWire.Peer peer) {
        // A name says the same with a last dot, which no certificate and no server name indication has (RFC 6066
        // section 3).
        String host =
                peer.host().endsWith(".") ? peer.host().substring(0, peer.host().length() - 1) : peer.host();
        SSLEngine engine = CORE.context(trust).createSSLEngine(host, peer.cache());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (host.indexOf('_') < 0) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        } else {
            // The JDK knows no host of that name and refuses it; the name is held against the certificate here alone.
            parameters.setServerNames(List.of(new HostName(host)));
        }
        if (!CORE.versions(trust).isEmpty()) {
            parameters.setProtocols(CORE.versions(trust).toArray(String[]::new));
        }
        parameters.setApplicationProtocols(CORE.alpn(trust).toArray(String[]::new));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A name of a host that {@link SNIHostName} does not take: an underscore is in use, though not in the grammar. */
    private static final class HostName extends SNIServerName {
        HostName(String ascii) {
            super(StandardConstants.SNI_HOST_NAME, ascii.getBytes(US_ASCII));
        }
    }

    /** The deepest reason of a certificate's is the one that says which date or which name. */
    static WireException refused(SSLException e) {
        Optional<String> distrust = Optional.empty();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // All kinds of faults of TLS are of security: only what lies below one of a certificate is about it.
            boolean within = distrust.isPresent() && cause instanceof GeneralSecurityException;
            if (within || cause instanceof CertificateException) {
                distrust = Optional.of("certificate not trusted: " + cause.getMessage());
            }
        }
        if (distrust.isPresent()) {
            return new WireException.Insecure(distrust.get(), e);
        }
        String text = String.valueOf(e.getMessage());
        if (text.contains("plaintext connection") || text.contains("Unsupported or unrecognized")) {
            return new WireException.Insecure(
                    "the peer does not speak TLS on this port; one that begins in the clear needs Tls.UPGRADE", e);
        }
        return new WireException.Insecure(
                (e instanceof SSLHandshakeException ? "TLS handshake failed: " : "TLS failed: ") + text, e);
    }
}
