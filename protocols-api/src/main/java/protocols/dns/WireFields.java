package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protocols.WireException.Malformed;

/**
 * Fields of record data on the wire, within a slice that they must not leave. While checking, fields are passed over and
 * stand-ins are given for values, so that a message can be checked without allocating for its records.
 */
final class WireFields implements FieldReader {

    private static final Inet4Address SOME_IPV4 = Addresses.ipv4(new byte[4]);
    private static final Inet6Address SOME_IPV6 = Addresses.ipv6(new byte[16]);
    private static final List<Octets> SOME_STRINGS = List.of(Octets.EMPTY);

    private final byte[] message;
    private final NameReader names;
    private int at;
    private int limit;
    private boolean checking;

    WireFields(byte[] message, NameReader names) {
        this.message = message;
        this.names = names;
    }

    void slice(int start, int end) {
        at = start;
        limit = end;
    }

    void checking(boolean on) {
        checking = on;
    }

    void end(RecordType type) throws Malformed {
        if (at != limit) {
            throw malformed(type + " data has bytes left over");
        }
    }

    /** All bytes that are left. */
    Octets rest() {
        int start = at;
        at = limit;
        return Octets.ofOwned(Arrays.copyOfRange(message, start, limit));
    }

    private int take(int length) throws Malformed {
        int start = at;
        if (limit - start < length) {
            throw malformed("record data ends within a field");
        }
        at = start + length;
        return start;
    }

    @Override
    public int u16() throws Malformed {
        int start = take(2);
        return ((message[start] & 0xff) << 8) | (message[start + 1] & 0xff);
    }

    @Override
    public long u32() throws Malformed {
        return ((long) u16() << 16) | u16();
    }

    @Override
    public Duration seconds() throws Malformed {
        long seconds = u32();
        return checking ? Duration.ZERO : Duration.ofSeconds(seconds);
    }

    @Override
    public Inet4Address ipv4() throws Malformed {
        int start = take(4);
        return checking ? SOME_IPV4 : Addresses.ipv4(Arrays.copyOfRange(message, start, start + 4));
    }

    @Override
    public Inet6Address ipv6() throws Malformed {
        int start = take(16);
        return checking ? SOME_IPV6 : Addresses.ipv6(Arrays.copyOfRange(message, start, start + 16));
    }

    @Override
    public Name name() throws Malformed {
        int start = at;
        if (checking) {
            at = names.skip(start, limit);
            return Name.ROOT;
        }
        at = names.after(start);
        return names.read(start);
    }

    @Override
    public List<Octets> strings() throws Malformed {
        List<Octets> strings = checking ? SOME_STRINGS : new ArrayList<>();
        do {
            int length = message[take(1)] & 0xff;
            int start = take(length);
            if (!checking) {
                strings.add(Octets.ofOwned(Arrays.copyOfRange(message, start, start + length)));
            }
        } while (at < limit);
        return strings;
    }

    private Malformed malformed(String rule) {
        return new Malformed(rule, "at byte " + at);
    }
}
