package protocols.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** What will be written: a head, an empty line, and a body or parts. */
sealed interface Entity permits Entity.Leaf, Entity.Multipart {

    /** The length of a line end. */
    int CRLF = 2;

    /** The {@code Content-} fields. */
    byte[] head();

    OptionalLong size();

    boolean is8bit();

    /** See {@link Marks}. */
    Set<String> marks();

    /** The empty line and what follows it. */
    void writeBody(OutputStream out) throws IOException;

    /** A head and a body. */
    record Leaf(byte[] head, Body body) implements Entity {

        @Override
        public OptionalLong size() {
            OptionalLong size = body.size();
            return size.isEmpty() ? size : OptionalLong.of(head.length + CRLF + size.getAsLong());
        }

        @Override
        public boolean is8bit() {
            return body.encoding() == TransferEncoding.EIGHT_BIT;
        }

        @Override
        public Set<String> marks() {
            return body.marks();
        }

        @Override
        public void writeBody(OutputStream out) throws IOException {
            out.write(Lines.END);
            body.writeTo(out);
        }
    }

    /** Parts between delimiters (RFC 2046 section 5.1.1). */
    record Multipart(byte[] head, String boundary, List<Entity> parts) implements Entity {

        @Override
        public OptionalLong size() {
            long size = (long) head.length + CRLF + end().length;
            for (Entity part : parts) {
                OptionalLong one = part.size();
                if (one.isEmpty()) {
                    return one;
                }
                size += delimiter().length + one.getAsLong() + CRLF;
            }
            return OptionalLong.of(size);
        }

        @Override
        public boolean is8bit() {
            return parts.stream().anyMatch(Entity::is8bit);
        }

        @Override
        public Set<String> marks() {
            Set<String> all = new HashSet<>(Set.of("--" + boundary));
            parts.forEach(part -> all.addAll(part.marks()));
            return all;
        }

        @Override
        public void writeBody(OutputStream out) throws IOException {
            out.write(Lines.END);
            for (Entity part : parts) {
                out.write(delimiter());
                out.write(part.head());
                part.writeBody(out);
                out.write(Lines.END);
            }
            out.write(end());
        }

        private byte[] delimiter() {
            return ascii("--" + boundary + "\r\n");
        }

        private byte[] end() {
            return ascii("--" + boundary + "--\r\n");
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
