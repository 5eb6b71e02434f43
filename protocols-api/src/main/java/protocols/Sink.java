package protocols;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import protocols.spi.Delivery;

/**
 * Where bytes go that are received. Immutable; every wither gives a changed copy.
 *
 * <pre>{@code
 * ftp.get("a.iso", Sink.file(local).progress(bar));
 * }</pre>
 *
 * <p>What writing to it throws comes out of the call that receives as it is.
 */
public final class Sink {

    @FunctionalInterface
    private interface Target {
        Delivery open() throws IOException;
    }

    private final Target target;
    private final Optional<Path> file;
    private final Optional<Consumer<Progress>> told;

    private Sink(Target target, Optional<Path> file, Optional<Consumer<Progress>> told) {
        this.target = target;
        this.file = file;
        this.told = told;
    }

    /**
     * A file, whole or not at all: the bytes are written to a new file beside it, which takes its name, and its permissions
     * if it was there, once the peer has confirmed that they are all. If anything goes wrong the file is as it was. What is
     * no plain file, such as a device or a pipe, is written to directly.
     *
     * @param options with {@link LinkOption#NOFOLLOW_LINKS} a symbolic link is not written through: that is an
     *     {@link IOException}
     */
    public static Sink file(Path file, LinkOption... options) {
        LinkOption[] copy = options.clone();
        return new Sink(() -> FileDelivery.to(file, copy), Optional.of(file), Optional.empty());
    }

    /** A stream; it is flushed at the end and not closed. */
    public static Sink stream(OutputStream out) {
        Objects.requireNonNull(out);
        return new Sink(() -> new StreamDelivery(out), Optional.empty(), Optional.empty());
    }

    /** Tells how far it has come, beside whoever is told already; see {@link Progress}. */
    public Sink progress(Consumer<Progress> whom) {
        return new Sink(
                target, file, Optional.of(told.map(first -> first.andThen(whom)).orElse(whom)));
    }

    /** Says what would keep a delivery from being begun. */
    void check() throws IOException {
        if (file.isPresent()) {
            FileDelivery.requirePlace(file.get());
        }
    }

    /** Begins a delivery; {@code expected} is its length where that is known. */
    Delivery open(OptionalLong expected) throws IOException {
        Delivery delivery = target.open();
        return told.isEmpty() ? delivery : new ToldDelivery(delivery, new Teller(told.get(), expected));
    }

    private record StreamDelivery(OutputStream out) implements Delivery {
        @Override
        public void commit() throws IOException {
            out.flush();
        }

        @Override
        public void close() {}
    }

    /** Tells of what goes through it. */
    private static final class ToldDelivery extends OutputStream implements Delivery {

        private final Delivery inner;
        private final Teller teller;

        ToldDelivery(Delivery inner, Teller teller) {
            this.inner = inner;
            this.teller = teller;
        }

        @Override
        public OutputStream out() {
            return this;
        }

        @Override
        public void write(int b) throws IOException {
            inner.out().write(b);
            teller.moved(1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            inner.out().write(from, offset, length);
            teller.moved(length);
        }

        @Override
        public void flush() throws IOException {
            inner.out().flush();
        }

        @Override
        public void commit() throws IOException {
            inner.commit();
            teller.end();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
