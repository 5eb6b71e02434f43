package protocols.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import protocols.Secret;

/**
 * Names and passwords in the one form in which both sides compare them: SASLprep (RFC 4013) of a query string. What is
 * normalized, and which way a letter runs, is asked of the JDK, whose Unicode is younger than the 3.2 of the standard: the
 * few characters that have changed since may differ, and letters that 3.2 did not know are taken as a query takes them.
 */
final class SaslPrep {

    /** RFC 3454 appendix C.1.2: spaces beyond ASCII, from and to. */
    private static final int[] SPACES = {
        0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200b, 0x202f, 0x202f, 0x205f, 0x205f, 0x3000, 0x3000
    };

    /** RFC 3454 appendix B.1: nothing is left of them. */
    private static final int[] NOTHING = {
        0xad, 0xad, 0x34f, 0x34f, 0x1806, 0x1806, 0x180b, 0x180d, 0x200c, 0x200d, 0x2060, 0x2060, 0xfe00, 0xfe0f,
        0xfeff, 0xfeff
    };

    /** RFC 3454 appendices C.2 to C.9, but for private use and what is no character in any plane. */
    private static final int[] PROHIBITED = {
        0, 0x1f, 0x7f, 0x9f, 0x340, 0x341, 0x6dd, 0x6dd, 0x70f, 0x70f, 0x180e, 0x180e, 0x200c, 0x200f, 0x2028, 0x202e,
        0x2060, 0x2063, 0x206a, 0x206f, 0x2ff0, 0x2ffb, 0xfdd0, 0xfdef, 0xfeff, 0xfeff, 0xfff9, 0xfffd, 0x1d173,
        0x1d17a, 0xe0001, 0xe0001, 0xe0020, 0xe007f
    };

    private SaslPrep() {}

    /** Empty if the profile prohibits it, or nothing is left of it. */
    static Optional<String> of(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> map(c, mapped));
        String normal = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        mapped.setLength(0);
        boolean good = !normal.isEmpty() && normal.codePoints().noneMatch(SaslPrep::isProhibited) && isOneWay(normal);
        return good ? Optional.of(normal) : Optional.empty();
    }

    /** The same of a password, in UTF-8, for the caller to overwrite; what is plain ASCII leaves no copy behind. */
    static Optional<byte[]> of(Secret secret) {
        byte[] plain = secret.utf8();
        boolean ascii = plain.length > 0;
        for (byte b : plain) {
            ascii &= b >= ' ' && b < 0x7f;
        }
        if (ascii) {
            return Optional.of(plain);
        }
        CharBuffer text = UTF_8.decode(ByteBuffer.wrap(plain));
        Optional<byte[]> prepared = of(text.toString()).map(ready -> ready.getBytes(UTF_8));
        Arrays.fill(plain, (byte) 0);
        Arrays.fill(text.array(), '\0');
        return prepared;
    }

    private static void map(int c, StringBuilder to) {
        if (in(SPACES, c)) {
            to.append(' ');
        } else if (!in(NOTHING, c)) {
            to.appendCodePoint(c);
        }
    }

    private static boolean isProhibited(int c) {
        return in(PROHIBITED, c)
                || in(SPACES, c)
                || (c & 0xfffe) == 0xfffe
                || Character.getType(c) == Character.PRIVATE_USE
                || Character.getType(c) == Character.SURROGATE;
    }

    /** RFC 3454 section 6: what runs from right to left does so from end to end. */
    private static boolean isOneWay(String text) {
        if (text.codePoints().noneMatch(SaslPrep::runsLeft)) {
            return true;
        }
        return text.codePoints()
                        .noneMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                && runsLeft(text.codePointAt(0))
                && runsLeft(text.codePointBefore(text.length()));
    }

    private static boolean runsLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean in(int[] ranges, int c) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (c >= ranges[i] && c <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
