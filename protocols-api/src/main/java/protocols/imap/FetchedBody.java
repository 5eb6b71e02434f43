package protocols.imap;

import java.util.OptionalLong;
import protocols.Text;

/** One section of a message, fetched into memory (RFC 9051 section 7.5.2, {@code BODY[section]<origin>}). Immutable. */
public final class FetchedBody {

    private final String section;
    private final OptionalLong origin;
    private final byte[] bytes;

    FetchedBody(String section, OptionalLong origin, byte[] bytes) {
        this.section = section;
        this.origin = origin;
        this.bytes = bytes;
    }

    /**
     * A whole section.
     *
     * @param section the specification in capitals; empty for the whole message
     * @param bytes copied
     */
    public static FetchedBody of(String section, byte[] bytes) {
        return new FetchedBody(section, OptionalLong.empty(), bytes.clone());
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

    /** The section and its size. */
    @Override
    public String toString() {
        return "[" + Text.printable(section) + "], " + bytes.length + " bytes";
    }
}
