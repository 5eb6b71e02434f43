package protocols.imap;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import protocols.mail.MailMessage;
import protocols.mail.ReceivedMessage;
import protocols.spi.FetchedParts;

/**
 * What was told about one message, in one FETCH response or in several (RFC 9051 section 7.5.2). What was not asked for is
 * empty, and so is what the server sent in a form that cannot be read; {@link #problems} names the latter. Immutable.
 */
public final class FetchedMessage {

    private final long number;
    private final long uid;
    private final long size;
    private final boolean hasFlags;
    private final Set<Flag> flags;
    private final Optional<MessageEnvelope> envelope;
    private final Optional<BodyStructure> structure;
    private final Optional<OffsetDateTime> internalDate;
    private final List<FetchedBody> bodies;
    private final List<String> problems;
    private final Optional<UnreadableResponse> unreadable;

    FetchedMessage(FetchedParts from) {
        this.number = from.number();
        this.uid = from.uid();
        this.size = from.size();
        this.hasFlags = from.hasFlags();
        this.flags = from.flags();
        this.envelope = from.envelope();
        this.structure = from.structure();
        this.internalDate = from.internalDate();
        this.bodies = from.bodies();
        this.problems = from.problems();
        this.unreadable = from.unreadable();
    }

    /**
     * A message of which nothing but its place is known.
     *
     * @param number the sequence number
     */
    public static FetchedMessage of(long number, long uid) {
        FetchedParts parts = new FetchedParts();
        parts.begin(number);
        parts.uid(uid);
        return new FetchedMessage(parts);
    }

    private FetchedMessage with(Consumer<FetchedParts> change) {
        FetchedParts parts = new FetchedParts();
        parts.begin(number);
        tell(parts);
        change.accept(parts);
        return new FetchedMessage(parts);
    }

    private void tell(FetchedParts parts) {
        if (uid != 0) {
            parts.uid(uid);
        }
        if (size >= 0) {
            parts.size(size);
        }
        if (hasFlags) {
            parts.flags(flags);
        }
        envelope.ifPresent(parts::envelope);
        structure.ifPresent(parts::structure);
        internalDate.ifPresent(parts::internalDate);
        bodies.forEach(parts::body);
        problems.forEach(parts::problem);
        unreadable.ifPresent(parts::unreadable);
    }

    /** The same, with what a later response told. */
    FetchedMessage with(FetchedMessage later) {
        return with(later::tell);
    }

    /** What was told, as {@link Fetch#asked()} counts it. */
    int told() {
        return (uid == 0 ? 0 : Fetch.UID)
                | (hasFlags ? Fetch.FLAGS : 0)
                | (size < 0 ? 0 : Fetch.SIZE)
                | (envelope.isPresent() ? Fetch.ENVELOPE : 0)
                | (structure.isPresent() ? Fetch.STRUCTURE : 0)
                | (internalDate.isPresent() ? Fetch.DATE : 0);
    }

    /** How many problems stand where something that was asked for would: those of an envelope that is here do not. */
    int lost() {
        return (int) problems.stream()
                .filter(problem -> envelope.isEmpty() || !problem.startsWith(MessageEnvelope.PROBLEM))
                .count();
    }

    /** The same with these flags. */
    public FetchedMessage flags(Set<Flag> all) {
        return with(parts -> parts.flags(all));
    }

    /** The same with so many bytes in the whole message. */
    public FetchedMessage size(long bytes) {
        return with(parts -> parts.size(bytes));
    }

    /** The same with its main header fields. */
    public FetchedMessage envelope(MessageEnvelope fields) {
        return with(parts -> parts.envelope(fields));
    }

    /** The same with its parts. */
    public FetchedMessage structure(BodyStructure tree) {
        return with(parts -> parts.structure(tree));
    }

    /** The same with the time when the server got it. */
    public FetchedMessage internalDate(OffsetDateTime received) {
        return with(parts -> parts.internalDate(received));
    }

    /** The same with a section more. */
    public FetchedMessage body(FetchedBody section) {
        return with(parts -> parts.body(section));
    }

    /** The sequence number. */
    public long number() {
        return number;
    }

    /** The UID. */
    public OptionalLong uid() {
        return uid == 0 ? OptionalLong.empty() : OptionalLong.of(uid);
    }

    boolean isUid(long sought) {
        return uid == sought && uid != 0;
    }

    /** The size of the whole message in bytes, as the server counts it. */
    public OptionalLong size() {
        return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /** The flags; empty if the response had none, or did not tell. */
    public Set<Flag> flags() {
        return flags;
    }

    /** Whether the response told the flags at all. */
    public boolean hasFlags() {
        return hasFlags;
    }

    /** The main header fields. */
    public Optional<MessageEnvelope> envelope() {
        return envelope;
    }

    /** The parts of the message. */
    public Optional<BodyStructure> structure() {
        return structure;
    }

    /** When the server got the message. */
    public Optional<OffsetDateTime> internalDate() {
        return internalDate;
    }

    /** The header, if it was fetched into memory. */
    public Optional<byte[]> header() {
        return whole("HEADER");
    }

    /** The bytes of the whole message, if it was fetched into memory; a copy. */
    public Optional<byte[]> bytes() {
        return whole("");
    }

    private Optional<byte[]> whole(String section) {
        return bodies.stream()
                .filter(b -> b.section().equals(section) && b.origin().isEmpty())
                .findFirst()
                .map(FetchedBody::bytes);
    }

    /** The whole message, if it was fetched into memory; it is read each time. */
    public Optional<ReceivedMessage> message() {
        return bytes().map(MailMessage::read);
    }

    /** A section of the message by its specification in capitals: {@code 1.2}, {@code HEADER}, {@code 2.MIME}. */
    public Optional<FetchedBody> body(String section) {
        return bodies.stream().filter(b -> b.section().equals(section)).findFirst();
    }

    /** All sections, in the order of the response. */
    public List<FetchedBody> bodies() {
        return bodies;
    }

    /** What the server sent about this message that cannot be read, one line each, escaped; the first 1000. */
    public List<String> problems() {
        return problems;
    }

    /**
     * The response about this message that cannot be read to its end, if there is one; it is one of the
     * {@link #problems}. What stood in it before that is here.
     */
    public Optional<UnreadableResponse> unreadable() {
        return unreadable;
    }

    /** The sequence number and the UID. */
    @Override
    public String toString() {
        return "FetchedMessage[" + number + (uid == 0 ? "" : ", uid " + uid) + "]";
    }
}
