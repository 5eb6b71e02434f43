package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.List;
import protocols.WireException.Malformed;

/**
 * The fields of record data, one after the other: the same for the wire and for the presentation format, so that a
 * record type is described once.
 */
interface FieldReader {

    int u16() throws Malformed;

    long u32() throws Malformed;

    /** A time in whole seconds, 32 bits. */
    Duration seconds() throws Malformed;

    Inet4Address ipv4() throws Malformed;

    Inet6Address ipv6() throws Malformed;

    Name name() throws Malformed;

    /** One or more character-strings, to the end of the data. */
    List<Octets> strings() throws Malformed;
}
