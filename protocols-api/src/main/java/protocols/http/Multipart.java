package protocols.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Content;
import protocols.Text;
import protocols.spi.HttpRequest;

/**
 * A form of fields and files, sent as {@code multipart/form-data} (RFC 7578), as a value: every method gives a longer copy.
 * It is streamed, and its length is said beforehand if that of each part is known. Names and file names are sent in UTF-8,
 * with {@code "}, CR and LF as {@code %22}, {@code %0D} and {@code %0A}, as browsers do (WHATWG HTML section 4.10.21.8).
 * What stands between the parts is drawn at random when it is sent.
 *
 * <pre>{@code
 * http.post("/upload").multipart(Multipart.of().field("title", "Spring").file("photo", Path.of("spring.jpg"))).send();
 * }</pre>
 */
public final class Multipart {

    private static final String ANY_TYPE = "application/octet-stream";

    private final List<Part> parts;

    private Multipart(List<Part> parts) {
        this.parts = parts;
    }

    /** One part: what stands before its content, the boundary left out. */
    private record Part(String head, Content content) {}

    /** A form without anything in it. */
    public static Multipart of() {
        return new Multipart(List.of());
    }

    /** With a text field, in UTF-8; the text is sent as it is. */
    public Multipart field(String name, String value) {
        return with(disposition(name, Optional.empty()), Content.text(value));
    }

    /**
     * With a file, under its own name and as {@code application/octet-stream}.
     *
     * @throws IllegalArgumentException if the path has no file name
     */
    public Multipart file(String name, Path file) {
        Path last = file.getFileName();
        if (last == null || last.toString().isEmpty()) {
            throw new IllegalArgumentException("no file name: " + Text.printable(file.toString()));
        }
        return file(name, last.toString(), ANY_TYPE, Content.file(file));
    }

    /**
     * With content that the server is to take for a file.
     *
     * @param fileName the name that the server learns
     * @param type its media type, such as {@code image/png}
     * @throws IllegalArgumentException if the type is not a line of printable ASCII
     */
    public Multipart file(String name, String fileName, String type, Content content) {
        for (int i = 0; i < type.length(); i++) {
            if (type.charAt(i) < ' ' || type.charAt(i) > '~') {
                throw new IllegalArgumentException("not a media type: " + Text.printable(type));
            }
        }
        return with(disposition(name, Optional.of(fileName)) + "\r\nContent-Type: " + type, content);
    }

    private Multipart with(String head, Content content) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(head, content));
        return new Multipart(List.copyOf(more));
    }

    private static String disposition(String name, Optional<String> fileName) {
        return "Content-Disposition: form-data; name=\"" + quoted(name) + "\""
                + fileName.map(file -> "; filename=\"" + quoted(file) + "\"").orElse("");
    }

    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    HttpRequest.Parts parts() {
        return new Between(parts);
    }

    /** The parts with a boundary between them. */
    private record Between(List<Part> parts) implements HttpRequest.Parts {

        @Override
        public boolean isRepeatable() {
            return parts.stream().allMatch(part -> part.content().isRepeatable());
        }

        @Override
        public Content between(String boundary) {
            List<Content> pieces = pieces(boundary);
            return Content.of(() -> new Chain(pieces));
        }

        @Override
        public OptionalLong length(String boundary) throws IOException {
            long sum = 0;
            for (Content piece : pieces(boundary)) {
                OptionalLong length = piece.length();
                if (length.isEmpty()) {
                    return length;
                }
                sum += length.getAsLong();
            }
            return OptionalLong.of(sum);
        }

        private List<Content> pieces(String boundary) {
            List<Content> pieces = new ArrayList<>();
            String before = "--" + boundary + "\r\n";
            for (Part part : parts) {
                pieces.add(Content.text(before + part.head() + "\r\n\r\n"));
                pieces.add(part.content());
                before = "\r\n--" + boundary + "\r\n";
            }
            pieces.add(Content.text((parts.isEmpty() ? "" : "\r\n") + "--" + boundary + "--\r\n"));
            return pieces;
        }
    }

    /** One content behind the other, each opened when its turn comes. */
    private static final class Chain extends InputStream {
        private final List<Content> pieces;
        private InputStream current = InputStream.nullInputStream();
        private int next;

        Chain(List<Content> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            int n = length == 0 ? 0 : current.read(into, offset, length);
            while (n < 0 && next < pieces.size()) {
                current.close();
                current = pieces.get(next++).open();
                n = current.read(into, offset, length);
            }
            return n;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public void close() throws IOException {
            current.close();
            next = pieces.size();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Multipart that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The names of its parts. */
    @Override
    public String toString() {
        return Text.printable("multipart/form-data of "
                + parts.stream()
                        .map(Part::head)
                        .map(head -> head.substring(head.indexOf("name=")))
                        .toList());
    }
}
