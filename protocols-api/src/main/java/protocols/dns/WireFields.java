package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;

/**
 * Fields of record data on the wire, within a slice that they must not leave. While checking, fields are passed over and
 * stand-ins are given for values, so that a message can be checked without allocating for its records.
 */
final class WireFields implements FieldReader {

    private static final List<Octets> SOME_STRINGS = List.of(Octets.EMPTY);
    private static final Octets SOME_OCTETS = Octets.of((byte) 0);

    private final byte[] message;
    private final @Nullable NameCheck check;
    private int at;
    private final int limit;

    private WireFields(byte[] message, int start, int end, @Nullable NameCheck check) {
        this.message = message;
        this.at = start;
        this.limit = end;
        this.check = check;
    }

    /** Fields that were checked. */
    static WireFields checked(byte[] message, int start, int end) {
        return new WireFields(message, start, end, null);
    }

    /** Fields to be checked. */
    static WireFields checking(int start, int end, NameCheck names) {
        return new WireFields(names.message(), start, end, names);
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
        return Octets.u16(message, take(2));
    }

    @Override
    public long u32() throws Malformed {
        return ((long) u16() << 16) | u16();
    }

    @Override
    public Duration seconds() throws Malformed {
        long seconds = u32();
        return check != null ? Duration.ZERO : Duration.ofSeconds(seconds);
    }

    @Override
    public Inet4Address ipv4() throws Malformed {
        int start = take(4);
        return Addresses.ipv4(Arrays.copyOfRange(message, start, start + 4));
    }

    @Override
    public Inet6Address ipv6() throws Malformed {
        int start = take(16);
        return Addresses.ipv6(Arrays.copyOfRange(message, start, start + 16));
    }

    @Override
    public Name name() throws Malformed {
        int start = at;
        if (check != null) {
            at = check.end(start, limit);
            if (at > limit) {
                throw malformed("name runs past its end");
            }
            return Name.ROOT;
        }
        at = Name.end(message, start);
        return Name.in(message, start);
    }

    private Octets octets(int length) throws Malformed {
        int start = take(length);
        if (check != null) {
            return length == 0 ? Octets.EMPTY : SOME_OCTETS;
        }
        return Octets.ofOwned(Arrays.copyOfRange(message, start, start + length));
    }

    @Override
    public int u8() throws Malformed {
        return message[take(1)] & 0xff;
    }

    @Override
    public int u8(Mnemonics unused) throws Malformed {
        return u8();
    }

    @Override
    public int u16(Mnemonics unused) throws Malformed {
        return u16();
    }

    @Override
    public Instant time() throws Malformed {
        long seconds = u32();
        return check != null ? Instant.EPOCH : Instant.ofEpochSecond(seconds);
    }

    @Override
    public Octets string() throws Malformed {
        return octets(u8());
    }

    @Override
    public List<Octets> strings() throws Malformed {
        List<Octets> strings = check != null ? SOME_STRINGS : new ArrayList<>();
        do {
            Octets string = string();
            if (check == null) {
                strings.add(string);
            }
        } while (at < limit);
        return strings;
    }

    @Override
    public String tag() throws Malformed {
        int length = u8();
        int start = take(length);
        for (int i = start; i < at; i++) {
            if (!Presentation.isLetterOrDigit((char) (message[i] & 0xff))) {
                throw malformed("tag is not made of letters and digits");
            }
        }
        if (length == 0) {
            throw malformed("tag is empty");
        }
        return check != null ? "tag" : new String(message, start, length, StandardCharsets.US_ASCII);
    }

    @Override
    public Octets text() throws Malformed {
        return octets(limit - at);
    }

    @Override
    public Octets hex() throws Malformed {
        return octets(limit - at);
    }

    @Override
    public Octets base64() throws Malformed {
        return octets(limit - at);
    }

    @Override
    public Octets hexOrZero() throws Malformed {
        return hex();
    }

    @Override
    public Octets base64OrZero() throws Malformed {
        return base64();
    }

    @Override
    public Octets form(Form form) throws Malformed {
        int length = form.size().of(message, at, limit);
        int start = take(length);
        byte[] bytes = Arrays.copyOfRange(message, start, start + length);
        if (check != null) {
            // What cannot be printed is no such field; the caller takes the exception for that.
            form.print().of(bytes);
        }
        return Octets.ofOwned(bytes);
    }

    @Override
    public boolean hasMore() {
        return at < limit;
    }

    @Override
    public Octets salt() throws Malformed {
        return string();
    }

    @Override
    public Octets hash() throws Malformed {
        int length = u8();
        if (length == 0) {
            throw malformed("hash is empty");
        }
        return octets(length);
    }

    @Override
    public RecordType type() throws Malformed {
        return RecordType.of(u16());
    }

    @Override
    public List<RecordType> types() throws Malformed {
        int start = take(limit - at);
        TypeBitmap.check(message, start, limit);
        return check != null ? List.of() : TypeBitmap.decode(message, start, limit);
    }

    @Override
    public SvcParams params() throws Malformed {
        List<SvcParams.Param> params = new ArrayList<>();
        while (at < limit) {
            int key = u16();
            int length = u16();
            int start = take(length);
            if (!params.isEmpty() && key <= params.get(params.size() - 1).key()) {
                throw malformed("service parameters are not in order");
            }
            params.add(new SvcParams.Param(key, Octets.ofOwned(Arrays.copyOfRange(message, start, at))));
        }
        return new SvcParams(params);
    }

    @Override
    public Rdata.Loc location() throws Malformed {
        if (u8() != 0) {
            throw malformed("version of LOC is not 0");
        }
        long size = Location.centimetres(u8());
        long horizontal = Location.centimetres(u8());
        long vertical = Location.centimetres(u8());
        long latitude = u32() - Location.ORIGIN;
        long longitude = u32() - Location.ORIGIN;
        return new Rdata.Loc(latitude, longitude, u32() - Location.BELOW, size, horizontal, vertical);
    }

    /** Where the next field begins. */
    @Override
    public String toString() {
        return "at byte " + at;
    }

    private Malformed malformed(String rule) {
        return new Malformed(rule, "at byte " + at);
    }
}
