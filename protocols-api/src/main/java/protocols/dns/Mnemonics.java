package protocols.dns;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import protocols.WireException.Malformed;

/** Names that presentation format has for some numbers of a registry; any number may stand as such. */
final class Mnemonics {

    /** Algorithms of keys and signatures (RFC 4034 appendix A.1 and later). */
    static final Mnemonics ALGORITHMS = new Mnemonics(Map.ofEntries(
            Map.entry(1, "RSAMD5"),
            Map.entry(2, "DH"),
            Map.entry(3, "DSA"),
            Map.entry(5, "RSASHA1"),
            Map.entry(6, "NSEC3DSA"),
            Map.entry(7, "NSEC3RSASHA1"),
            Map.entry(8, "RSASHA256"),
            Map.entry(10, "RSASHA512"),
            Map.entry(12, "ECCGOST"),
            Map.entry(13, "ECDSAP256SHA256"),
            Map.entry(14, "ECDSAP384SHA384"),
            Map.entry(15, "ED25519"),
            Map.entry(16, "ED448"),
            Map.entry(252, "INDIRECT"),
            Map.entry(253, "PRIVATEDNS"),
            Map.entry(254, "PRIVATEOID")));

    /** Types of certificates (RFC 4398 section 2.1). */
    static final Mnemonics CERTIFICATES = new Mnemonics(Map.of(
            1, "PKIX", 2, "SPKI", 3, "PGP", 4, "IPKIX", 5, "ISPKI", 6, "IPGP", 7, "ACPKIX", 8, "IACPKIX", 253, "URI",
            254, "OID"));

    /** Protocols of IP (RFC 1035 section 3.4.2); numbers are printed. */
    static final Mnemonics PROTOCOLS = new Mnemonics(Map.of(6, "TCP", 17, "UDP"));

    /** How a parent is told (RFC 9859 section 2.1). */
    static final Mnemonics SCHEMES = new Mnemonics(Map.of(1, "NOTIFY"));

    /** Errors of TSIG and TKEY (RFC 6895 section 2.3). */
    static final Mnemonics ERRORS = new Mnemonics(Map.ofEntries(
            Map.entry(0, "NOERROR"),
            Map.entry(1, "FORMERR"),
            Map.entry(2, "SERVFAIL"),
            Map.entry(3, "NXDOMAIN"),
            Map.entry(4, "NOTIMP"),
            Map.entry(5, "REFUSED"),
            Map.entry(16, "BADSIG"),
            Map.entry(17, "BADKEY"),
            Map.entry(18, "BADTIME"),
            Map.entry(19, "BADMODE"),
            Map.entry(20, "BADNAME"),
            Map.entry(21, "BADALG"),
            Map.entry(22, "BADTRUNC")));

    private final Map<Integer, String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    private Mnemonics(Map<Integer, String> names) {
        this.names = names;
        names.forEach((number, name) -> numbers.put(name, number));
    }

    String print(int number) {
        return names.getOrDefault(number, Integer.toString(number));
    }

    int parse(String word, int limit) throws Malformed {
        Integer named = numbers.get(word.toUpperCase(Locale.ROOT));
        long number = named == null ? Presentation.number(word, limit) : named;
        if (number < 0) {
            throw new Malformed("neither a mnemonic nor a number from 0 to " + limit, word);
        }
        return (int) number;
    }
}
