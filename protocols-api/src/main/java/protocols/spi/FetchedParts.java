package protocols.spi;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.Text;
import protocols.imap.BodyStructure;
import protocols.imap.FetchedBody;
import protocols.imap.Flag;
import protocols.imap.MessageEnvelope;
import protocols.imap.UnreadableResponse;
import protocols.mail.MailDate;

/** A message of IMAP under construction; {@link ImapFriend#message} copies it, so a reader of many needs but one. */
public final class FetchedParts {

    private static final int PROBLEMS = 1_000;

    private long number;
    private long uid;
    private long size;
    private boolean hasFlags;
    private Set<Flag> flags = Set.of();
    private Optional<MessageEnvelope> envelope = Optional.empty();
    private Optional<BodyStructure> structure = Optional.empty();
    private Optional<OffsetDateTime> internalDate = Optional.empty();
    private List<FetchedBody> bodies = List.of();
    private List<String> problems = List.of();
    private Optional<UnreadableResponse> unreadable = Optional.empty();

    /** Nothing yet: {@link #begin} is first. */
    public FetchedParts() {}

    /** Begins a message of which nothing but its sequence number is known. */
    public void begin(long sequenceNumber) {
        number = sequenceNumber;
        uid = 0;
        size = -1;
        flags = Set.of();
        hasFlags = false;
        envelope = Optional.empty();
        structure = Optional.empty();
        internalDate = Optional.empty();
        bodies = List.of();
        problems = List.of();
        unreadable = Optional.empty();
    }

    /** Sets the UID. */
    public void uid(long value) {
        uid = value;
    }

    /** Sets the size in bytes. */
    public void size(long bytes) {
        size = bytes;
    }

    /** Sets the flags; the set is kept as it is if it cannot be changed. */
    public void flags(Set<Flag> value) {
        flags = Set.copyOf(value);
        hasFlags = true;
    }

    /** Sets the envelope. */
    public void envelope(MessageEnvelope value) {
        envelope = Optional.of(value);
    }

    /** Sets the body structure. */
    public void structure(BodyStructure value) {
        structure = Optional.of(value);
    }

    /**
     * Sets when the server got the message, as RFC 9051 section 9 writes it: {@code 17-Jul-1996 02:44:25 -0700}. A text
     * that is not that is a problem.
     */
    public void internalDate(String text) {
        internalDate = MailDate.read(text);
        if (internalDate.isEmpty()) {
            problem("INTERNALDATE: not a date: " + Text.printable(text));
        }
    }

    /** Sets when the server got the message. */
    public void internalDate(OffsetDateTime value) {
        internalDate = Optional.of(value);
    }

    /** Adds a section; the array is kept, not copied. */
    public void body(FetchedBody value) {
        bodies = bodies.isEmpty() ? new ArrayList<>(2) : bodies;
        bodies.add(value);
    }

    /** Adds a line about something that cannot be read; after 1000 of them there are no more. */
    public void problem(String line) {
        problems = problems.isEmpty() ? new ArrayList<>(2) : problems;
        if (problems.size() < PROBLEMS) {
            problems.add(line);
        }
    }

    /** Sets the response that cannot be read to its end; it is a problem only where that is added too. */
    public void unreadable(UnreadableResponse value) {
        unreadable = Optional.of(value);
    }

    /** The sequence number. */
    public long number() {
        return number;
    }

    /** The UID; 0 if it is not known. */
    public long uid() {
        return uid;
    }

    /** The size in bytes; -1 if it is not known. */
    public long size() {
        return size;
    }

    /** Whether the flags are known. */
    public boolean hasFlags() {
        return hasFlags;
    }

    /** The flags. */
    public Set<Flag> flags() {
        return flags;
    }

    /** The envelope. */
    public Optional<MessageEnvelope> envelope() {
        return envelope;
    }

    /** The body structure. */
    public Optional<BodyStructure> structure() {
        return structure;
    }

    /** When the server got the message. */
    public Optional<OffsetDateTime> internalDate() {
        return internalDate;
    }

    /** The sections. */
    public List<FetchedBody> bodies() {
        return List.copyOf(bodies);
    }

    /** What cannot be read. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The response that cannot be read to its end. */
    public Optional<UnreadableResponse> unreadable() {
        return unreadable;
    }
}
