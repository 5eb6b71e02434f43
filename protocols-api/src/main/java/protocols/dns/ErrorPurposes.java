package protocols.dns;

/** What the codes of extended errors mean (RFC 8914 section 4). */
final class ErrorPurposes {

    private static final String[] ALL = {
        "Other",
        "Unsupported DNSKEY Algorithm",
        "Unsupported DS Digest Type",
        "Stale Answer",
        "Forged Answer",
        "DNSSEC Indeterminate",
        "DNSSEC Bogus",
        "Signature Expired",
        "Signature Not Yet Valid",
        "DNSKEY Missing",
        "RRSIGs Missing",
        "No Zone Key Bit Set",
        "NSEC Missing",
        "Cached Error",
        "Not Ready",
        "Blocked",
        "Censored",
        "Filtered",
        "Prohibited",
        "Stale NXDOMAIN Answer",
        "Not Authoritative",
        "Not Supported",
        "No Reachable Authority",
        "Network Error",
        "Invalid Data",
    };

    private ErrorPurposes() {}

    /** Empty for a code that the RFC does not have. */
    static String of(int code) {
        return code < ALL.length ? ALL[code] : "";
    }
}
