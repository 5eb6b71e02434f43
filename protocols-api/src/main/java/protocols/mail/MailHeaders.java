package protocols.mail;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The header section of a message or part (RFC 5322 section 2.2): its fields in order, names without regard to case,
 * duplicates kept. Reads what POP3 {@code TOP} and IMAP {@code BODY[HEADER]} return.
 */
public final class MailHeaders implements Iterable<HeaderField> {

    /** No field at all. */
    public static final MailHeaders NONE = new MailHeaders(List.of());

    private final List<HeaderField> fields;

    private MailHeaders(List<HeaderField> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * Reads up to the empty line or the end. Never throws: a line that is no field ends the section, as the empty line
     * does, and one {@code From } line of an mbox file at the start is skipped.
     */
    public static MailHeaders read(byte[] message) {
        return read(message, 0, HeaderScan.end(message, 0, message.length));
    }

    static MailHeaders read(byte[] data, int from, int to) {
        List<HeaderField> fields = new ArrayList<>();
        int start = -1;
        for (int line = from; line < to; ) {
            int next = HeaderScan.nextLine(data, line, to);
            if (HeaderScan.colon(data, line, next) >= 0 && !Lines.isWhite(data[line])) {
                add(fields, data, start, line);
                start = line;
            }
            line = next;
        }
        add(fields, data, start, to);
        return new MailHeaders(fields);
    }

    private static void add(List<HeaderField> fields, byte[] data, int start, int end) {
        if (start < 0) {
            return;
        }
        int colon = HeaderScan.colon(data, start, end);
        int last = end;
        while (last > colon + 1 && (data[last - 1] == '\n' || data[last - 1] == '\r')) {
            last--;
        }
        fields.add(new HeaderField(Lines.text(data, start, colon).stripTrailing(), Lines.text(data, colon + 1, last)));
    }

    /** All fields in order. */
    public List<HeaderField> fields() {
        return fields;
    }

    /** The fields of that name, in order. */
    public List<HeaderField> all(String name) {
        return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).collect(Collectors.toUnmodifiableList());
    }

    /** The first field of that name, decoded into one line. */
    public Optional<String> value(String name) {
        return field(name).map(HeaderField::value);
    }

    /** The first field of that name. */
    public Optional<HeaderField> field(String name) {
        for (HeaderField field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** Whether there is a field of that name. */
    public boolean has(String name) {
        return field(name).isPresent();
    }

    /** The addresses in all fields of that name; empty if there is none. */
    public List<Address> addresses(String name) {
        List<Address> found = new ArrayList<>();
        all(name).forEach(field -> found.addAll(Address.readList(field.raw())));
        return List.copyOf(found);
    }

    /** {@code Subject}, decoded. */
    public Optional<String> subject() {
        return value("Subject");
    }

    /** {@code From}. */
    public List<Address> from() {
        return addresses("From");
    }

    /** {@code To}. */
    public List<Address> to() {
        return addresses("To");
    }

    /** {@code Cc}. */
    public List<Address> cc() {
        return addresses("Cc");
    }

    /** {@code Date}, with the offset its writer was at; empty if it is missing or no date. */
    public Optional<OffsetDateTime> date() {
        return field("Date").flatMap(field -> MailDate.read(field.unfolded()));
    }

    /** {@code Message-ID}, with its angle brackets. */
    public Optional<String> messageId() {
        return messageIds("Message-ID").stream().findFirst();
    }

    /** The message ids in a field such as {@code References}, each with its angle brackets. */
    public List<String> messageIds(String name) {
        List<String> ids = new ArrayList<>();
        String text = field(name).map(HeaderField::unfolded).orElse("");
        Comments comments = new Comments(text);
        int open = comments.indexOf('<', 0);
        int close = open < 0 ? -1 : text.indexOf('>', open);
        while (close >= 0) {
            ids.add(plain(text.substring(lastOpen(text, open, close), close + 1)));
            open = comments.indexOf('<', close);
            close = open < 0 ? -1 : text.indexOf('>', open);
        }
        return List.copyOf(ids);
    }

    /** Without the white space and comments that the old form has around its separators (RFC 5322 section 4.5.4). */
    private static String plain(String id) {
        if (id.indexOf(' ') < 0 && id.indexOf('\t') < 0 && id.indexOf('(') < 0) {
            return id;
        }
        AddrSpec spec = new AddrSpec();
        for (char c : Comments.removed(id.substring(1, id.length() - 1)).toCharArray()) {
            if (Lines.isWhite(c)) {
                spec.space();
            } else {
                spec.add(c);
            }
        }
        // What had to be repaired was written by nobody.
        return spec.isRepaired() || id.indexOf('"') >= 0 ? id : "<" + spec + ">";
    }

    /** Where the id begins that ends here: one before it may not be closed. */
    private static int lastOpen(String text, int open, int close) {
        int begin = open;
        boolean quoted = false;
        for (int i = open + 1; i < close; i++) {
            quoted ^= text.charAt(i) == '"';
            begin = text.charAt(i) == '<' && !quoted ? i : begin;
        }
        return begin;
    }

    /** {@code Content-Type}; empty if it is missing. */
    public Optional<ContentType> contentType() {
        return field("Content-Type").map(field -> ContentType.read(field.unfolded()));
    }

    @Override
    public Iterator<HeaderField> iterator() {
        return fields.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailHeaders that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** One field a line, decoded, escaped for terminals. */
    @Override
    public String toString() {
        return fields.stream().map(HeaderField::toString).collect(Collectors.joining("\n"));
    }
}
