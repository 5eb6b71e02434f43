package protocols.dns;

import java.util.Arrays;
import protocols.WireException.Malformed;

/** Base32 with the extended hex alphabet (RFC 4648 section 7), without padding, as NSEC3 writes hashes. */
final class Base32Hex {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    private Base32Hex() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 8 / 5 + 1);
        int held = 0;
        int bits = 0;
        for (byte octet : bytes) {
            held = (held << 8 | (octet & 0xff)) & 0xfff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(DIGITS.charAt((held >> (bits - 5)) & 31));
            }
        }
        if (bits > 0) {
            text.append(DIGITS.charAt((held << (5 - bits)) & 31));
        }
        return text.toString();
    }

    static byte[] decode(String text) throws Malformed {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int held = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? DIGITS.indexOf(Character.toUpperCase(c)) : -1;
            if (digit < 0) {
                throw new Malformed("no base32hex digit", text);
            }
            held = (held << 5 | digit) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
            }
        }
        // Bits that are no part of a byte must be zero, or two texts would be one hash.
        if (bits >= 5 || (held & ((1 << bits) - 1)) != 0) {
            throw new Malformed("base32hex digits are cut short", text);
        }
        return Arrays.copyOf(bytes, at);
    }
}
