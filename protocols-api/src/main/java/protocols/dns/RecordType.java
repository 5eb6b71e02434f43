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
    private static final Map<Integer, String> MNEMONIC = new HashMap<>();
    private static final Map<String, RecordType> BY_MNEMONIC = new HashMap<>();

    /** An IPv4 address (RFC 1035). */
    public static final RecordType A = known(1, "A");
    /** A name server (RFC 1035). */
    public static final RecordType NS = known(2, "NS");
    /** A mail destination; obsolete (RFC 1035, RFC 973). */
    public static final RecordType MD = known(3, "MD");
    /** A mail forwarder; obsolete (RFC 1035, RFC 973). */
    public static final RecordType MF = known(4, "MF");
    /** The name of which this is an alias (RFC 1035). */
    public static final RecordType CNAME = known(5, "CNAME");
    /** The start of a zone (RFC 1035). */
    public static final RecordType SOA = known(6, "SOA");
    /** The host of a mailbox (RFC 1035). */
    public static final RecordType MB = known(7, "MB");
    /** A member of a mail group (RFC 1035). */
    public static final RecordType MG = known(8, "MG");
    /** The new name of a mailbox (RFC 1035). */
    public static final RecordType MR = known(9, "MR");
    /** Anything at all (RFC 1035). */
    public static final RecordType NULL = known(10, "NULL");
    /** The ports that a host serves; obsolete (RFC 1035). */
    public static final RecordType WKS = known(11, "WKS");
    /** A pointer to a name, for reverse lookup (RFC 1035). */
    public static final RecordType PTR = known(12, "PTR");
    /** Hardware and operating system (RFC 1035), or the answer to ANY (RFC 8482). */
    public static final RecordType HINFO = known(13, "HINFO");
    /** Who looks after a mailbox or mailing list (RFC 1035). */
    public static final RecordType MINFO = known(14, "MINFO");
    /** A mail exchange (RFC 1035). */
    public static final RecordType MX = known(15, "MX");
    /** Text (RFC 1035). */
    public static final RecordType TXT = known(16, "TXT");
    /** The person responsible (RFC 1183). */
    public static final RecordType RP = known(17, "RP");
    /** An AFS server (RFC 1183, RFC 5864). */
    public static final RecordType AFSDB = known(18, "AFSDB");
    /** An X.25 address (RFC 1183). */
    public static final RecordType X25 = known(19, "X25");
    /** An ISDN address (RFC 1183). */
    public static final RecordType ISDN = known(20, "ISDN");
    /** A host that routes to this one (RFC 1183). */
    public static final RecordType RT = known(21, "RT");
    /** An OSI address (RFC 1706). */
    public static final RecordType NSAP = known(22, "NSAP");
    /** The name of an OSI address (RFC 1348). */
    public static final RecordType NSAP_PTR = known(23, "NSAP-PTR");
    /** A signature, today over messages alone (RFC 2535, RFC 2931). */
    public static final RecordType SIG = known(24, "SIG");
    /** A key, today for messages alone (RFC 2535, RFC 3445). */
    public static final RecordType KEY = known(25, "KEY");
    /** Names of X.400 for one of Internet mail (RFC 2163). */
    public static final RecordType PX = known(26, "PX");
    /** A place on the Earth; obsolete (RFC 1712). */
    public static final RecordType GPOS = known(27, "GPOS");
    /** An IPv6 address (RFC 3596). */
    public static final RecordType AAAA = known(28, "AAAA");
    /** A place on the Earth (RFC 1876). */
    public static final RecordType LOC = known(29, "LOC");
    /** The next name of a signed zone; obsolete (RFC 2535). */
    public static final RecordType NXT = known(30, "NXT");
    /** A Nimrod endpoint identifier. */
    public static final RecordType EID = known(31, "EID");
    /** A Nimrod locator. */
    public static final RecordType NIMLOC = known(32, "NIMLOC");
    /** A host that offers a service (RFC 2782). */
    public static final RecordType SRV = known(33, "SRV");
    /** An ATM address. */
    public static final RecordType ATMA = known(34, "ATMA");
    /** A rule to rewrite names (RFC 3403). */
    public static final RecordType NAPTR = known(35, "NAPTR");
    /** A host that exchanges keys for this one (RFC 2230). */
    public static final RecordType KX = known(36, "KX");
    /** A certificate (RFC 4398). */
    public static final RecordType CERT = known(37, "CERT");
    /** Part of an IPv6 address; obsolete (RFC 2874, RFC 6563). */
    public static final RecordType A6 = known(38, "A6");
    /** The name of which this whole subtree is an alias (RFC 6672). */
    public static final RecordType DNAME = known(39, "DNAME");
    /** Data of any coding; a draft alone. */
    public static final RecordType SINK = known(40, "SINK");
    /** The pseudo-record of EDNS (RFC 6891): see {@link Edns}. */
    public static final RecordType OPT = known(41, "OPT");
    /** Ranges of addresses (RFC 3123). */
    public static final RecordType APL = known(42, "APL");
    /** The key of a delegated zone (RFC 4034). */
    public static final RecordType DS = known(43, "DS");
    /** The fingerprint of an SSH key (RFC 4255). */
    public static final RecordType SSHFP = known(44, "SSHFP");
    /** A key for IPsec (RFC 4025). */
    public static final RecordType IPSECKEY = known(45, "IPSECKEY");
    /** A signature (RFC 4034). */
    public static final RecordType RRSIG = known(46, "RRSIG");
    /** The next name of a signed zone (RFC 4034). */
    public static final RecordType NSEC = known(47, "NSEC");
    /** A key of a signed zone (RFC 4034). */
    public static final RecordType DNSKEY = known(48, "DNSKEY");
    /** Which DHCP client has the name (RFC 4701). */
    public static final RecordType DHCID = known(49, "DHCID");
    /** The next name of a signed zone, hashed (RFC 5155). */
    public static final RecordType NSEC3 = known(50, "NSEC3");
    /** How names are hashed for NSEC3 (RFC 5155). */
    public static final RecordType NSEC3PARAM = known(51, "NSEC3PARAM");
    /** The certificate of a TLS server (RFC 6698). */
    public static final RecordType TLSA = known(52, "TLSA");
    /** The certificate of a mail user (RFC 8162). */
    public static final RecordType SMIMEA = known(53, "SMIMEA");
    /** A host identity (RFC 8005). */
    public static final RecordType HIP = known(55, "HIP");
    /** Status of a zone; a draft alone. */
    public static final RecordType NINFO = known(56, "NINFO");
    /** A key to encrypt NAPTR records with; a draft alone. */
    public static final RecordType RKEY = known(57, "RKEY");
    /** The trust anchors before and after; a draft alone. */
    public static final RecordType TALINK = known(58, "TALINK");
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
    /** Where a parent is told that its child has changed (RFC 9859). */
    public static final RecordType DSYNC = known(66, "DSYNC");
    /** A hierarchical host identity tag (RFC 9886). */
    public static final RecordType HHIT = known(67, "HHIT");
    /** The remote identity of an aircraft (RFC 9886). */
    public static final RecordType BRID = known(68, "BRID");
    /** Who may send mail; obsolete, TXT is used (RFC 7208 section 3.1). */
    public static final RecordType SPF = known(99, "SPF");
    /** Of a user; never specified. */
    public static final RecordType UINFO = known(100, "UINFO");
    /** Of a user; never specified. */
    public static final RecordType UID = known(101, "UID");
    /** Of a group; never specified. */
    public static final RecordType GID = known(102, "GID");
    /** Anything; never specified. */
    public static final RecordType UNSPEC = known(103, "UNSPEC");
    /** The identifier of an ILNP node (RFC 6742). */
    public static final RecordType NID = known(104, "NID");
    /** A locator of ILNPv4 (RFC 6742). */
    public static final RecordType L32 = known(105, "L32");
    /** A locator of ILNPv6 (RFC 6742). */
    public static final RecordType L64 = known(106, "L64");
    /** The name that has the locators (RFC 6742). */
    public static final RecordType LP = known(107, "LP");
    /** A 48-bit hardware address (RFC 7043). */
    public static final RecordType EUI48 = known(108, "EUI48");
    /** A 64-bit hardware address (RFC 7043). */
    public static final RecordType EUI64 = known(109, "EUI64");
    /** In a list of types alone: the name does not exist (RFC 9824). */
    public static final RecordType NXNAME = known(128, "NXNAME");
    /** How two sides agree on a key for TSIG, in a message only (RFC 2930). */
    public static final RecordType TKEY = known(249, "TKEY");
    /** The signature of a message by a shared key, in a message only (RFC 8945). */
    public static final RecordType TSIG = known(250, "TSIG");
    /** The changes of a zone, in a question only (RFC 1995). */
    public static final RecordType IXFR = known(251, "IXFR");
    /** A whole zone, in a question only (RFC 5936). */
    public static final RecordType AXFR = known(252, "AXFR");
    /** MB, MG and MR, in a question only; obsolete (RFC 1035). */
    public static final RecordType MAILB = known(253, "MAILB");
    /** MD and MF, in a question only; obsolete (RFC 1035). */
    public static final RecordType MAILA = known(254, "MAILA");
    /** All types, in a question only (RFC 8482). */
    public static final RecordType ANY = known(255, "ANY");
    /** A URI (RFC 7553). */
    public static final RecordType URI = known(256, "URI");
    /** Who may issue certificates (RFC 8659). */
    public static final RecordType CAA = known(257, "CAA");
    /** Applications on a host and what they may do; by Cisco. */
    public static final RecordType AVC = known(258, "AVC");
    /** A digital object; a draft alone. */
    public static final RecordType DOA = known(259, "DOA");
    /** A relay of automatic multicast tunnelling (RFC 8777). */
    public static final RecordType AMTRELAY = known(260, "AMTRELAY");
    /** What a resolver can do (RFC 9606). */
    public static final RecordType RESINFO = known(261, "RESINFO");
    /** The address of a wallet; no RFC. */
    public static final RecordType WALLET = known(262, "WALLET");
    /** Convergence layers of a node of the Bundle Protocol; a draft alone. */
    public static final RecordType CLA = known(263, "CLA");
    /** The number of a node of the Bundle Protocol; a draft alone. */
    public static final RecordType IPN = known(264, "IPN");
    /** A trust anchor, as DS; no RFC. */
    public static final RecordType TA = known(32768, "TA");
    /** A key of a zone outside its parent, as DS; obsolete (RFC 4431, RFC 8749). */
    public static final RecordType DLV = known(32769, "DLV");

    public RecordType {
        if (number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("no record type: " + number);
        }
    }

    private static RecordType known(int number, String mnemonic) {
        RecordType type = new RecordType(number);
        if (number < BY_NUMBER.length) {
            BY_NUMBER[number] = type;
        }
        MNEMONIC.put(number, mnemonic);
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
        String mnemonic = MNEMONIC.get(number);
        return mnemonic == null ? "TYPE" + number : mnemonic;
    }
}
