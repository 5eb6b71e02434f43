package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Fields of record data in presentation format, a space between them. */
final class TextWriter implements FieldWriter {

    private static final int GROUP = 56;

    private final StringBuilder text = new StringBuilder();
    private final boolean folding;

    TextWriter() {
        this(false);
    }

    private TextWriter(boolean folding) {
        this.folding = folding;
    }

    /** Writes the letters of names in lower case, for comparing. */
    static TextWriter folding() {
        return new TextWriter(true);
    }

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
        return plainName(value);
    }

    @Override
    public FieldWriter plainName(Name value) {
        return field(folding ? value.toString().toLowerCase(Locale.ROOT) : value);
    }

    /** The form that every type has (RFC 3597 section 5). */
    TextWriter generic(Octets data) {
        return field("\\#").field(data.length()).groups(data.hex());
    }

    @Override
    public FieldWriter u8(int value) {
        return field(value);
    }

    @Override
    public FieldWriter u8(int value, Mnemonics names) {
        return field(names.print(value));
    }

    @Override
    public FieldWriter u16(int value, Mnemonics names) {
        return field(names.print(value));
    }

    @Override
    public FieldWriter time(Instant value) {
        return field(Timestamp.print(value));
    }

    @Override
    public FieldWriter string(Octets value) {
        return field(value);
    }

    @Override
    public FieldWriter strings(List<Octets> values) {
        values.forEach(this::field);
        return this;
    }

    @Override
    public FieldWriter tag(String value) {
        return field(value);
    }

    @Override
    public FieldWriter text(Octets value) {
        return field(value);
    }

    @Override
    public FieldWriter hex(Octets value) {
        return groups(value.hex());
    }

    @Override
    public FieldWriter base64(Octets value) {
        return groups(value.base64());
    }

    // As dig groups them.
    private TextWriter groups(String digits) {
        for (int at = 0; at < digits.length(); at += GROUP) {
            field(digits.substring(at, Math.min(at + GROUP, digits.length())));
        }
        return this;
    }

    @Override
    public FieldWriter salt(Octets value) {
        return field(value.length() == 0 ? "-" : value.hex());
    }

    @Override
    public FieldWriter hash(Octets value) {
        return field(Base32Hex.encode(value.owned()));
    }

    @Override
    public FieldWriter type(RecordType value) {
        return field(value);
    }

    @Override
    public FieldWriter types(List<RecordType> values) {
        values.forEach(this::field);
        return this;
    }

    @Override
    public FieldWriter params(SvcParams value) {
        value.params().forEach(this::field);
        return this;
    }

    @Override
    public FieldWriter form(Octets value, Form form) {
        String words = form.print().of(value.owned());
        return words.isEmpty() ? this : field(words);
    }

    @Override
    public FieldWriter location(Rdata.Loc value) {
        return field(Location.print(value));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
