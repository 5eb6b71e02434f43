package protocols.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.spi.MailNeeds;

/**
 * A message that was received: what people want to know of it, and the tree of its parts. As a {@link MailMessage} it
 * goes out again byte for byte.
 */
public final class ReceivedMessage implements MailMessage {

    private final byte[] message;
    private final Part root;
    private final List<Problem> problems;
    private final List<Part> attachments = new ArrayList<>();
    private final List<Part> inlines = new ArrayList<>();
    private Optional<Part> plain = Optional.empty();
    private Optional<Part> html = Optional.empty();

    ReceivedMessage(byte[] message, Part root, List<Problem> problems) {
        this.message = message;
        this.root = root;
        this.problems = List.copyOf(problems);
        sort(root, false);
    }

    /** What kept a message from being taken apart to its end. Further ones may come: a switch wants a default. */
    public enum Problem {
        /** A multipart more than 64 deep; it is a leaf, with its parts in its body. */
        TOO_DEEP,
        /** More than 10,000 parts; those beyond stand in the {@link Part#rawBody()} of the multipart alone. */
        TOO_MANY_PARTS
    }

    /** To each leaf its place. The tree is at most 64 deep. */
    private void sort(Part part, boolean related) {
        if (!part.parts().isEmpty()) {
            boolean inside = related || part.contentType().matches("multipart/related");
            part.parts().forEach(child -> sort(child, inside));
        } else if (plain.isEmpty() && part.isText("plain")) {
            plain = Optional.of(part);
        } else if (html.isEmpty() && part.isText("html")) {
            html = Optional.of(part);
        } else if (related && !part.isAttachment() && part.contentId().isPresent()) {
            inlines.add(part);
        } else {
            attachments.add(part);
        }
    }

    /** What of the message was not taken apart, and why; empty for nearly every mail. */
    public List<Problem> problems() {
        return problems;
    }

    /** Whether there is more in the message than its parts and attachments show: see {@link #problems()}. */
    public boolean isTruncated() {
        return !problems.isEmpty();
    }

    /** The whole message as a part: its header section, its type, its parts. */
    public Part root() {
        return root;
    }

    /** The header section. */
    public MailHeaders headers() {
        return root.headers();
    }

    /** {@code Subject}, decoded; empty if it is missing. */
    public Optional<String> subject() {
        return headers().subject();
    }

    /** {@code From}. */
    public List<Address> from() {
        return headers().from();
    }

    /** {@code To}. */
    public List<Address> to() {
        return headers().to();
    }

    /** {@code Cc}. */
    public List<Address> cc() {
        return headers().cc();
    }

    /** Where an answer goes: {@code Reply-To}, else {@code From} (RFC 5322 section 3.6.2). */
    public List<Address> replyTo() {
        List<Address> replyTo = headers().addresses("Reply-To");
        return replyTo.isEmpty() ? from() : replyTo;
    }

    /** {@code Date}, with the offset its writer was at; empty if it is missing or no date. */
    public Optional<OffsetDateTime> date() {
        return headers().date();
    }

    /** {@code Message-ID}, with its angle brackets. */
    public Optional<String> messageId() {
        return headers().messageId();
    }

    /** The first {@code text/plain} that is no attachment, lines ended with LF. */
    public Optional<String> text() {
        return plain.map(Part::text);
    }

    /** The first {@code text/html} that is no attachment, lines ended with LF. It is as the sender wrote it: not safe. */
    public Optional<String> html() {
        return html.map(Part::text);
    }

    /** The leaves that are neither {@link #text()} nor {@link #html()} nor {@link #inlines()}, in order. */
    public List<Part> attachments() {
        return List.copyOf(attachments);
    }

    /** What the HTML shows by its content id ({@code cid:}): leaves with one inside {@code multipart/related}. */
    public List<Part> inlines() {
        return List.copyOf(inlines);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(message);
    }

    /** A copy of the bytes that were read. */
    @Override
    public byte[] bytes() {
        return message.clone();
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(message.length);
    }

    MailNeeds needs() {
        return RawMessage.Scan.of(message);
    }

    /** Author and subject, escaped for terminals. */
    @Override
    public String toString() {
        return from() + " " + protocols.Text.escaped(subject().orElse(""));
    }
}
