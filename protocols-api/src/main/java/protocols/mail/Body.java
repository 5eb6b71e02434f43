package protocols.mail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.Set;
import protocols.Content;

/** The body of a leaf as it will be written: encoded, every line ended with CRLF. */
sealed interface Body permits Body.Text, Body.Binary, Body.Nested {

    TransferEncoding encoding();

    OptionalLong size();

    /** See {@link Marks}. */
    Set<String> marks();

    void writeTo(OutputStream out) throws IOException;

    /** RFC 5322 section 2.1.1: the longest line, CRLF not counted. */
    int LINE = 998;

    /** Text that is held in memory, encoded already. */
    record Text(TransferEncoding encoding, byte[] encoded, Set<String> marks) implements Body {

        /** One scan says how: as it is, or by whichever of quoted-printable and base64 is shorter. */
        static Text of(byte[] canonical) {
            int column = 0;
            int longest = 0;
            int octets = 0;
            int controls = 0;
            for (byte b : canonical) {
                column = b == '\n' ? 0 : b == '\r' ? column : column + 1;
                longest = Math.max(longest, column);
                octets += b < 0 ? 1 : 0;
                controls += QuotedPrintable.isControl(b) ? 1 : 0;
            }
            if (longest <= LINE && octets == 0 && controls == 0) {
                return new Text(TransferEncoding.SEVEN_BIT, canonical, Marks.of(canonical));
            }
            // An escape is three bytes for one, base64 is four for three.
            return (octets + controls) <= canonical.length / 6
                    ? new Text(TransferEncoding.QUOTED_PRINTABLE, QuotedPrintable.encode(canonical), Set.of())
                    : new Text(TransferEncoding.BASE64, base64(canonical), Set.of());
        }

        private static byte[] base64(byte[] bytes) {
            byte[] lines = Base64.getMimeEncoder().encode(bytes);
            byte[] ended = Arrays.copyOf(lines, lines.length + 2);
            ended[lines.length] = '\r';
            ended[lines.length + 1] = '\n';
            return ended;
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(encoded.length);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(encoded);
        }
    }

    /**
     * Bytes in base64, one buffer at a time.
     *
     * @param fixed the length that they have to have; empty if that is for the content to say
     */
    record Binary(Content content, OptionalLong fixed) implements Body {

        static Binary of(byte[] bytes) {
            return new Binary(Content.bytes(bytes), OptionalLong.of(bytes.length));
        }

        static Binary of(Content content) {
            return new Binary(content, OptionalLong.empty());
        }

        /** What cannot be asked now will be told when it is read. */
        private OptionalLong length() {
            try {
                return fixed.isPresent() ? fixed : content.length();
            } catch (IOException notNow) {
                return OptionalLong.empty();
            }
        }

        @Override
        public TransferEncoding encoding() {
            return TransferEncoding.BASE64;
        }

        @Override
        public Set<String> marks() {
            return Set.of();
        }

        @Override
        public OptionalLong size() {
            OptionalLong length = length();
            if (length.isEmpty()) {
                return length;
            }
            long digits = (length.getAsLong() + 2) / 3 * 4;
            long lines = (digits + 75) / 76;
            return OptionalLong.of(digits + 2 * lines);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            OptionalLong length = length();
            long read;
            try (InputStream in = content.open();
                    OutputStream encoder = Base64.getMimeEncoder().wrap(new Unclosed(out))) {
                read = in.transferTo(encoder);
            }
            if (length.isPresent() && read != length.getAsLong()) {
                throw new IOException("the attachment is " + read + " bytes long, it was " + length.getAsLong());
            }
            if (read > 0) {
                out.write(Lines.END);
            }
        }
    }

    /** A whole message, which must not be encoded again (RFC 2046 section 5.2.1). */
    record Nested(MailMessage message, boolean eightBit, Set<String> marks) implements Body {

        @Override
        public TransferEncoding encoding() {
            return eightBit ? TransferEncoding.EIGHT_BIT : TransferEncoding.SEVEN_BIT;
        }

        @Override
        public OptionalLong size() {
            return message.size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            message.writeTo(out);
        }
    }

    /** Closing the encoder writes its last digits; the stream below stays open. */
    final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
