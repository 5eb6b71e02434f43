package protocols.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import protocols.Content;
import protocols.Text;
import protocols.spi.MailFriend;
import protocols.spi.MailNeeds;

/**
 * A message being written: an immutable value, every call gives a new one. Begin with
 * {@link MailMessage#from(String)}.
 *
 * <p>The structure is the smallest that holds the content (RFC 2046): text alone is no multipart; text and HTML are
 * {@code alternative}, HTML with inline parts {@code related}, attachments make it {@code mixed}. Text goes as 7bit
 * where it can and else in the shorter of quoted-printable and base64; files go in base64. No line is longer than 998,
 * headers are folded at 76. CR, LF or NUL in a header, parameter, file name or content id, and half of a surrogate pair
 * anywhere, is refused with an {@link IllegalArgumentException}.
 *
 * <p>{@code Date} is the time at which the value was made, and {@code Message-ID} is random at the domain of the author,
 * so it tells nothing about this machine. Each value that is made from another has its own, unless {@link #date},
 * {@link #messageId} or {@link #random} say otherwise; one value always writes the same bytes.
 */
public final class Draft implements MailMessage {

    private final DraftFields fields;

    private Draft(DraftFields fields) {
        this.fields = fields;
    }

    static Draft by(Address author) {
        author.requireDeliverable();
        return new Draft(new DraftFields(author));
    }

    private Draft with(Consumer<DraftFields> change) {
        DraftFields copy = fields.copy();
        change.accept(copy);
        return new Draft(copy);
    }

    /** Adds recipients, as {@link Address#of(String)} takes them. */
    public Draft to(String first, String... more) {
        return to(mailboxes(first, more));
    }

    /**
     * Adds recipients.
     *
     * @throws IllegalArgumentException if one is not {@link Address#isDeliverable()}; so with the other lists
     */
    public Draft to(List<Address> addresses) {
        addresses.forEach(Address::requireDeliverable);
        return with(f -> f.to = plus(f.to, addresses));
    }

    /** Adds one recipient. */
    public Draft to(Address address) {
        return to(List.of(address));
    }

    /** Adds recipients of a copy. */
    public Draft cc(String first, String... more) {
        return cc(mailboxes(first, more));
    }

    /** Adds recipients of a copy. */
    public Draft cc(List<Address> addresses) {
        addresses.forEach(Address::requireDeliverable);
        return with(f -> f.cc = plus(f.cc, addresses));
    }

    /** Adds a recipient of a copy. */
    public Draft cc(Address address) {
        return cc(List.of(address));
    }

    /** Adds recipients that no one sees: they are in {@link #recipients()}, and are never written. */
    public Draft bcc(String first, String... more) {
        return bcc(mailboxes(first, more));
    }

    /** Adds recipients that no one sees. */
    public Draft bcc(List<Address> addresses) {
        addresses.forEach(Address::requireDeliverable);
        return with(f -> f.bcc = plus(f.bcc, addresses));
    }

    /** Adds a recipient that no one sees. */
    public Draft bcc(Address address) {
        return bcc(List.of(address));
    }

    /** Adds addresses that answers shall go to. */
    public Draft replyTo(String first, String... more) {
        return replyTo(mailboxes(first, more));
    }

    /** Adds addresses that answers shall go to. */
    public Draft replyTo(List<Address> addresses) {
        addresses.forEach(Address::requireDeliverable);
        return with(f -> f.replyTo = plus(f.replyTo, addresses));
    }

    /** Adds an address that answers shall go to. */
    public Draft replyTo(Address address) {
        return replyTo(List.of(address));
    }

    /** The subject: one line in any script. */
    public Draft subject(String subject) {
        Lines.one("subject", subject);
        return with(f -> f.subject = Optional.of(subject));
    }

    /** The plain text. Lines may end with LF or CRLF; the last one gets its end if it has none. */
    public Draft text(String text) {
        Entity plain = Composer.text("plain", text);
        return with(f -> f.text = Optional.of(plain));
    }

    /** The same as HTML, for readers that show it. */
    public Draft html(String html) {
        Entity shown = Composer.text("html", html);
        return with(f -> f.html = Optional.of(shown));
    }

    /**
     * The same content in one more type, after text and HTML: {@code text/calendar; method=REQUEST; charset=utf-8}
     * makes an invitation (RFC 6047).
     *
     * @throws IllegalArgumentException if the type is not text, or its charset is not UTF-8 or US-ASCII
     */
    public Draft alternative(String contentType, String text) {
        ContentType type = ContentType.parse(contentType);
        String charset = type.charset().orElse("us-ascii").toLowerCase(Locale.ROOT);
        boolean fits = charset.equals("utf-8") || (charset.equals("us-ascii") && Lines.isAscii(text));
        if (!type.matches("text/*") || !fits) {
            throw new IllegalArgumentException("not text in UTF-8: " + Text.printable(contentType));
        }
        Entity other = Composer.text(type, text);
        return with(f -> f.alternatives = plus(f.alternatives, List.of(other)));
    }

    /**
     * Attaches a file, named as it is and typed by its ending. It is read when the message is written.
     *
     * @throws IOException if there is no such file to read
     */
    public Draft attach(Path file) throws IOException {
        String name = Objects.requireNonNull(file.getFileName(), "no file name").toString();
        if (name.toLowerCase(Locale.ROOT).endsWith(".eml")) {
            return attach(name, MailMessage.raw(file));
        }
        return attach(new Attachment(name, MediaTypes.of(name), "", binary(file)));
    }

    /** Attaches bytes; they are copied. */
    public Draft attach(String name, String contentType, byte[] bytes) {
        return attach(new Attachment(name, ContentType.parse(contentType), "", Body.Binary.of(bytes)));
    }

    /**
     * Attaches any content, typed by the ending of the name. It is opened each time that the message is written, so a
     * message with a {@link Content#stream} in it can be written once. Its length is asked each time too; a content that
     * is not as long as it says makes writing fail.
     */
    public Draft attach(String name, Content content) {
        return attach(new Attachment(name, MediaTypes.of(name), "", Body.Binary.of(content)));
    }

    /** As {@link #attach(String, Content)}, of that type. */
    public Draft attach(String name, String contentType, Content content) {
        return attach(new Attachment(name, ContentType.parse(contentType), "", Body.Binary.of(content)));
    }

    /** Attaches a whole message as {@code message/rfc822}, or {@code message/global} where its header needs UTF-8. */
    public Draft attach(String name, MailMessage message) {
        MailNeeds needs = MailFriend.get().needs(message);
        ContentType type = needs.utf8() ? ContentType.parse("message/global") : ContentType.MESSAGE;
        return attach(new Attachment(name, type, "", new Body.Nested(message, needs.eightBit(), marks(message))));
    }

    private static Set<String> marks(MailMessage message) {
        return message instanceof Draft draft
                ? new Composer(draft.fields).compose().marks()
                : Marks.of(message);
    }

    private Draft attach(Attachment attachment) {
        return with(f -> f.attachments = plus(f.attachments, List.of(attachment)));
    }

    /**
     * Adds what the HTML shows as {@code cid:ID} (RFC 2392).
     *
     * @param contentId without angle brackets, printable ASCII; an at sign and a domain of your own make it unique
     */
    public Draft inline(String contentId, String contentType, byte[] bytes) {
        return inline(new Attachment("", ContentType.parse(contentType), contentId, Body.Binary.of(bytes)));
    }

    /** Adds any content that the HTML shows as {@code cid:ID}; it is opened as {@link #attach(String, Content)} says. */
    public Draft inline(String contentId, String contentType, Content content) {
        return inline(new Attachment("", ContentType.parse(contentType), contentId, Body.Binary.of(content)));
    }

    /**
     * Adds a file that the HTML shows as {@code cid:ID}.
     *
     * @throws IOException if there is no such file to read
     */
    public Draft inline(String contentId, Path file) throws IOException {
        String name = Objects.requireNonNull(file.getFileName(), "no file name").toString();
        return inline(new Attachment(name, MediaTypes.of(name), contentId, binary(file)));
    }

    private Draft inline(Attachment attachment) {
        if (attachment.contentId().isEmpty()) {
            throw new IllegalArgumentException("no content id");
        }
        return with(f -> f.inlines = plus(f.inlines, List.of(attachment)));
    }

    private static Body binary(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("not a file that can be read: " + file);
        }
        return new Body.Binary(Content.file(file), OptionalLong.of(Files.size(file)));
    }

    /**
     * Adds a field of free text, encoded where it has to be.
     *
     * @throws IllegalArgumentException for no field name, for CR, LF or NUL, and for the fields that have a word of
     *     their own here
     */
    public Draft header(String name, String value) {
        HeaderField field = new HeaderField(OwnFields.free(name), Lines.one(name, value));
        return with(f -> f.others = plus(f.others, List.of(field)));
    }

    /** Makes it an answer to the message of that id: {@code In-Reply-To}, and one more of {@code References}. */
    public Draft inReplyTo(String messageId) {
        String id = OwnFields.messageId(messageId);
        return with(f -> {
            f.inReplyTo = List.of(id);
            f.references = plus(f.references, List.of(id));
        });
    }

    /** Makes it an answer: in its thread, as RFC 5322 section 3.6.4 tells. The recipients are yours to choose. */
    public Draft inReplyTo(ReceivedMessage original) {
        List<String> thread = new ArrayList<>(original.headers().messageIds("References"));
        if (thread.isEmpty()) {
            thread.addAll(original.headers().messageIds("In-Reply-To"));
        }
        thread.removeIf(id -> !OwnFields.isMessageId(id));
        Draft inThread = with(f -> f.references = List.copyOf(thread));
        return original.messageId()
                .filter(OwnFields::isMessageId)
                .map(inThread::inReplyTo)
                .orElse(inThread);
    }

    /** The id of this message, in angle brackets, instead of a random one. */
    public Draft messageId(String messageId) {
        String id = OwnFields.messageId(messageId);
        return with(f -> f.messageId = Optional.of(id));
    }

    /** The date, written in UTC. */
    public Draft date(Instant date) {
        return date(date.atOffset(ZoneOffset.UTC));
    }

    /** The date, to the second, and the offset of its writer. */
    public Draft date(OffsetDateTime date) {
        if (date.getYear() < 1900 || date.getYear() > 9999) {
            throw new IllegalArgumentException("year out of range: " + date.getYear());
        }
        return with(f -> f.date = Optional.of(date));
    }

    /** Draws the message id and the boundaries from here, once: with a seed and a {@link #date} all bytes are known. */
    public Draft random(RandomGenerator random) {
        return with(f -> f.draw(random));
    }

    /** The author. */
    public Address author() {
        return fields.author;
    }

    /** Everyone the message goes to, {@code to}, {@code cc} and {@code bcc}, each mailbox once. */
    public List<Address> recipients() {
        List<Address> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Address address : plus(plus(fields.to, fields.cc), fields.bcc)) {
            if (seen.add(address.route())) {
                all.add(address);
            }
        }
        return List.copyOf(all);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Entity content = new Composer(fields).compose();
        out.write(fields.head());
        out.write(content.head());
        content.writeBody(out);
    }

    @Override
    public OptionalLong size() {
        return size(new Composer(fields).compose());
    }

    private OptionalLong size(Entity composed) {
        OptionalLong content = composed.size();
        return content.isEmpty() ? content : OptionalLong.of(fields.head().length + content.getAsLong());
    }

    MailNeeds needs() {
        Entity content = new Composer(fields).compose();
        boolean utf8 = !plus(plus(fields.to, fields.cc), plus(fields.replyTo, List.of(fields.author))).stream()
                .allMatch(Address::isAscii);
        return new MailNeeds(size(content), utf8, utf8 || content.is8bit());
    }

    private static List<Address> mailboxes(String first, String... more) {
        List<Address> all = new ArrayList<>(List.of(Address.of(first)));
        for (String one : more) {
            all.add(Address.of(one));
        }
        return all;
    }

    private static <T> List<T> plus(List<T> list, List<? extends T> more) {
        return DraftFields.plus(list, more);
    }

    /** Author, recipients and subject, escaped for terminals. */
    @Override
    public String toString() {
        return fields.author + " -> " + fields.to + " " + Text.escaped(fields.subject.orElse(""));
    }
}
