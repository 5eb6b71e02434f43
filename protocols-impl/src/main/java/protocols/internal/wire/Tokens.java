package protocols.internal.wire;

import java.security.MessageDigest;
import java.util.Arrays;
import protocols.Secret;

/** Tokens that an authority has given out. */
public final class Tokens {

    private Tokens() {}

    /**
     * A token of the characters of RFC 6750 section 2.1, or of others as well, as long as it is one word.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Secret word(Secret token) {
        byte[] bytes = token.utf8();
        boolean good = bytes.length > 0;
        for (byte b : bytes) {
            good &= b > ' ' && b < 0x7f;
        }
        Arrays.fill(bytes, (byte) 0);
        if (!good) {
            throw new IllegalArgumentException("a token is a word of printable ASCII");
        }
        return token;
    }

    /** Whether two are the same; one that was closed meanwhile is no other's. */
    public static boolean same(Secret one, Secret other) {
        byte[] bytes = one.utf8();
        try {
            byte[] others = other.utf8();
            boolean same = MessageDigest.isEqual(bytes, others);
            Arrays.fill(others, (byte) 0);
            return same;
        } catch (IllegalStateException e) {
            return false;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
