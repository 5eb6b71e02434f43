package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.List;

/** Fields of record data in presentation format, a space between them. */
final class TextWriter implements FieldWriter {

    private final StringBuilder text = new StringBuilder();

    private TextWriter field(Object value) {
        if (text.length() > 0) {
            text.append(' ');
        }
        text.append(value);
        return this;
    }

    @Override
    public FieldWriter u16(int value) {
        return field(value);
    }

    @Override
    public FieldWriter u32(long value) {
        return field(value);
    }

    @Override
    public FieldWriter seconds(Duration value) {
        return field(value.toSeconds());
    }

    @Override
    public FieldWriter ipv4(Inet4Address value) {
        return field(value.getHostAddress());
    }

    @Override
    public FieldWriter ipv6(Inet6Address value) {
        return field(Addresses.print(value));
    }

    @Override
    public FieldWriter name(Name value) {
        return field(value);
    }

    @Override
    public FieldWriter plainName(Name value) {
        return field(value);
    }

    @Override
    public FieldWriter strings(List<Octets> values) {
        values.forEach(this::field);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
