package protocols.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One part of a received message: a leaf with a body, or a multipart with parts (RFC 2045 section 2.5, RFC 2046). It
 * shares the bytes of the message it was read from. Nothing here throws for what a peer wrote.
 */
public final class Part {

    private final MailHeaders headers;
    private final ContentType type;
    private final Slice body;
    private final List<Part> parts;

    Part(MailHeaders headers, ContentType type, Slice body, List<Part> parts) {
        this.headers = headers;
        this.type = type;
        this.body = body;
        this.parts = List.copyOf(parts);
    }

    /** The fields of this part. */
    public MailHeaders headers() {
        return headers;
    }

    /** The media type; where it is missing or unreadable, {@code text/plain}, within a digest {@code message/rfc822}. */
    public ContentType contentType() {
        return type;
    }

    /**
     * The parts of a multipart in order; empty for a leaf. One that is over a limit ({@link ReceivedMessage.Problem}) has
     * fewer than there are, or none.
     */
    public List<Part> parts() {
        return parts;
    }

    /** The word of {@code Content-Disposition} in lower case: {@code attachment}, {@code inline} (RFC 2183). */
    public Optional<String> disposition() {
        return headers.field("Content-Disposition").map(field -> {
            String value = field.unfolded();
            int end = new Comments(value).indexOf(';', 0);
            return Comments.removed(end < 0 ? value : value.substring(0, end))
                    .strip()
                    .toLowerCase(Locale.ROOT);
        });
    }

    /** Whether the sender marked it as an attachment. */
    public boolean isAttachment() {
        return disposition().orElse("").equals("attachment");
    }

    /**
     * The file name as the sender wrote it, decoded (RFC 2183 section 2.3, RFC 2231, and RFC 2047 as it is widely done).
     * It may be a path or worse: for a file of your own use {@link #safeFileName()}.
     */
    public Optional<String> fileName() {
        Map<String, String> parameters = headers.field("Content-Disposition")
                .map(HeaderField::unfolded)
                .map(value -> {
                    int end = new Comments(value).indexOf(';', 0);
                    return end < 0 ? Map.<String, String>of() : Parameters.parse(value, end);
                })
                .orElse(Map.of());
        return Optional.ofNullable(parameters.get("filename")).or(() -> type.parameter("name"));
    }

    /** The file name made safe by {@link FileName#safe}: never a path, never empty. */
    public String safeFileName() {
        return FileName.safe(fileName().orElse(""));
    }

    /** {@code Content-ID} without its angle brackets (RFC 2392). */
    public Optional<String> contentId() {
        return headers.messageIds("Content-ID").stream().findFirst().map(id -> id.substring(1, id.length() - 1));
    }

    /** How the body is written down. */
    public TransferEncoding transferEncoding() {
        return headers.field("Content-Transfer-Encoding")
                .map(field -> TransferEncoding.read(Comments.removed(field.unfolded())))
                .orElse(TransferEncoding.SEVEN_BIT);
    }

    /** The body, decoded while it is read. Of a multipart: its bytes as they stand. */
    public InputStream body() {
        return parts.isEmpty() ? transferEncoding().decode(rawBody()) : rawBody();
    }

    /** The body as it was sent, transfer encoding and all. */
    public InputStream rawBody() {
        return body.stream();
    }

    /** The size of the body as it was sent, in bytes. */
    public long rawSize() {
        return (long) body.to() - body.from();
    }

    /**
     * The decoded body as text, lines ended with LF. An unknown charset is taken for UTF-8, and what is not of the
     * charset becomes U+FFFD.
     */
    public String text() {
        String text = Charsets.decode(content(), type.charset().orElse(""));
        return (text.startsWith("\ufeff") ? text.substring(1) : text).replace("\r\n", "\n");
    }

    /**
     * The message in a {@code message/rfc822} or {@code message/global} part, as {@link MailMessage#read} reads it; empty
     * for other types.
     */
    public Optional<ReceivedMessage> message() {
        boolean message = type.matches("message/rfc822") || type.matches("message/global");
        return message ? Optional.of(MailMessage.read(content())) : Optional.empty();
    }

    private byte[] content() {
        try (InputStream in = body()) {
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Whether it may be what a reader sees first: text of that subtype that is no file. */
    boolean isText(String subtype) {
        boolean unparted = subtype.equals("plain") && type.matches("multipart/*");
        return (unparted || type.matches("text/" + subtype))
                && !isAttachment()
                && fileName().isEmpty();
    }

    /** The type, and the file name if there is one. */
    @Override
    public String toString() {
        return type.type() + "/" + type.subtype()
                + fileName().map(n -> " " + protocols.Text.printable(n)).orElse("");
    }
}
