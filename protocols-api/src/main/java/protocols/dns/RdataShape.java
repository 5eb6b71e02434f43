package protocols.dns;

import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;

/**
 * Record data that is bytes of any value, names, and bytes again: what the commonest types have, and enough to check them
 * by.
 *
 * @param before how many bytes stand before the names
 * @param names how many names
 * @param after how many bytes stand after them
 */
record RdataShape(int before, int names, int after) {

    private static final RdataShape[] BY_NUMBER = new RdataShape[64];

    static {
        add(RecordType.A, new RdataShape(4, 0, 0));
        add(RecordType.AAAA, new RdataShape(16, 0, 0));
        add(RecordType.CNAME, new RdataShape(0, 1, 0));
        add(RecordType.NS, new RdataShape(0, 1, 0));
        add(RecordType.PTR, new RdataShape(0, 1, 0));
        add(RecordType.DNAME, new RdataShape(0, 1, 0));
        add(RecordType.MX, new RdataShape(2, 1, 0));
        add(RecordType.AFSDB, new RdataShape(2, 1, 0));
        add(RecordType.SRV, new RdataShape(6, 1, 0));
        add(RecordType.RP, new RdataShape(0, 2, 0));
        add(RecordType.SOA, new RdataShape(0, 2, 20));
    }

    private static void add(RecordType type, RdataShape shape) {
        BY_NUMBER[type.number()] = shape;
    }

    /** Null for a type whose data cannot be checked so. */
    static @Nullable RdataShape of(int type) {
        return type < BY_NUMBER.length ? BY_NUMBER[type] : null;
    }

    /** Checks that data is of this shape, and no byte of it left. */
    void check(int start, int end, NameCheck message) throws Malformed {
        int at = start + before;
        for (int i = 0; i < names; i++) {
            at = message.end(at);
        }
        if (at + after != end) {
            throw new Malformed("record data is too short or too long for its type", "at byte " + start);
        }
    }
}
