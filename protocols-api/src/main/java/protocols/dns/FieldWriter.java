package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.List;

/** The fields of record data, one after the other: the inverse of {@link FieldReader}. */
interface FieldWriter {

    FieldWriter u16(int value);

    FieldWriter u32(long value);

    FieldWriter seconds(Duration value);

    FieldWriter ipv4(Inet4Address value);

    FieldWriter ipv6(Inet6Address value);

    /** A name that may be compressed: only in the types of RFC 1035 (RFC 3597 section 4). */
    FieldWriter name(Name value);

    /** A name that is never compressed, as in all later types. */
    FieldWriter plainName(Name value);

    FieldWriter strings(List<Octets> values);
}
