package protocols;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A password or a token. It never prints: {@link #toString()} is eight asterisks, and no transcript or exception of this
 * library holds its value, in any encoding.
 *
 * <p>Where this side sends it, it is left out whatever it is. A peer that repeats it in what it says is recorded without
 * it if it has at least four bytes in UTF-8, in each form in which a protocol sends it: as it is, in a quoted string,
 * percent-encoded, with 0xFF doubled, in base64, alone or within a longer text. A shorter one is not looked for there: a
 * password of one letter would take that letter out of every line, and so tell which it is.
 *
 * <p>{@link #close()} overwrites it; a secret made from a {@link String} cannot overwrite the string it came from.
 */
public final class Secret implements AutoCloseable {

    private final char[] value;
    private volatile boolean closed;

    private Secret(char[] value) {
        this.value = value;
    }

    /**
     * A secret; the array is copied and may be overwritten by the caller at once.
     *
     * @throws IllegalArgumentException if it holds half of a surrogate pair, which has no bytes in any encoding
     */
    public static Secret of(char[] value) {
        if (!Text.isWhole(CharBuffer.wrap(value))) {
            throw new IllegalArgumentException("half of a surrogate pair in a secret");
        }
        return new Secret(value.clone());
    }

    /** A secret from text, as {@link #of(char[])}. */
    public static Secret of(String value) {
        return of(value.toCharArray());
    }

    /**
     * Its bytes in UTF-8, for the encoder of a command: the caller overwrites them after use.
     *
     * @throws IllegalStateException if it was closed
     */
    public byte[] utf8() {
        if (closed) {
            throw new IllegalStateException("the secret was closed");
        }
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(value));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return value.length == 0;
    }

    /** Overwrites the value. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(value, '\0');
    }

    @Override
    public String toString() {
        return Transcript.REDACTED;
    }
}
