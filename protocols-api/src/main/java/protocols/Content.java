package protocols;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import protocols.spi.Engine;

/**
 * Bytes to be sent: where they come from, how many they are, whether they can be had again, who is told how far they have
 * come, and how fast they may go. It is streamed, whatever its length. Immutable; every wither gives a changed copy.
 *
 * <pre>{@code
 * ftp.put(Content.file(iso).progress(bar), "a.iso");
 * http.put("/a").body(Content.file(iso).rate(1_000_000));
 * }</pre>
 *
 * <p>What reading it throws comes out of the call that sends it as it is.
 */
public final class Content {

    /** No bytes. */
    public static final Content NONE = bytes(new byte[0]);

    /** Where the bytes come from. */
    @FunctionalInterface
    public interface Opener {
        /** The bytes from the first on; closed by whoever asked for them. */
        InputStream open() throws IOException;
    }

    @FunctionalInterface
    private interface Length {
        OptionalLong get() throws IOException;
    }

    private final Opener opener;
    private final Length length;
    private final boolean repeatable;
    private final Optional<Consumer<Progress>> told;
    private final OptionalLong rate;

    private Content(Opener opener, Length length, boolean repeatable) {
        this(opener, length, repeatable, Optional.empty(), OptionalLong.empty());
    }

    // House size: one parameter for each thing that a copy may change.
    private Content(
            Opener opener, Length length, boolean repeatable, Optional<Consumer<Progress>> told, OptionalLong rate) {
        this.opener = opener;
        this.length = length;
        this.repeatable = repeatable;
        this.told = told;
        this.rate = rate;
    }

    /** These bytes; the array is copied. */
    public static Content bytes(byte[] content) {
        byte[] copy = content.clone();
        return new Content(() -> new ByteArrayInputStream(copy), () -> OptionalLong.of(copy.length), true);
    }

    /**
     * Text in UTF-8.
     *
     * @throws IllegalArgumentException if half of a surrogate pair is in it
     */
    public static Content text(String content) {
        return bytes(Text.whole("a content", content).getBytes(StandardCharsets.UTF_8));
    }

    /** A file, of the length that it has when it is sent. */
    public static Content file(Path file) {
        Objects.requireNonNull(file);
        return new Content(() -> open(file), () -> OptionalLong.of(Files.size(file)), true);
    }

    /**
     * A stream whose length is not known; it is read to its end and not closed. It can be sent once: whatever asks for its
     * bytes again gets an {@link IllegalStateException}, and so nothing is sent that is not all of it.
     */
    public static Content stream(InputStream once) {
        return new Content(single(once, Long.MAX_VALUE), OptionalLong::empty, false);
    }

    /**
     * The next so many bytes of a stream, which is not closed and not read any further; they can be sent once, as above. If
     * the stream ends before, reading fails with an {@link java.io.EOFException}.
     *
     * @throws IllegalArgumentException if the length is negative
     */
    public static Content stream(InputStream once, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("a length is not negative: " + length);
        }
        return new Content(single(once, length), () -> OptionalLong.of(length), false);
    }

    /** Bytes that can be had again and again, of a length that is not known. */
    public static Content of(Opener again) {
        Objects.requireNonNull(again);
        return new Content(again, OptionalLong::empty, true);
    }

    /** Tells how far it has come, each time that it is sent, beside whoever is told already; see {@link Progress}. */
    public Content progress(Consumer<Progress> whom) {
        Consumer<Progress> both = told.map(first -> first.andThen(whom)).orElse(whom);
        return new Content(opener, length, repeatable, Optional.of(both), rate);
    }

    /**
     * Sends at most so many bytes a second, on average; without a limit by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Content rate(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("a rate is positive: " + bytesPerSecond);
        }
        return new Content(opener, length, repeatable, told, OptionalLong.of(bytesPerSecond));
    }

    /** The length in bytes, if it is known. */
    public OptionalLong length() throws IOException {
        return length.get();
    }

    /** Whether it can be sent a second time: after a stale connection, or to where a redirect leads. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /** The bytes, at the rate that was set, and telling the progress. */
    public InputStream open() throws IOException {
        InputStream bytes = opener.open();
        if (told.isEmpty() && rate.isEmpty()) {
            return bytes;
        }
        return new Watched(bytes, told.map(whom -> new Teller(whom, known())), rate.orElse(0));
    }

    private OptionalLong known() {
        try {
            return length();
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    /** What a directory says when it is read names neither it nor the reason. */
    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "a directory");
        }
        return Files.newInputStream(file);
    }

    private static Opener single(InputStream once, long length) {
        Objects.requireNonNull(once);
        AtomicBoolean used = new AtomicBoolean();
        return () -> {
            if (used.getAndSet(true)) {
                throw new IllegalStateException("this content was used already: a stream can be sent once");
            }
            return new Part(once, length);
        };
    }

    /** So many bytes of a stream of the caller's, which stays open. */
    private static final class Part extends FilterInputStream {

        private final long length;
        private long left;

        Part(InputStream in, long length) {
            super(in);
            this.length = length;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(into, offset, (int) Math.min(count, left));
            if (n > count) {
                throw new IOException("the stream says that it has read " + n + " bytes into room for " + count);
            }
            if (n < 0 && length < Long.MAX_VALUE) {
                throw new EOFException("the content ended after " + (length - left) + " of " + length + " bytes");
            }
            left -= length < Long.MAX_VALUE ? Math.max(0, n) : 0;
            return n;
        }

        @Override
        public void close() {}
    }

    /** A stream that tells how much was read of it, and gives no more than the rate allows. */
    private static final class Watched extends FilterInputStream {

        private final Optional<Teller> teller;
        private final long rate;
        private final long began = System.nanoTime();
        private long bytes;

        Watched(InputStream in, Optional<Teller> teller, long rate) {
            super(in);
            this.teller = teller;
            this.rate = rate;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            moved(b < 0 ? -1 : 1);
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            int n = in.read(into, offset, rate == 0 ? count : (int) Math.min(count, Math.max(1, rate / 10)));
            moved(n);
            return n;
        }

        private void moved(int n) throws IOException {
            if (n < 0) {
                teller.ifPresent(Teller::end);
                return;
            }
            bytes += n;
            if (rate > 0) {
                long due = (long) (bytes * 1e9 / rate) - (System.nanoTime() - began);
                if (due > 0) {
                    Engine.get().pause(due);
                }
            }
            teller.ifPresent(t -> t.moved(n));
        }
    }
}
