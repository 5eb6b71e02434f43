package protocols.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A finished message: its source, and what one scan told about it. */
final class RawMessage implements MailMessage {

    private final Draft.Source source;
    private final Scan scan;

    private RawMessage(Draft.Source source, Scan scan) {
        this.source = source;
        this.scan = scan;
    }

    static RawMessage of(byte[] message) {
        byte[] copy = message.clone();
        return new RawMessage(() -> new ByteArrayInputStream(copy), Scan.of(copy));
    }

    static RawMessage of(Path file) throws IOException {
        return new RawMessage(() -> Files.newInputStream(file), Scan.of(() -> Files.newInputStream(file)));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        long written;
        try (InputStream in = source.open()) {
            written = in.transferTo(out);
        }
        if (written != scan.size) {
            throw new IOException("the message is " + written + " bytes long, it was " + scan.size);
        }
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(scan.size);
    }

    @Override
    public boolean needsUtf8() {
        return scan.utf8;
    }

    @Override
    public boolean is8bit() {
        return scan.eightBit;
    }

    @Override
    public String toString() {
        return "message of " + scan.size + " bytes";
    }

    /** Octets above 127 in the header and anywhere; the length. */
    static final class Scan {
        private long size;
        private boolean utf8;
        private boolean eightBit;
        private boolean inHeader = true;
        private int column;

        private Scan() {}

        static Scan of(Draft.Source source) throws IOException {
            Scan scan = new Scan();
            byte[] buffer = new byte[8192];
            try (InputStream in = source.open()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    scan.add(buffer, n);
                }
            }
            return scan;
        }

        static Scan of(byte[] message) {
            try {
                return of(() -> new ByteArrayInputStream(message));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        boolean utf8() {
            return utf8;
        }

        boolean eightBit() {
            return eightBit;
        }

        private void add(byte[] buffer, int length) {
            size += length;
            for (int i = 0; i < length; i++) {
                byte b = buffer[i];
                eightBit |= b < 0;
                if (inHeader) {
                    utf8 |= b < 0;
                    inHeader = b != '\n' || column > 0;
                    column = b == '\n' ? 0 : b == '\r' ? column : column + 1;
                }
            }
        }
    }
}
