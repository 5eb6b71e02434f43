package protocols.mail;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a draft says; copied for every change, and never changed once a draft holds it. */
final class DraftFields {

    Address author;
    List<Address> to = List.of();
    List<Address> cc = List.of();
    List<Address> bcc = List.of();
    List<Address> replyTo = List.of();
    Optional<String> subject = Optional.empty();
    Optional<Entity> text = Optional.empty();
    Optional<Entity> html = Optional.empty();
    List<Entity> alternatives = List.of();
    List<Attachment> inlines = List.of();
    List<Attachment> attachments = List.of();
    List<String> inReplyTo = List.of();
    List<String> references = List.of();
    List<HeaderField> others = List.of();
    Optional<String> messageId = Optional.empty();
    Optional<OffsetDateTime> date = Optional.empty();
    Optional<Stamp> drawn = Optional.empty();

    /** Drawn anew for every copy: two messages made from one draft must not share an id. */
    private final Stamp own = Stamp.now();

    DraftFields(Address author) {
        this.author = author;
    }

    DraftFields copy() {
        DraftFields copy = new DraftFields(author);
        copy.to = to;
        copy.cc = cc;
        copy.bcc = bcc;
        copy.replyTo = replyTo;
        copy.subject = subject;
        copy.text = text;
        copy.html = html;
        copy.alternatives = alternatives;
        copy.inlines = inlines;
        copy.attachments = attachments;
        copy.inReplyTo = inReplyTo;
        copy.references = references;
        copy.others = others;
        copy.messageId = messageId;
        copy.date = date;
        copy.drawn = drawn;
        return copy;
    }

    void draw(RandomGenerator random) {
        drawn = Optional.of(Stamp.drawn(own.date(), random));
    }

    Stamp stamp() {
        Stamp stamp = drawn.orElse(own).withDate(own.date());
        return date.map(stamp::withDate).orElse(stamp);
    }

    /** The header section but for the {@code Content-} fields (RFC 5322 section 3.6). */
    byte[] head() {
        HeaderWriter head = new HeaderWriter();
        head.tokens("Date", List.of(MailDate.format(stamp().date())));
        head.addresses("From", List.of(author));
        head.addresses("Reply-To", replyTo);
        head.addresses("To", to);
        head.addresses("Cc", cc);
        String id = messageId.orElse("<" + stamp().id() + "@" + author.domain() + ">");
        head.tokens("Message-ID", List.of(id));
        if (!inReplyTo.isEmpty()) {
            head.tokens("In-Reply-To", inReplyTo);
        }
        if (!references.isEmpty()) {
            head.tokens("References", references);
        }
        subject.ifPresent(value -> head.text("Subject", value));
        others.forEach(field -> head.text(field.name(), field.raw()));
        head.tokens("MIME-Version", List.of("1.0"));
        return head.bytes();
    }

    static <T> List<T> plus(List<T> list, List<? extends T> more) {
        List<T> all = new ArrayList<>(list);
        all.addAll(more);
        return List.copyOf(all);
    }
}
