package protocols.dns;

/**
 * How a server answered: the response code of RFC 1035 section 4.1.1, with the upper eight bits that EDNS adds (RFC 6891
 * section 6.1.3). The names are those of RFC 6895 section 2.3.
 *
 * @param number 0 to 4095; from 16 on only with EDNS
 */
public record Rcode(int number) implements Comparable<Rcode> {

    /** No error; there may still be no data. */
    public static final Rcode NOERROR = new Rcode(0);

    /** The server could not read the query. */
    public static final Rcode FORMERR = new Rcode(1);

    /** The server could not answer, for now. */
    public static final Rcode SERVFAIL = new Rcode(2);

    /** The name does not exist. */
    public static final Rcode NXDOMAIN = new Rcode(3);

    /** The server does not know this kind of query. */
    public static final Rcode NOTIMP = new Rcode(4);

    /** The server does not want to answer. */
    public static final Rcode REFUSED = new Rcode(5);

    /** The server is not authoritative for the zone (RFC 2136), or not authorized (RFC 8945). */
    public static final Rcode NOTAUTH = new Rcode(9);

    /** The server does not know this EDNS version (RFC 6891). */
    public static final Rcode BADVERS = new Rcode(16);

    /** The server cookie is missing or wrong (RFC 7873). */
    public static final Rcode BADCOOKIE = new Rcode(23);

    private static final String[] NAMES = {
        "NOERROR",
        "FORMERR",
        "SERVFAIL",
        "NXDOMAIN",
        "NOTIMP",
        "REFUSED",
        "YXDOMAIN",
        "YXRRSET",
        "NXRRSET",
        "NOTAUTH",
        "NOTZONE",
        "DSOTYPENI",
        "",
        "",
        "",
        "",
        "BADVERS",
        "BADKEY",
        "BADTIME",
        "BADMODE",
        "BADNAME",
        "BADALG",
        "BADTRUNC",
        "BADCOOKIE",
    };

    public Rcode {
        if (number < 0 || number > 0xfff) {
            throw new IllegalArgumentException("no rcode: " + number);
        }
    }

    /** The code of a number. */
    public static Rcode of(int number) {
        return number == 0 ? NOERROR : new Rcode(number);
    }

    /** By number. */
    @Override
    public int compareTo(Rcode other) {
        return Integer.compare(number, other.number);
    }

    /** The name, or {@code RCODEn} where none is registered. */
    @Override
    public String toString() {
        String name = number < NAMES.length ? NAMES[number] : "";
        return name.isEmpty() ? "RCODE" + number : name;
    }
}
