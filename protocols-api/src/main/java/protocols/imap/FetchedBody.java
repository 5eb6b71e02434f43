package protocols.imap;

import java.util.OptionalLong;

/** One section of a message, fetched into memory (RFC 9051 section 7.5.2, {@code BODY[section]<origin>}). */
public final class FetchedBody {

    private final String section;
    private final OptionalLong origin;
    private final byte[] bytes;

    private FetchedBody(String section, OptionalLong origin, byte[] bytes) {
        this.section = section;
        this.origin = origin;
        this.bytes = bytes;
    }

    /** A section; the array is kept, not copied. */
    public static FetchedBody of(String section, OptionalLong origin, byte[] bytes) {
        return new FetchedBody(section, origin, bytes);
    }

    /** The specification in capitals; empty for the whole message. */
    public String section() {
        return section;
    }

    /** At which byte of the section the bytes begin; empty if the whole section was fetched. */
    public OptionalLong origin() {
        return origin;
    }

    /** The bytes; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }
}
