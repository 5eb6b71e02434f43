package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import protocols.internal.wire.Link;

/**
 * What ties a login to the TLS connection that it runs in, and what is said of it (RFC 5802 section 6). The way is
 * {@code tls-server-end-point}: of {@code tls-unique} and {@code tls-exporter} the JDK says nothing before version 25.
 */
final class ChannelBinding {

    /** None can be had here. */
    static final ChannelBinding NONE = new ChannelBinding("n,,", new byte[0]);

    /** One could be had, but the peer does not offer it; if it does, somebody in between has changed its offer. */
    static final ChannelBinding NOT_OFFERED = new ChannelBinding("y,,", new byte[0]);

    private final String header;
    private final byte[] data;

    private ChannelBinding(String header, byte[] data) {
        this.header = header;
        this.data = data;
    }

    static ChannelBinding serverEndPoint(byte[] data) {
        return new ChannelBinding("p=tls-server-end-point,,", data);
    }

    /** The one to use on a link. Over a recording of TLS there is one too, as there was when it was made. */
    static Optional<ChannelBinding> of(Link link) {
        if (link.remote().isRecording() && link.isSecure()) {
            return Optional.of(serverEndPoint(new byte[0]));
        }
        return link.tls().flatMap(ChannelBinding::certificate).flatMap(ChannelBinding::endPoint);
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            Certificate peer = session.getPeerCertificates()[0];
            return peer instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** RFC 5929 section 4.1: the certificate's hash, by the hash function of its signature; not defined if it has none. */
    static Optional<ChannelBinding> endPoint(X509Certificate certificate) {
        try {
            Optional<String> hash = hash(certificate);
            return hash.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            serverEndPoint(MessageDigest.getInstance(hash.get()).digest(certificate.getEncoded())));
        } catch (GeneralSecurityException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> hash(X509Certificate certificate) throws GeneralSecurityException, IOException {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        int with = signature.indexOf("WITH");
        if (signature.startsWith("RSASSA-PSS")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return named(parameters
                    .getParameterSpec(PSSParameterSpec.class)
                    .getDigestAlgorithm()
                    .toUpperCase(Locale.ROOT));
        }
        return with < 0 ? Optional.empty() : named(signature.substring(0, with));
    }

    /** The two that are broken stand for SHA-256. */
    private static Optional<String> named(String hash) {
        return switch (hash.replace("-", "")) {
            case "MD5", "SHA1", "SHA256" -> Optional.of("SHA-256");
            case "SHA224" -> Optional.of("SHA-224");
            case "SHA384" -> Optional.of("SHA-384");
            case "SHA512" -> Optional.of("SHA-512");
            default -> Optional.empty();
        };
    }

    /** Whether a login is bound by it. */
    boolean binds() {
        return header.startsWith("p");
    }

    /** The GS2 header (RFC 5802 section 7). */
    String header() {
        return header;
    }

    /** The header with what binds behind it. */
    byte[] input() {
        byte[] first = header.getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(first, first.length + data.length);
        System.arraycopy(data, 0, all, first.length, data.length);
        return all;
    }
}
