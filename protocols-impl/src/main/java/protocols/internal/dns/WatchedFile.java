package protocols.internal.dns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a file says, read again when the file has changed: by its time, its length or its identity, looked at when somebody
 * asks, but at most once a second. While it cannot be read, what it said last stays.
 */
final class WatchedFile<T> {

    private static final long PAUSE = 1_000_000_000L;

    private final Path path;
    private final Reader<T> reader;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile T value;
    private volatile long lookedAt;
    private volatile @Nullable Stamp stamp;

    /** Makes a value of a file. */
    interface Reader<T> {
        T read(Path path) throws IOException;
    }

    private record Stamp(FileTime modified, long size, @Nullable Object key) {}

    private WatchedFile(Path path, Reader<T> reader, LongSupplier nanoTime, T value) {
        this.path = path;
        this.reader = reader;
        this.nanoTime = nanoTime;
        this.value = value;
        this.lookedAt = nanoTime.getAsLong();
    }

    /** A file that must be there. */
    static <T> WatchedFile<T> of(Path path, Reader<T> reader, LongSupplier nanoTime) throws IOException {
        Stamp before = stamp(path);
        WatchedFile<T> file = new WatchedFile<>(path, reader, nanoTime, reader.read(path));
        file.stamp = before;
        return file;
    }

    /** A file that may be missing, or come later. */
    static <T> WatchedFile<T> of(Path path, Reader<T> reader, LongSupplier nanoTime, T missing) {
        WatchedFile<T> file = new WatchedFile<>(path, reader, nanoTime, missing);
        file.look();
        return file;
    }

    T value() {
        if (nanoTime.getAsLong() - lookedAt >= PAUSE && looking.tryLock()) {
            try {
                lookedAt = nanoTime.getAsLong();
                look();
            } finally {
                looking.unlock();
            }
        }
        return value;
    }

    private void look() {
        try {
            // Before the content, so that a change while it is read is seen the next time.
            Stamp now = stamp(path);
            if (!now.equals(stamp)) {
                value = reader.read(path);
                stamp = now;
            }
        } catch (IOException e) {
            // It is missing, or being replaced: what it said last is the best that is known.
            stamp = null;
        }
    }

    private static Stamp stamp(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(
                Objects.requireNonNull(attributes.lastModifiedTime()), attributes.size(), attributes.fileKey());
    }
}
