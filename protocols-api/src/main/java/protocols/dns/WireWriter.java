package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a message, or record data alone, into one growing array. */
final class WireWriter implements FieldWriter {

    private static final int MAX_LENGTH = 0xffff;

    private byte[] buffer;
    private int at;
    private final @Nullable NameTable written;

    /** @param compress whether names may point to names written before */
    WireWriter(int capacity, boolean compress) {
        this.buffer = new byte[capacity];
        this.written = compress ? new NameTable() : null;
    }

    int position() {
        return at;
    }

    byte[] toBytes() {
        return at == buffer.length ? buffer : Arrays.copyOf(buffer, at);
    }

    private int room(int length) {
        int start = at;
        if (buffer.length - start < length) {
            grow(start + length);
        }
        at = start + length;
        return start;
    }

    private void grow(int needed) {
        if (needed > MAX_LENGTH) {
            throw new IllegalStateException("message is over 65535 bytes");
        }
        buffer = Arrays.copyOf(buffer, Math.min(MAX_LENGTH, Math.max(needed, 2 * buffer.length)));
    }

    /** Puts a number where two bytes were left for it. */
    void putU16(int position, int value) {
        buffer[position] = (byte) (value >> 8);
        buffer[position + 1] = (byte) value;
    }

    WireWriter bytes(byte[] bytes) {
        int start = room(bytes.length);
        System.arraycopy(bytes, 0, buffer, start, bytes.length);
        return this;
    }

    @Override
    public WireWriter u16(int value) {
        int start = room(2);
        putU16(start, value);
        return this;
    }

    @Override
    public WireWriter u32(long value) {
        u16((int) (value >> 16) & 0xffff);
        return u16((int) value & 0xffff);
    }

    @Override
    public FieldWriter seconds(Duration value) {
        return u32(value.toSeconds());
    }

    @Override
    public FieldWriter ipv4(Inet4Address value) {
        return bytes(value.getAddress());
    }

    @Override
    public FieldWriter ipv6(Inet6Address value) {
        return bytes(value.getAddress());
    }

    @Override
    public FieldWriter name(Name value) {
        if (written == null) {
            return plainName(value);
        }
        byte[] name = value.owned();
        int start = at;
        int pointer = written.find(buffer, name);
        int kept = written.unmatched();
        room(kept);
        System.arraycopy(name, 0, buffer, start, kept);
        if (pointer == 0) {
            u8(0);
        } else {
            u16(0xc000 | pointer);
        }
        written.add(start);
        return this;
    }

    @Override
    public FieldWriter plainName(Name value) {
        return bytes(value.owned());
    }

    @Override
    public WireWriter u8(int value) {
        int start = room(1);
        buffer[start] = (byte) value;
        return this;
    }

    @Override
    public FieldWriter u8(int value, Mnemonics names) {
        return u8(value);
    }

    @Override
    public FieldWriter u16(int value, Mnemonics names) {
        return u16(value);
    }

    @Override
    public FieldWriter time(Instant value) {
        return u32(value.getEpochSecond());
    }

    @Override
    public FieldWriter string(Octets value) {
        return u8(value.length()).bytes(value.owned());
    }

    @Override
    public FieldWriter strings(List<Octets> values) {
        values.forEach(this::string);
        return this;
    }

    @Override
    public FieldWriter tag(String value) {
        return string(Octets.of(value));
    }

    @Override
    public FieldWriter text(Octets value) {
        return bytes(value.owned());
    }

    @Override
    public FieldWriter hex(Octets value) {
        return bytes(value.owned());
    }

    @Override
    public FieldWriter base64(Octets value) {
        return bytes(value.owned());
    }

    @Override
    public FieldWriter salt(Octets value) {
        return string(value);
    }

    @Override
    public FieldWriter hash(Octets value) {
        return string(value);
    }

    @Override
    public FieldWriter type(RecordType value) {
        return u16(value.number());
    }

    @Override
    public FieldWriter types(List<RecordType> values) {
        return bytes(TypeBitmap.encode(values));
    }

    @Override
    public FieldWriter params(SvcParams value) {
        for (SvcParams.Param one : value.params()) {
            u16(one.key()).u16(one.value().length()).bytes(one.value().owned());
        }
        return this;
    }

    @Override
    public FieldWriter form(Octets value, Form form) {
        return bytes(value.owned());
    }

    @Override
    public FieldWriter location(Rdata.Loc value) {
        u8(0).u8(Location.byteOf(value.size()));
        u8(Location.byteOf(value.horizontalPrecision())).u8(Location.byteOf(value.verticalPrecision()));
        u32(Location.ORIGIN + value.latitude()).u32(Location.ORIGIN + value.longitude());
        return u32(value.altitude() + Location.BELOW);
    }
}
