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
public record RecordType(int number) {

    private static final RecordType[] BY_NUMBER = new RecordType[512];
    private static final String[] MNEMONIC = new String[BY_NUMBER.length];
    private static final Map<String, RecordType> BY_MNEMONIC = new HashMap<>();

    public static final RecordType A = known(1, "A");
    public static final RecordType NS = known(2, "NS");
    public static final RecordType CNAME = known(5, "CNAME");
    public static final RecordType SOA = known(6, "SOA");
    public static final RecordType PTR = known(12, "PTR");
    public static final RecordType HINFO = known(13, "HINFO");
    public static final RecordType MX = known(15, "MX");
    public static final RecordType TXT = known(16, "TXT");
    public static final RecordType RP = known(17, "RP");
    public static final RecordType AFSDB = known(18, "AFSDB");
    public static final RecordType AAAA = known(28, "AAAA");
    public static final RecordType LOC = known(29, "LOC");
    public static final RecordType SRV = known(33, "SRV");
    public static final RecordType NAPTR = known(35, "NAPTR");
    public static final RecordType CERT = known(37, "CERT");
    public static final RecordType DNAME = known(39, "DNAME");
    public static final RecordType OPT = known(41, "OPT");
    public static final RecordType DS = known(43, "DS");
    public static final RecordType SSHFP = known(44, "SSHFP");
    public static final RecordType RRSIG = known(46, "RRSIG");
    public static final RecordType NSEC = known(47, "NSEC");
    public static final RecordType DNSKEY = known(48, "DNSKEY");
    public static final RecordType NSEC3 = known(50, "NSEC3");
    public static final RecordType NSEC3PARAM = known(51, "NSEC3PARAM");
    public static final RecordType TLSA = known(52, "TLSA");
    public static final RecordType SMIMEA = known(53, "SMIMEA");
    public static final RecordType CDS = known(59, "CDS");
    public static final RecordType CDNSKEY = known(60, "CDNSKEY");
    public static final RecordType OPENPGPKEY = known(61, "OPENPGPKEY");
    public static final RecordType CSYNC = known(62, "CSYNC");
    public static final RecordType ZONEMD = known(63, "ZONEMD");
    public static final RecordType SVCB = known(64, "SVCB");
    public static final RecordType HTTPS = known(65, "HTTPS");
    public static final RecordType IXFR = known(251, "IXFR");
    public static final RecordType AXFR = known(252, "AXFR");
    public static final RecordType ANY = known(255, "ANY");
    public static final RecordType URI = known(256, "URI");
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

    /** The mnemonic, or {@code TYPEnnn} where none is known (RFC 3597 section 5). */
    @Override
    public String toString() {
        String mnemonic = number < MNEMONIC.length ? MNEMONIC[number] : null;
        return mnemonic == null ? "TYPE" + number : mnemonic;
    }
}
