package protocols.internal.dns;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import protocols.WireException.Malformed;
import protocols.dns.DnsRecord;
import protocols.dns.DnsSection;
import protocols.dns.Message;
import protocols.dns.Name;

/**
 * The signature at the end of a message (RFC 8945 section 4.2), and where it begins: what is signed are the bytes before.
 *
 * @param start where the record begins
 * @param key the name of the key
 * @param algorithm the name of the algorithm, on the wire
 * @param time when it was signed, in seconds since 1970
 * @param fudge by how many seconds that may differ
 * @param mac empty where an error kept the server from signing
 * @param originalId the id that was signed, which a forwarder may have replaced
 * @param error zero if there is none
 * @param other the time of the server, for BADTIME
 */
record TsigRecord(
        int start,
        Name key,
        byte[] algorithm,
        long time,
        int fudge,
        byte[] mac,
        int originalId,
        int error,
        byte[] other) {

    static final int TYPE = 250;
    static final int CLASS = 255;

    private static final int HEADER = 12;

    /** Type, class, TTL and length. */
    private static final int FIXED = 10;

    /**
     * That of a message; empty if it has none.
     *
     * @throws Malformed if it cannot be read, or is not the last record
     */
    static Optional<TsigRecord> of(Message message, byte[] wire) throws Malformed {
        int at = HEADER;
        for (int i = u16(wire, 4); i > 0; i--) {
            at = afterName(wire, at) + 4;
        }
        int records = u16(wire, 6) + u16(wire, 8) + u16(wire, 10);
        for (int i = records; i > 0 && at < wire.length; i--) {
            int start = at;
            int fixed = afterName(wire, at);
            if (fixed + FIXED > wire.length || fixed + FIXED + u16(wire, fixed + 8) > wire.length) {
                // A truncated message ends anywhere.
                return Optional.empty();
            }
            at = fixed + FIXED + u16(wire, fixed + 8);
            if (u16(wire, fixed) == TYPE) {
                if (i > 1 || at != wire.length || u16(wire, 10) == 0) {
                    throw new Malformed("a signature is not the last record", "at byte " + start);
                }
                return Optional.of(read(message, start, ByteBuffer.wrap(wire, fixed + FIXED, at - fixed - FIXED)));
            }
        }
        return Optional.empty();
    }

    private static TsigRecord read(Message message, int start, ByteBuffer data) throws Malformed {
        List<DnsRecord> additional = message.section(DnsSection.ADDITIONAL);
        Name key = additional.get(additional.size() - 1).name();
        byte[] algorithm = name(data);
        long time = (long) u16(data) << 32 | (long) u16(data) << 16 | u16(data);
        int fudge = u16(data);
        byte[] mac = bytes(data, u16(data));
        int id = u16(data);
        int error = u16(data);
        byte[] other = bytes(data, u16(data));
        if (data.hasRemaining()) {
            throw malformed();
        }
        return new TsigRecord(start, key, algorithm, time, fudge, mac, id, error, other);
    }

    /** A name that is not compressed. */
    private static byte[] name(ByteBuffer data) throws Malformed {
        ByteBuffer rest = data.duplicate();
        int label;
        do {
            label = bytes(rest, 1)[0] & 0xff;
            bytes(rest, label);
        } while (label > 0);
        return bytes(data, rest.position() - data.position());
    }

    private static int u16(ByteBuffer data) throws Malformed {
        byte[] two = bytes(data, 2);
        return u16(two, 0);
    }

    private static byte[] bytes(ByteBuffer data, int count) throws Malformed {
        if (count > data.remaining()) {
            throw malformed();
        }
        byte[] bytes = new byte[count];
        data.get(bytes);
        return bytes;
    }

    private static Malformed malformed() {
        return new Malformed("a signature has the fields of RFC 8945 section 4.2", "");
    }

    /** Of a name in a message that was checked. */
    private static int afterName(byte[] wire, int start) {
        int at = start;
        while (at < wire.length && wire[at] != 0) {
            if ((wire[at] & 0xc0) == 0xc0) {
                return at + 2;
            }
            at += 1 + (wire[at] & 0xff);
        }
        return at + 1;
    }

    static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
