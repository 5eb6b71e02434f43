package protocols.dns;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The type of a record, or of the records that a question asks for.
 *
 * @param number 0 to 65535, as registered by IANA
 */
public record RecordType(int number) implements Comparable<RecordType> {

    private static final RecordType[] BY_NUMBER = new RecordType[512];
    private static final String[] MNEMONIC = new String[BY_NUMBER.length];
    private static final Map<String, RecordType> BY_MNEMONIC = new HashMap<>();

    /** An IPv4 address (RFC 1035). */
    public static final RecordType A = known(1, "A");
    /** A name server (RFC 1035). */
    public static final RecordType NS = known(2, "NS");
    /** The name of which this is an alias (RFC 1035). */
    public static final RecordType CNAME = known(5, "CNAME");
    /** The start of a zone (RFC 1035). */
    public static final RecordType SOA = known(6, "SOA");
    /** A pointer to a name, for reverse lookup (RFC 1035). */
    public static final RecordType PTR = known(12, "PTR");
    /** Hardware and operating system (RFC 1035), or the answer to ANY (RFC 8482). */
    public static final RecordType HINFO = known(13, "HINFO");
    /** A mail exchange (RFC 1035). */
    public static final RecordType MX = known(15, "MX");
    /** Text (RFC 1035). */
    public static final RecordType TXT = known(16, "TXT");
    /** The person responsible (RFC 1183). */
    public static final RecordType RP = known(17, "RP");
    /** An AFS server (RFC 1183, RFC 5864). */
    public static final RecordType AFSDB = known(18, "AFSDB");
    /** An IPv6 address (RFC 3596). */
    public static final RecordType AAAA = known(28, "AAAA");
    /** A place on the Earth (RFC 1876). */
    public static final RecordType LOC = known(29, "LOC");
    /** A host that offers a service (RFC 2782). */
    public static final RecordType SRV = known(33, "SRV");
    /** A rule to rewrite names (RFC 3403). */
    public static final RecordType NAPTR = known(35, "NAPTR");
    /** A certificate (RFC 4398). */
    public static final RecordType CERT = known(37, "CERT");
    /** The name of which this whole subtree is an alias (RFC 6672). */
    public static final RecordType DNAME = known(39, "DNAME");
    /** The pseudo-record of EDNS (RFC 6891): see {@link Edns}. */
    public static final RecordType OPT = known(41, "OPT");
    /** The key of a delegated zone (RFC 4034). */
    public static final RecordType DS = known(43, "DS");
    /** The fingerprint of an SSH key (RFC 4255). */
    public static final RecordType SSHFP = known(44, "SSHFP");
    /** A signature (RFC 4034). */
    public static final RecordType RRSIG = known(46, "RRSIG");
    /** The next name of a signed zone (RFC 4034). */
    public static final RecordType NSEC = known(47, "NSEC");
    /** A key of a signed zone (RFC 4034). */
    public static final RecordType DNSKEY = known(48, "DNSKEY");
    /** The next name of a signed zone, hashed (RFC 5155). */
    public static final RecordType NSEC3 = known(50, "NSEC3");
    /** How names are hashed for NSEC3 (RFC 5155). */
    public static final RecordType NSEC3PARAM = known(51, "NSEC3PARAM");
    /** The certificate of a TLS server (RFC 6698). */
    public static final RecordType TLSA = known(52, "TLSA");
    /** The certificate of a mail user (RFC 8162). */
    public static final RecordType SMIMEA = known(53, "SMIMEA");
    /** The DS record that a child asks for (RFC 7344). */
    public static final RecordType CDS = known(59, "CDS");
    /** The DNSKEY record that a child asks for (RFC 7344). */
    public static final RecordType CDNSKEY = known(60, "CDNSKEY");
    /** An OpenPGP key (RFC 7929). */
    public static final RecordType OPENPGPKEY = known(61, "OPENPGPKEY");
    /** What a parent shall copy from its child (RFC 7477). */
    public static final RecordType CSYNC = known(62, "CSYNC");
    /** The digest of a zone (RFC 8976). */
    public static final RecordType ZONEMD = known(63, "ZONEMD");
    /** How a service is reached (RFC 9460). */
    public static final RecordType SVCB = known(64, "SVCB");
    /** How a web server is reached (RFC 9460). */
    public static final RecordType HTTPS = known(65, "HTTPS");
    /** The changes of a zone, in a question only (RFC 1995). */
    public static final RecordType IXFR = known(251, "IXFR");
    /** A whole zone, in a question only (RFC 5936). */
    public static final RecordType AXFR = known(252, "AXFR");
    /** All types, in a question only (RFC 8482). */
    public static final RecordType ANY = known(255, "ANY");
    /** A URI (RFC 7553). */
    public static final RecordType URI = known(256, "URI");
    /** Who may issue certificates (RFC 8659). */
    public static final RecordType CAA = known(257, "CAA");

    public RecordType {
        if (number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("no record type: " + number);
        }
    }

    private static RecordType known(int number, String mnemonic) {
        RecordType type = new RecordType(number);
        BY_NUMBER[number] = type;
        MNEMONIC[number] = mnemonic;
        BY_MNEMONIC.put(mnemonic, type);
        return type;
    }

    /** The type of a number. */
    public static RecordType of(int number) {
        RecordType known = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        return known == null ? new RecordType(number) : known;
    }

    /**
     * The type that a text names, in capitals or not: {@code MX}, {@code TYPE65} (RFC 3597 section 5) or {@code 65}.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static RecordType parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("no record type: " + text));
    }

    static Optional<RecordType> find(String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        RecordType known = BY_MNEMONIC.get(capitals);
        if (known != null) {
            return Optional.of(known);
        }
        long number = Presentation.number(capitals.startsWith("TYPE") ? capitals.substring(4) : capitals, 0xffff);
        return number < 0 ? Optional.empty() : Optional.of(of((int) number));
    }

    /** By number. */
    @Override
    public int compareTo(RecordType other) {
        return Integer.compare(number, other.number);
    }

    /** The mnemonic, or {@code TYPEnnn} where none is known (RFC 3597 section 5). */
    @Override
    public String toString() {
        String mnemonic = number < MNEMONIC.length ? MNEMONIC[number] : null;
        return mnemonic == null ? "TYPE" + number : mnemonic;
    }
}
