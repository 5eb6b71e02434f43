package protocols.imap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A message to be put into a mailbox (RFC 9051 section 6.3.12). Immutable:
 * {@code NewMessage.of(path).flags(Flag.SEEN).date(when)}.
 */
public final class NewMessage {

    /** Where the bytes come from; opened once for each time the message is sent. */
    @FunctionalInterface
    public interface Source {
        /** The bytes from the first on; closed when they were sent. */
        InputStream open() throws IOException;
    }

    private final long size;
    private final Source source;
    private final List<Flag> flags;
    private final Optional<OffsetDateTime> date;

    private NewMessage(long size, Source source, List<Flag> flags, Optional<OffsetDateTime> date) {
        this.size = size;
        this.source = source;
        this.flags = flags;
        this.date = date;
    }

    /** A message in memory: lines end with CR LF. */
    public static NewMessage of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return of(copy.length, () -> new ByteArrayInputStream(copy));
    }

    /** A message in a file, as long as the file is now. */
    public static NewMessage of(Path file) throws IOException {
        return of(Files.size(file), () -> Files.newInputStream(file));
    }

    /**
     * A message from elsewhere.
     *
     * @param size how many bytes there will be, exactly
     * @throws IllegalArgumentException if the size is negative
     */
    public static NewMessage of(long size, Source source) {
        if (size < 0) {
            throw new IllegalArgumentException("a message of " + size + " bytes");
        }
        return new NewMessage(size, source, List.of(), Optional.empty());
    }

    /** The same message with these flags. */
    public NewMessage flags(Flag... set) {
        return new NewMessage(size, source, List.of(set), date);
    }

    /** The same message with this as the time when it was received; else the server takes the present. */
    public NewMessage date(OffsetDateTime received) {
        return new NewMessage(size, source, flags, Optional.of(received));
    }

    /** How many bytes there are. */
    public long size() {
        return size;
    }

    /** The bytes from the first on. */
    public InputStream open() throws IOException {
        return source.open();
    }

    /** The flags that it will have. */
    public List<Flag> flags() {
        return flags;
    }

    /** When it was received, if that is not the present. */
    public Optional<OffsetDateTime> date() {
        return date;
    }
}
