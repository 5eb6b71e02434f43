package protocols;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import protocols.net.Host;

/** Whether a certificate holds for a host today, and why it does not, in words. */
final class Certificates {

    /** Kinds of a subject alternative name (RFC 5280 section 4.2.1.6). */
    private static final Integer DNS = 2;

    private static final Integer ADDRESS = 7;

    private Certificates() {}

    /** That of the other end of a session; the chain above it is not looked at. */
    static void requireValid(SSLSession session, String host) throws CertificateException {
        try {
            requireValid((X509Certificate) session.getPeerCertificates()[0], host);
        } catch (SSLPeerUnverifiedException e) {
            throw new CertificateException("the peer has shown none", e);
        }
    }

    private static void requireValid(X509Certificate certificate, String host) throws CertificateException {
        requireTime(certificate, "it");
        if (!isFor(certificate, host)) {
            throw new CertificateException(names(certificate) + ", not for " + host);
        }
    }

    private static void requireTime(X509Certificate certificate, String which) throws CertificateException {
        Instant now = Instant.now();
        Instant first = certificate.getNotBefore().toInstant();
        Instant last = certificate.getNotAfter().toInstant();
        if (now.isAfter(last)) {
            throw new CertificateException(which + " expired on " + moment(last));
        }
        if (now.isBefore(first)) {
            throw new CertificateException(
                    which + " is not valid before " + moment(first) + "; it is " + moment(now) + " here");
        }
    }

    /** The day, and for today the time of it. */
    static String moment(Instant time) {
        LocalDate day = day(time);
        return day.equals(day(Instant.now()))
                ? time.truncatedTo(ChronoUnit.SECONDS).toString()
                : day.toString();
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** RFC 9525 section 6: subject alternative names alone, a star for one whole label, an address for an address. */
    static boolean isFor(X509Certificate certificate, String host) throws CertificateParsingException {
        Host wanted = Host.parse(host);
        for (List<?> alternative : alternatives(certificate)) {
            if (alternative.get(0).equals(wanted.isLiteral() ? ADDRESS : DNS)
                    && covers(String.valueOf(alternative.get(1)), wanted)) {
                return true;
            }
        }
        return false;
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        return all == null ? List.of() : all;
    }

    private static boolean covers(String certified, Host host) {
        if (host.isLiteral()) {
            return Host.literal(certified)
                    .filter(one -> Arrays.equals(one.octets(), host.octets()))
                    .isPresent();
        }
        String pattern = certified.toLowerCase(Locale.ROOT);
        String name = host.text();
        String wanted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (!pattern.startsWith("*.")) {
            return pattern.equals(wanted);
        }
        int dot = wanted.indexOf('.');
        // Not for all of a top-level domain.
        return dot > 0 && pattern.indexOf('.', 2) > 0 && wanted.substring(dot).equals(pattern.substring(1));
    }

    private static String names(X509Certificate certificate) throws CertificateParsingException {
        String names = alternatives(certificate).stream()
                .filter(one -> one.get(0).equals(DNS) || one.get(0).equals(ADDRESS))
                .map(one -> String.valueOf(one.get(1)))
                .limit(5)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "it has no subject alternative name" : "it is for " + names;
    }

    /** Why what a peer has shown was not believed: the leaf comes first. */
    static CertificateException because(X509Certificate[] shown, String host, CertificateException found) {
        List<X509Certificate> chain = chain(shown);
        try {
            requireTime(chain.get(0), "it");
            // A chain may hold old issuers that nobody needs: only where a date was wrong is it one of theirs.
            for (X509Certificate issuer :
                    isOfDate(found) ? chain.subList(1, chain.size()) : List.<X509Certificate>of()) {
                requireTime(
                        issuer, "its issuer " + issuer.getSubjectX500Principal().getName());
            }
            if (found.getCause() == null) {
                requireValid(chain.get(0), host);
            }
            return because(chain, found);
        } catch (CertificateException known) {
            known.addSuppressed(found);
            return known;
        }
    }

    /** From the leaf upwards as far as it was shown; servers show more than that, in any order (RFC 8446 section 4.4.2). */
    private static List<X509Certificate> chain(X509Certificate[] shown) {
        List<X509Certificate> rest = new ArrayList<>(List.of(shown));
        List<X509Certificate> chain = new ArrayList<>();
        Optional<X509Certificate> next = Optional.of(rest.remove(0));
        while (next.isPresent()) {
            X509Certificate one = next.get();
            chain.add(one);
            rest.removeIf(one::equals);
            next = isSelfIssued(one)
                    ? Optional.empty()
                    : rest.stream().filter(above -> isIssuedBy(one, above)).findFirst();
            next.ifPresent(rest::remove);
        }
        return chain;
    }

    private static boolean isIssuedBy(X509Certificate one, X509Certificate above) {
        try {
            one.verify(above.getPublicKey());
            return above.getSubjectX500Principal().equals(one.getIssuerX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isSelfIssued(X509Certificate one) {
        return one.getSubjectX500Principal().equals(one.getIssuerX500Principal());
    }

    private static boolean isOfDate(Throwable found) {
        Throwable cause = found;
        while (cause != null
                && !(cause instanceof CertificateExpiredException)
                && !(cause instanceof CertificateNotYetValidException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static CertificateException because(List<X509Certificate> chain, CertificateException found) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = found; cause instanceof GeneralSecurityException; cause = cause.getCause()) {
            causes.add(cause);
        }
        String deepest = String.valueOf(causes.get(causes.size() - 1).getMessage());
        if (!deepest.contains("unable to find valid certification path")) {
            return found;
        }
        X509Certificate last = chain.get(chain.size() - 1);
        String issuer = last.getIssuerX500Principal().getName();
        boolean self = isSelfIssued(last);
        String why = self && chain.size() == 1
                ? "it is signed by itself; if it is the right one, Trust.pem(file) trusts it"
                : "its issuer " + issuer + (self ? "" : ", which it did not show,")
                        + " is not trusted; Trust.pem(file) trusts that authority";
        CertificateException known = new CertificateException(why);
        known.addSuppressed(found);
        return known;
    }
}
