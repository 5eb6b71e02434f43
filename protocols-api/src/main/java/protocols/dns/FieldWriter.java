package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The fields of record data, one after the other: the inverse of {@link FieldReader}. */
interface FieldWriter {

    FieldWriter u8(int value);

    FieldWriter u16(int value);

    FieldWriter u32(long value);

    /** A number that text names. */
    FieldWriter u8(int value, Mnemonics names);

    /** A number that text names. */
    FieldWriter u16(int value, Mnemonics names);

    FieldWriter seconds(Duration value);

    FieldWriter time(Instant value);

    FieldWriter ipv4(Inet4Address value);

    FieldWriter ipv6(Inet6Address value);

    /** A name that may be compressed: only in the types of RFC 1035 (RFC 3597 section 4). */
    FieldWriter name(Name value);

    /** A name that is never compressed, as in all later types. */
    FieldWriter plainName(Name value);

    FieldWriter string(Octets value);

    FieldWriter strings(List<Octets> values);

    FieldWriter tag(String value);

    FieldWriter text(Octets value);

    FieldWriter hex(Octets value);

    FieldWriter base64(Octets value);

    FieldWriter salt(Octets value);

    FieldWriter hash(Octets value);

    FieldWriter type(RecordType value);

    FieldWriter types(List<RecordType> values);

    FieldWriter params(SvcParams value);

    FieldWriter location(Rdata.Loc value);

    /** Bytes that text writes in a way of their own. */
    FieldWriter form(Octets value, Form form);
}
