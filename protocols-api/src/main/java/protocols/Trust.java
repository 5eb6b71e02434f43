package protocols;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed, and which TLS is spoken. Chain, dates and host name (RFC 9525: subject alternative names
 * alone) are always checked; what can be chosen is the set of roots. TLS sessions are resumed only between clients that
 * share one value of this type.
 */
public final class Trust {

    /** The certificate authorities of the JDK. The default. */
    public static final Trust SYSTEM = new Trust(List.of(), Optional.empty());

    private final List<X509Certificate> additional;
    private final Optional<SSLContext> given;
    private final List<String> versions;
    private final List<String> alpn;
    private volatile Optional<SSLContext> context;

    private Trust(List<X509Certificate> additional, Optional<SSLContext> given) {
        this(additional, given, List.of(), List.of());
    }

    private Trust(
            List<X509Certificate> additional, Optional<SSLContext> given, List<String> versions, List<String> alpn) {
        this.additional = List.copyOf(additional);
        this.given = given;
        this.versions = versions;
        this.alpn = alpn;
        this.context = given;
    }

    /**
     * The caller's own context, with its client certificates. Whom it believes is its affair, even if that is everybody;
     * the host name and the dates of the certificate are checked all the same.
     */
    public static Trust of(SSLContext context) {
        return new Trust(List.of(), Optional.of(context));
    }

    /**
     * The versions of TLS that may be spoken, such as {@code TLSv1.3}. By default those that the JDK allows: 1.2 and 1.3.
     *
     * @throws IllegalArgumentException if this JDK does not know one of them, or there is none
     */
    public Trust versions(String... allowed) {
        if (allowed.length == 0) {
            throw new IllegalArgumentException("no version of TLS");
        }
        List<String> known = List.of(context().getSupportedSSLParameters().getProtocols());
        for (String version : allowed) {
            if (!known.contains(version)) {
                throw new IllegalArgumentException(
                        "no version of TLS: " + Text.printable(version) + "; there are " + String.join(", ", known));
            }
        }
        return new Trust(additional, given, List.of(allowed), alpn);
    }

    /**
     * The application protocols that are offered in the handshake (RFC 7301), such as {@code imap}. By default none. A
     * server that speaks none of them may refuse the connection, and most ignore it.
     *
     * @throws IllegalArgumentException if one is empty, or longer than 255 bytes
     */
    public Trust alpn(String... protocols) {
        for (String protocol : protocols) {
            if (protocol.isEmpty() || protocol.length() > 255) {
                throw new IllegalArgumentException("an application protocol has 1 to 255 bytes");
            }
        }
        return new Trust(additional, given, versions, List.of(protocols));
    }

    List<String> versions() {
        return versions;
    }

    List<String> alpn() {
        return alpn;
    }

    /**
     * The JDK's authorities and, in addition, the certificates of a PEM file.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it holds no certificate
     */
    public static Trust pem(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate certificate : found) {
                certificates.add((X509Certificate) certificate);
            }
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("no certificate in " + file);
            }
            return new Trust(certificates, Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no PEM certificate in " + file + ": " + e.getMessage(), e);
        }
    }

    /** The context that the connections use; made once. */
    SSLContext context() {
        Optional<SSLContext> made = context;
        if (made.isEmpty()) {
            made = Optional.of(make());
            context = made;
        }
        return made.get();
    }

    private SSLContext make() {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(null, explained(managers(additional.isEmpty() ? null : withSystem())), null);
            return made;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot do TLS: " + e.getMessage(), e);
        }
    }

    private KeyStore withSystem() throws GeneralSecurityException, IOException {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        int n = 0;
        for (TrustManager manager : managers(null)) {
            for (X509Certificate issuer : ((X509TrustManager) manager).getAcceptedIssuers()) {
                roots.setCertificateEntry("system-" + n++, issuer);
            }
        }
        for (X509Certificate certificate : additional) {
            roots.setCertificateEntry("additional-" + n++, certificate);
        }
        return roots;
    }

    private static TrustManager[] managers(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory.getTrustManagers();
    }

    private static TrustManager[] explained(TrustManager[] managers) {
        return Arrays.stream(managers)
                .map(one -> one instanceof X509ExtendedTrustManager jdk ? new ExplainedTrust(jdk) : one)
                .toArray(TrustManager[]::new);
    }

    /** Whether it was made of the same certificates, or of the same context, and for the same TLS. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Trust that
                && additional.equals(that.additional)
                && given.equals(that.given)
                && versions.equals(that.versions)
                && alpn.equals(that.alpn);
    }

    @Override
    public int hashCode() {
        return Objects.hash(additional, given, versions, alpn);
    }

    /** Whom it trusts, in a few words. */
    @Override
    public String toString() {
        return given.isPresent()
                ? "a context of the caller's"
                : "the JDK's authorities" + (additional.isEmpty() ? "" : " and " + additional.size() + " certificates");
    }
}
