package protocols.dns;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;
import protocols.dns.Rdata.A;
import protocols.dns.Rdata.Aaaa;
import protocols.dns.Rdata.Afsdb;
import protocols.dns.Rdata.Cname;
import protocols.dns.Rdata.Dname;
import protocols.dns.Rdata.Mx;
import protocols.dns.Rdata.Ns;
import protocols.dns.Rdata.Ptr;
import protocols.dns.Rdata.Rp;
import protocols.dns.Rdata.Soa;
import protocols.dns.Rdata.Srv;

/**
 * Record data that is bytes of any value, names, and bytes again: what the commonest types have. It is checked by its
 * shape alone and read by its places, without a walk from field to field; answers are made of little else.
 *
 * @param before how many bytes stand before the names
 * @param names how many names
 * @param after how many bytes stand after them
 * @param read makes a value of data that was checked
 */
record RdataShape(int before, int names, int after, Read read) {

    private static final RdataShape[] BY_NUMBER = new RdataShape[64];

    static {
        add(RecordType.A, new RdataShape(4, 0, 0, (wire, at) -> new A(Addresses.ipv4(bytes(wire, at, 4)))));
        add(RecordType.AAAA, new RdataShape(16, 0, 0, (wire, at) -> new Aaaa(Addresses.ipv6(bytes(wire, at, 16)))));
        add(RecordType.CNAME, new RdataShape(0, 1, 0, (wire, at) -> new Cname(Name.in(wire, at))));
        add(RecordType.NS, new RdataShape(0, 1, 0, (wire, at) -> new Ns(Name.in(wire, at))));
        add(RecordType.PTR, new RdataShape(0, 1, 0, (wire, at) -> new Ptr(Name.in(wire, at))));
        add(RecordType.DNAME, new RdataShape(0, 1, 0, (wire, at) -> new Dname(Name.in(wire, at))));
        add(RecordType.MX, new RdataShape(2, 1, 0, (wire, at) -> new Mx(u16(wire, at), Name.in(wire, at + 2))));
        add(RecordType.AFSDB, new RdataShape(2, 1, 0, (wire, at) -> new Afsdb(u16(wire, at), Name.in(wire, at + 2))));
        add(RecordType.SRV, new RdataShape(6, 1, 0, RdataShape::srv));
        add(RecordType.RP, new RdataShape(0, 2, 0, RdataShape::rp));
        add(RecordType.SOA, new RdataShape(0, 2, 20, RdataShape::soa));
    }

    @FunctionalInterface
    interface Read {
        Rdata from(byte[] wire, int at);
    }

    private static void add(RecordType type, RdataShape shape) {
        BY_NUMBER[type.number()] = shape;
    }

    /** Null for a type whose data has no such shape. */
    static @Nullable RdataShape of(int type) {
        return type < BY_NUMBER.length ? BY_NUMBER[type] : null;
    }

    /** Checks that data is of this shape, and no byte of it left. */
    void check(int start, int end, NameCheck message) throws Malformed {
        int at = start + before;
        for (int i = 0; i < names; i++) {
            at = message.end(at, end);
        }
        if (at + after != end) {
            throw new Malformed("record data is too short or too long for its type", "at byte " + start);
        }
    }

    private static Srv srv(byte[] wire, int at) {
        return new Srv(u16(wire, at), u16(wire, at + 2), u16(wire, at + 4), Name.in(wire, at + 6));
    }

    private static Rp rp(byte[] wire, int at) {
        return new Rp(Name.in(wire, at), Name.in(wire, Name.end(wire, at)));
    }

    private static Soa soa(byte[] wire, int at) {
        int rname = Name.end(wire, at);
        int serial = Name.end(wire, rname);
        return new Soa(
                Name.in(wire, at),
                Name.in(wire, rname),
                u32(wire, serial),
                seconds(wire, serial + 4),
                seconds(wire, serial + 8),
                seconds(wire, serial + 12),
                seconds(wire, serial + 16));
    }

    private static Duration seconds(byte[] wire, int at) {
        return Duration.ofSeconds(u32(wire, at));
    }

    private static long u32(byte[] wire, int at) {
        return ((long) u16(wire, at) << 16) | u16(wire, at + 2);
    }

    private static int u16(byte[] wire, int at) {
        return Octets.u16(wire, at);
    }

    private static byte[] bytes(byte[] wire, int at, int length) {
        return Arrays.copyOfRange(wire, at, at + length);
    }
}
