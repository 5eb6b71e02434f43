package protocols.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import protocols.Content;
import protocols.spi.MailNeeds;

/** A finished message: its source, and what one scan told about it. */
final class RawMessage implements MailMessage {

    private final Content source;
    private final MailNeeds needs;

    private RawMessage(Content source, MailNeeds needs) {
        this.source = source;
        this.needs = needs;
    }

    static RawMessage of(byte[] message) {
        return new RawMessage(Content.bytes(message), Scan.of(message));
    }

    static RawMessage of(Path file) throws IOException {
        Content source = Content.file(file);
        return new RawMessage(source, Scan.of(source));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        long written;
        try (InputStream in = source.open()) {
            written = in.transferTo(out);
        }
        long expected = needs.size().orElseThrow();
        if (written != expected) {
            throw new IOException("the message is " + written + " bytes long, it was " + expected);
        }
    }

    @Override
    public OptionalLong size() {
        return needs.size();
    }

    MailNeeds needs() {
        return needs;
    }

    @Override
    public String toString() {
        return "message of " + needs.size().orElseThrow() + " bytes";
    }

    /** Octets above 127 in the header and anywhere; the length. */
    static final class Scan {
        private long size;
        private boolean utf8;
        private boolean eightBit;
        private boolean inHeader = true;
        private int column;

        private Scan() {}

        static MailNeeds of(Content source) throws IOException {
            Scan scan = new Scan();
            byte[] buffer = new byte[8192];
            try (InputStream in = source.open()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    scan.add(buffer, n);
                }
            }
            return scan.needs();
        }

        static MailNeeds of(byte[] message) {
            Scan scan = new Scan();
            scan.add(message, message.length);
            return scan.needs();
        }

        private MailNeeds needs() {
            return new MailNeeds(OptionalLong.of(size), utf8, eightBit);
        }

        private void add(byte[] buffer, int length) {
            size += length;
            int i = 0;
            for (; i < length && inHeader; i++) {
                byte b = buffer[i];
                utf8 |= b < 0;
                inHeader = b != '\n' || column > 0;
                column = b == '\n' ? 0 : b == '\r' ? column : column + 1;
            }
            int all = utf8 ? -1 : 0;
            for (; i < length; i++) {
                all |= buffer[i];
            }
            eightBit |= all < 0;
        }
    }
}
