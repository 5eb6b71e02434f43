package protocols.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The content of a request. With a length that is known it is sent under {@code Content-Length}, else in chunks (RFC 9112
 * section 7.1); it is streamed either way.
 */
public final class Content {

    /** No content. */
    public static final Content NONE = bytes(new byte[0]);

    /** Where the bytes come from. */
    public interface Source {
        /** The bytes from the first on; closed by whoever asked for them. */
        InputStream open() throws IOException;
    }

    private interface Length {
        OptionalLong get() throws IOException;
    }

    private final Source source;
    private final Length length;
    private final boolean repeatable;

    private Content(Source source, Length length, boolean repeatable) {
        this.source = source;
        this.length = length;
        this.repeatable = repeatable;
    }

    /** These bytes; the array is copied. */
    public static Content bytes(byte[] content) {
        byte[] copy = content.clone();
        return new Content(() -> new ByteArrayInputStream(copy), () -> OptionalLong.of(copy.length), true);
    }

    /** Text in UTF-8. */
    public static Content text(String content) {
        return bytes(content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file, of the length that it has when it is sent. */
    public static Content file(Path file) {
        return new Content(() -> Files.newInputStream(file), () -> OptionalLong.of(Files.size(file)), true);
    }

    /** A stream whose length is not known; it can be sent once, so a request that broke is not repeated. */
    public static Content stream(InputStream once) {
        return new Content(() -> once, OptionalLong::empty, false);
    }

    /**
     * A stream of so many bytes; it can be sent once.
     *
     * @throws IllegalArgumentException if the length is negative
     */
    public static Content stream(InputStream once, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("a length is not negative: " + length);
        }
        return new Content(() -> once, () -> OptionalLong.of(length), false);
    }

    /** Bytes that can be had again and again, of a length that is not known. */
    public static Content stream(Source again) {
        return new Content(again, OptionalLong::empty, true);
    }

    /** The length in bytes, if it is known. */
    public OptionalLong length() throws IOException {
        return length.get();
    }

    /** Whether it can be sent a second time: after a stale connection, or to where a redirect leads. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /** The bytes. */
    public InputStream open() throws IOException {
        return source.open();
    }
}
