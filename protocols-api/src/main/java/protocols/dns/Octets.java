package protocols.dns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import protocols.Text;

/**
 * Bytes that do not change: a character-string of RFC 1035 section 3.3, or the data of a record or option of which no
 * more is known.
 */
public final class Octets {

    /** No bytes. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** These bytes, copied. */
    public static Octets of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
    }

    /**
     * The UTF-8 bytes of a text.
     *
     * @throws IllegalArgumentException if half of a surrogate pair is in it
     */
    public static Octets of(String text) {
        return ofOwned(Text.whole("a text", text).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The bytes that hexadecimal digits stand for.
     *
     * @throws IllegalArgumentException if the text is no even number of hexadecimal digits
     */
    public static Octets ofHex(String digits) {
        return ofOwned(HexFormat.of().parseHex(digits));
    }

    /**
     * The bytes that base64 stands for (RFC 4648 section 4), padded.
     *
     * @throws IllegalArgumentException if the text is no base64
     */
    public static Octets ofBase64(String text) {
        return ofOwned(Base64.getDecoder().decode(text));
    }

    static Octets ofOwned(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes);
    }

    /** The number in two bytes, the higher one first, as all numbers on the wire. */
    static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** The byte at an index, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The bytes as UTF-8 text, what is no UTF-8 replaced; not escaped, so not safe to show on a terminal. */
    public String utf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The bytes as hexadecimal digits in capitals, as record data is printed. */
    public String hex() {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    /** The bytes in base64 (RFC 4648 section 4), padded, as keys are printed. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    byte[] owned() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As a character-string in presentation format: in quotes, {@code \"}, {@code \\} and {@code \DDD} escaped. */
    @Override
    public String toString() {
        return Presentation.quoted(this);
    }
}
