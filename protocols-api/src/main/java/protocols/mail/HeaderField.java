package protocols.mail;

import protocols.Text;

/**
 * One field of a header.
 *
 * @param name the name as it was written
 * @param raw what stood behind the colon, folding included, without the last line end; bytes that are not UTF-8 are
 *     taken for ISO 8859-1
 */
public record HeaderField(String name, String raw) {

    /** The value in one line, encoded words as they stand (RFC 5322 section 2.2.3). It has no CR, LF or NUL. */
    public String unfolded() {
        return Lines.unfold(raw).replace('\0', ' ').strip();
    }

    /** The value in one line, encoded words decoded (RFC 2047). It has no CR, LF or NUL. */
    public String value() {
        return EncodedWord.decode(unfolded());
    }

    /** Name and decoded value, escaped for terminals. */
    @Override
    public String toString() {
        return Text.escaped(name + ": " + value());
    }
}
