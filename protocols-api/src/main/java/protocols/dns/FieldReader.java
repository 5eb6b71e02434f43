package protocols.dns;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import protocols.WireException.Malformed;

/**
 * The fields of record data, one after the other: the same for the wire and for the presentation format, so that a
 * record type is described once.
 */
interface FieldReader {

    int u8() throws Malformed;

    int u16() throws Malformed;

    long u32() throws Malformed;

    /** A number that text may name instead. */
    int u8(Mnemonics names) throws Malformed;

    /** A number that text may name instead. */
    int u16(Mnemonics names) throws Malformed;

    /** A time in whole seconds, 32 bits. */
    Duration seconds() throws Malformed;

    /** A point in time in seconds since 1970, 32 bits; in text YYYYMMDDHHmmSS. */
    Instant time() throws Malformed;

    Inet4Address ipv4() throws Malformed;

    Inet6Address ipv6() throws Malformed;

    Name name() throws Malformed;

    /** One character-string. */
    Octets string() throws Malformed;

    /** One or more character-strings, to the end of the data. */
    List<Octets> strings() throws Malformed;

    /** Letters and digits behind a length byte; in text without quotes. */
    String tag() throws Malformed;

    /** All that is left; in text one string in quotes, of any length. */
    Octets text() throws Malformed;

    /** All that is left; in text hexadecimal. */
    Octets hex() throws Malformed;

    /** All that is left; in text base64. */
    Octets base64() throws Malformed;

    /** As {@link #hex()}, but text may say 0 for the one zero byte that asks for the end of DNSSEC (RFC 8078 section 4). */
    Octets hexOrZero() throws Malformed;

    /** As {@link #base64()}, but text may say 0, as above. */
    Octets base64OrZero() throws Malformed;

    /** Bytes behind a length byte; in text hexadecimal, or a hyphen for none. */
    Octets salt() throws Malformed;

    /** Bytes behind a length byte; in text base32hex without padding. */
    Octets hash() throws Malformed;

    RecordType type() throws Malformed;

    /** Any number of types, to the end of the data: windows of bits on the wire. */
    List<RecordType> types() throws Malformed;

    /** To the end of the data. */
    SvcParams params() throws Malformed;

    Rdata.Loc location() throws Malformed;

    /** Bytes that text writes in a way of their own. */
    Octets form(Form form) throws Malformed;

    /** Whether another field follows. */
    boolean hasMore();
}
