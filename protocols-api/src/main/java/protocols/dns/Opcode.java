package protocols.dns;

/**
 * What kind of query a message is (RFC 1035 section 4.1.1, RFC 6895 section 2.2).
 *
 * @param number 0 to 15
 */
public record Opcode(int number) implements Comparable<Opcode> {

    /** A lookup. */
    public static final Opcode QUERY = new Opcode(0);
    /** An inverse query, obsolete (RFC 3425). */
    public static final Opcode IQUERY = new Opcode(1);
    /** The state of a server. */
    public static final Opcode STATUS = new Opcode(2);
    /** A zone has changed (RFC 1996). */
    public static final Opcode NOTIFY = new Opcode(4);
    /** A change of a zone (RFC 2136). */
    public static final Opcode UPDATE = new Opcode(5);
    /** Stateful operations (RFC 8490). */
    public static final Opcode DSO = new Opcode(6);

    public Opcode {
        if (number < 0 || number > 15) {
            throw new IllegalArgumentException("no opcode: " + number);
        }
    }

    /** By number. */
    @Override
    public int compareTo(Opcode other) {
        return Integer.compare(number, other.number);
    }

    /** The name, or {@code OPCODEn} where none is registered. */
    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "QUERY";
            case 1 -> "IQUERY";
            case 2 -> "STATUS";
            case 4 -> "NOTIFY";
            case 5 -> "UPDATE";
            case 6 -> "DSO";
            default -> "OPCODE" + number;
        };
    }
}
