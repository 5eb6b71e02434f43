package protocols;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
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
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a certificate was taken back, as far as what is at hand can say: lists that were given, an answer that the server
 * brings along. Nothing is fetched.
 *
 * @param lists those that were given
 * @param stapled whether an answer of OCSP must come with the handshake
 */
record Revocation(List<X509CRL> lists, boolean stapled) {

    static final Revocation UNCHECKED = new Revocation(List.of(), false);

    Revocation stapledToo() {
        return new Revocation(lists, true);
    }

    /** With the lists of a file, as PEM or DER. */
    Revocation and(Path file) throws IOException {
        try {
            List<X509CRL> all = new ArrayList<>(lists);
            Collection<? extends CRL> found = CertificateFactory.getInstance("X.509")
                    .generateCRLs(new ByteArrayInputStream(Files.readAllBytes(file)));
            found.forEach(list -> all.add((X509CRL) list));
            if (found.isEmpty()) {
                throw new IllegalArgumentException("no list of revoked certificates in " + file);
            }
            return new Revocation(List.copyOf(all), stapled);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no list of revoked certificates in " + file + ": " + e.getMessage(), e);
        }
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
            if (lists.stream().anyMatch(list -> list.getIssuerX500Principal().equals(one.getIssuerX500Principal()))) {
                checkLists(one, path.get(i + 1));
            }
        }
    }

    private static void checkStaple(X509Certificate leaf, X509Certificate issuer, List<byte[]> staples)
            throws CertificateException {
        if (staples.isEmpty() || staples.get(0).length == 0) {
            throw new CertificateException("the server staples no answer of OCSP, and one is required");
        }
        try {
            PKIXRevocationChecker checker = checker(PKIXRevocationChecker.Option.NO_FALLBACK);
            checker.setOcspResponses(Map.of(leaf, staples.get(0)));
            validate(leaf, issuer, checker, List.of());
        } catch (GeneralSecurityException e) {
            throw because(e, leaf, "the stapled answer of OCSP does not hold: ");
        }
    }

    private void checkLists(X509Certificate one, X509Certificate issuer) throws CertificateException {
        try {
            validate(
                    one,
                    issuer,
                    checker(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK),
                    lists);
        } catch (GeneralSecurityException e) {
            throw because(
                    e,
                    one,
                    "the list of revoked certificates of "
                            + one.getIssuerX500Principal().getName() + " does not hold: ");
        }
    }

    private static PKIXRevocationChecker checker(PKIXRevocationChecker.Option... options)
            throws GeneralSecurityException {
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        checker.setOptions(Set.of(options));
        return checker;
    }

    /** One certificate under the one that signed it: those above it are looked at by themselves. */
    private static void validate(
            X509Certificate one, X509Certificate issuer, PKIXRevocationChecker checker, List<X509CRL> lists)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
        parameters.setRevocationEnabled(false);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
        parameters.addCertPathChecker(checker);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(one)), parameters);
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

    private static CertificateException because(GeneralSecurityException e, X509Certificate one, String otherwise) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof CertificateRevokedException)) {
            cause = cause.getCause();
        }
        String which = one.getBasicConstraints() < 0
                ? "it"
                : "its issuer " + one.getSubjectX500Principal().getName();
        String why = cause instanceof CertificateRevokedException revoked
                ? which + " was revoked on "
                        + LocalDate.ofInstant(revoked.getRevocationDate().toInstant(), ZoneOffset.UTC) + " ("
                        + revoked.getRevocationReason()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' ') + ")"
                : otherwise + e.getMessage();
        CertificateException known = new CertificateException(why);
        known.addSuppressed(e);
        return known;
    }
}
