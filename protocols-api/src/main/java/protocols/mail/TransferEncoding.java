package protocols.mail;

import java.io.InputStream;
import java.util.Locale;

/** How the bytes of a part are written down: {@code Content-Transfer-Encoding} (RFC 2045 section 6). */
public enum TransferEncoding {
    SEVEN_BIT("7bit"),
    EIGHT_BIT("8bit"),
    BINARY("binary"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    private final String token;

    TransferEncoding(String token) {
        this.token = token;
    }

    /** The encoding of that name, case ignored; {@link #BINARY}, so no decoding at all, for an unknown one. Never throws. */
    public static TransferEncoding read(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        for (TransferEncoding encoding : values()) {
            if (encoding.token.equals(plain)) {
                return encoding;
            }
        }
        return BINARY;
    }

    /** The name as a header has it: {@code quoted-printable}. */
    public String token() {
        return token;
    }

    /**
     * The bytes behind this encoding, decoded while they are read with one buffer of 8 KiB. It is tolerant: what is no
     * base64 is skipped, a broken escape is kept as it stands. It fails only where the source fails.
     */
    public InputStream decode(InputStream encoded) {
        return switch (this) {
            case BASE64 -> new Base64Decoding(encoded);
            case QUOTED_PRINTABLE -> new QuotedPrintableDecoding(encoded);
            default -> encoded;
        };
    }
}
