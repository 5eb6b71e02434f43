package protocols;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Labels of certificates, old ones too (RFC 7468 sections 5 and 8). */
    private static final List<String> CERTIFICATES =
            List.of("CERTIFICATE", "X509 CERTIFICATE", "X.509 CERTIFICATE", "PKCS7");

    private final List<X509Certificate> additional;
    private final Optional<SSLContext> given;
    private final Terms terms;
    private volatile Optional<SSLContext> context;

    private Trust(List<X509Certificate> additional, Optional<SSLContext> given) {
        this(additional, given, new Terms(List.of(), List.of(), Revocation.UNCHECKED));
    }

    private Trust(List<X509Certificate> additional, Optional<SSLContext> given, Terms terms) {
        this.additional = List.copyOf(additional);
        this.given = given;
        this.terms = terms;
        this.context = given;
    }

    /** What is asked for beside a chain that is believed. */
    private record Terms(List<String> versions, List<String> alpn, Revocation revocation) {}

    private Trust with(Terms other) {
        return new Trust(additional, given, other);
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
        return with(new Terms(List.of(allowed), terms.alpn, terms.revocation));
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
        return with(new Terms(terms.versions, List.of(protocols), terms.revocation));
    }

    /**
     * Lists of revoked certificates (CRLs, RFC 5280 section 5), as PEM or DER, which you keep up to date: the files are
     * read now, and what is written to them later counts for a value that is made later. A certificate of
     * the chain whose issuer has lists here must be on none of them, and one of them must be signed by that issuer, whole
     * (no critical extension, sections 5.2.4 and 5.2.5) and not out of date; else the handshake ends as
     * {@link WireException.Insecure}. Other issuers' certificates are not looked up,
     * nor one that is trusted itself. Nothing is fetched, as no connector and no deadline would reach that. A session that
     * is resumed was looked up when it began.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if one holds no list, or one that is broken
     * @throws IllegalStateException if this is a context of the caller's: whom it believes is its affair
     */
    public Trust crls(Path... files) throws IOException {
        Revocation lists = revocation();
        for (Path file : files) {
            lists = lists.and(file);
        }
        return with(new Terms(terms.versions, terms.alpn, lists));
    }

    /**
     * The server must staple an answer of OCSP to its certificate (RFC 6066 section 8, RFC 8446 section 4.4.2.1), which
     * says that it is good today; else the handshake ends as {@link WireException.Insecure}. The JDK reads it: an answer
     * that names the certificate by a hash other than SHA-1 does not convince it. By default none is required,
     * as most servers staple none. One that is trusted itself needs none.
     *
     * @throws IllegalStateException if this is a context of the caller's: whom it believes is its affair
     */
    public Trust stapledOcsp() {
        return with(new Terms(terms.versions, terms.alpn, revocation().stapledToo()));
    }

    private Revocation revocation() {
        if (given.isPresent()) {
            throw new IllegalStateException("revocation is the affair of the trust managers of the caller's context");
        }
        return terms.revocation;
    }

    List<String> versions() {
        return terms.versions;
    }

    List<String> alpn() {
        return terms.alpn;
    }

    /**
     * The JDK's authorities and, in addition, the certificates of a file, as PEM or DER. What else is in it, such as a
     * private key, is passed over.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it holds no certificate, or one that is broken
     */
    public static Trust pem(Path file) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] block : Pem.read(file, CERTIFICATES)) {
                for (Certificate certificate : factory.generateCertificates(new ByteArrayInputStream(block))) {
                    certificates.add((X509Certificate) certificate);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no certificate in " + file + ": " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no certificate in " + file);
        }
        return new Trust(certificates, Optional.empty());
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

    private TrustManager[] explained(TrustManager[] managers) {
        return Arrays.stream(managers)
                .map(one ->
                        one instanceof X509ExtendedTrustManager jdk ? new ExplainedTrust(jdk, terms.revocation) : one)
                .toArray(TrustManager[]::new);
    }

    /** Whether it was made of the same certificates, or of the same context, and for the same TLS. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Trust that
                && additional.equals(that.additional)
                && given.equals(that.given)
                && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(additional, given, terms);
    }

    /** Whom it trusts, in a few words. */
    @Override
    public String toString() {
        return given.isPresent()
                ? "a context of the caller's"
                : "the JDK's authorities" + (additional.isEmpty() ? "" : " and " + additional.size() + " certificates");
    }
}
