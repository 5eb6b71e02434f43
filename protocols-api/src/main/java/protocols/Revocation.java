package protocols;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate was taken back, as far as what is at hand can say: lists that were given, an answer that the server
 * brings along. Nothing is fetched.
 *
 * @param lists those that were given
 * @param stapled whether an answer of OCSP must come with the handshake
 */
record Revocation(List<X509CRL> lists, boolean stapled) {

    /** Where the key usage of a certificate says so (RFC 5280 section 4.2.1.3). */
    private static final int SIGNS_LISTS = 6;

    /** The label of a list, and an old one (RFC 7468 section 7). */
    private static final List<String> LISTS = List.of("X509 CRL", "CRL");

    static final Revocation UNCHECKED = new Revocation(List.of(), false);

    Revocation stapledToo() {
        return new Revocation(lists, true);
    }

    /** With the lists of a file, as PEM or DER. */
    Revocation and(Path file) throws IOException {
        List<X509CRL> all = new ArrayList<>(lists);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] block : Pem.read(file, LISTS)) {
                all.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(block)));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no list of revoked certificates in " + file + ": " + e.getMessage(), e);
        }
        if (all.size() == lists.size()) {
            throw new IllegalArgumentException("no list of revoked certificates in " + file);
        }
        return new Revocation(List.copyOf(all), stapled);
    }

    /**
     * Of a chain that is believed.
     *
     * @param staples what the server has stapled to each certificate, of which the first is its own
     */
    void check(X509Certificate[] chain, X509Certificate[] roots, List<byte[]> staples) throws CertificateException {
        if (lists.isEmpty() && !stapled) {
            return;
        }
        List<X509Certificate> path = path(chain, roots);
        for (int i = 0; i < path.size() - 1; i++) {
            X509Certificate one = path.get(i);
            if (i == 0 && stapled) {
                checkStaple(one, path.get(1), staples);
            }
            checkLists(one, path.get(i + 1));
        }
    }

    private static void checkStaple(X509Certificate leaf, X509Certificate issuer, List<byte[]> staples)
            throws CertificateException {
        if (staples.isEmpty() || staples.get(0).length == 0) {
            throw new CertificateException("the server staples no answer of OCSP, and one is required");
        }
        try {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOptions(Set.of(PKIXRevocationChecker.Option.NO_FALLBACK));
            checker.setOcspResponses(Map.of(leaf, staples.get(0)));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
            parameters.setRevocationEnabled(false);
            parameters.addCertPathChecker(checker);
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
        } catch (GeneralSecurityException e) {
            throw unconvincing(e, leaf);
        }
    }

    private static CertificateException unconvincing(GeneralSecurityException e, X509Certificate leaf) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof CertificateRevokedException)) {
            cause = cause.getCause();
        }
        CertificateException known = cause instanceof CertificateRevokedException revoked
                ? revoked(leaf, revoked.getRevocationDate().toInstant(), revoked.getRevocationReason())
                : new CertificateException("the stapled answer of OCSP does not hold: " + e.getMessage());
        known.addSuppressed(e);
        return known;
    }

    /**
     * By the lists of its issuer, if there are any: on none of them, and one has to be good. Not by the JDK's own check,
     * which asks the network where no list at hand is.
     */
    private void checkLists(X509Certificate one, X509Certificate issuer) throws CertificateException {
        Optional<String> fault = Optional.empty();
        boolean good = false;
        for (X509CRL list : lists) {
            if (list.getIssuerX500Principal().equals(one.getIssuerX500Principal())) {
                boolean signed = isSignedBy(list, issuer);
                X509CRLEntry entry = signed ? list.getRevokedCertificate(one.getSerialNumber()) : null;
                if (entry != null && entry.getRevocationReason() != CRLReason.REMOVE_FROM_CRL) {
                    throw revoked(one, entry.getRevocationDate().toInstant(), entry.getRevocationReason());
                }
                Optional<String> its = signed ? fault(list) : Optional.of("it is not signed by that issuer");
                good |= its.isEmpty();
                fault = fault.or(() -> its);
            }
        }
        if (!good && fault.isPresent()) {
            throw new CertificateException("the list of revoked certificates of "
                    + one.getIssuerX500Principal().getName() + " does not hold: " + fault.get());
        }
    }

    private static boolean isSignedBy(X509CRL list, X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        if (usage != null && !usage[SIGNS_LISTS]) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Why a list says of nobody that he is not revoked. */
    private static Optional<String> fault(X509CRL list) {
        Set<String> critical = list.getCriticalExtensionOIDs();
        if (critical != null && !critical.isEmpty()) {
            // RFC 5280 sections 5.2.4 and 5.2.5.
            return Optional.of("it is a part of one");
        }
        Instant now = Instant.now();
        Instant begin = list.getThisUpdate().toInstant();
        if (now.isBefore(begin)) {
            return Optional.of("it is not valid before " + Certificates.moment(begin));
        }
        if (list.getNextUpdate() == null) {
            return Optional.of("it does not say until when");
        }
        Instant renewal = list.getNextUpdate().toInstant();
        return now.isAfter(renewal)
                ? Optional.of("it is out of date since " + Certificates.moment(renewal))
                : Optional.empty();
    }

    private static CertificateException revoked(X509Certificate one, Instant since, @Nullable CRLReason reason) {
        String which = one.getBasicConstraints() < 0
                ? "it"
                : "its issuer " + one.getSubjectX500Principal().getName();
        String why = reason == null
                ? ""
                : " (" + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
        return new CertificateException(which + " was revoked on " + Certificates.day(since) + why);
    }

    /** From the server's own certificate to a root, in order; what the server has shown may not be. */
    private static List<X509Certificate> path(X509Certificate[] chain, X509Certificate[] roots)
            throws CertificateException {
        try {
            X509CertSelector leaf = new X509CertSelector();
            leaf.setCertificate(chain[0]);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                    Arrays.stream(roots)
                            .map(root -> new TrustAnchor(root, null))
                            .collect(Collectors.toSet()),
                    leaf);
            parameters.setRevocationEnabled(false);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(chain))));
            PKIXCertPathBuilderResult found = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            List<X509Certificate> path = new ArrayList<>();
            found.getCertPath().getCertificates().forEach(one -> path.add((X509Certificate) one));
            path.add(found.getTrustAnchor().getTrustedCert());
            return path;
        } catch (GeneralSecurityException e) {
            throw new CertificateException("no path from it to a root: " + e.getMessage(), e);
        }
    }
}
