package protocols.imap;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import protocols.Text;
import protocols.mail.MailDate;

/**
 * What one FETCH response told about one message (RFC 9051 section 7.5.2). What was not asked for is empty, and so is
 * what the server sent in a form that cannot be read; {@link #problems} names the latter.
 */
public final class FetchedMessage {

    private final long number;
    private final long uid;
    private final long size;
    private final boolean hasFlags;
    private final Set<Flag> flags;
    private final Optional<Envelope> envelope;
    private final Optional<BodyStructure> structure;
    private final Optional<OffsetDateTime> internalDate;
    private final List<FetchedBody> bodies;
    private final List<String> problems;

    private FetchedMessage(Builder from) {
        this.number = from.number;
        this.uid = from.uid;
        this.size = from.size;
        this.hasFlags = from.hasFlags;
        this.flags = from.flags;
        this.envelope = from.envelope;
        this.structure = from.structure;
        this.internalDate = from.internalDate;
        this.bodies = List.copyOf(from.bodies);
        this.problems = List.copyOf(from.problems);
    }

    /** A message under construction, by its sequence number. */
    public static Builder builder(long number) {
        return new Builder(number);
    }

    /** The sequence number. */
    public long number() {
        return number;
    }

    /** The UID. */
    public OptionalLong uid() {
        return uid == 0 ? OptionalLong.empty() : OptionalLong.of(uid);
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
    public Optional<Envelope> envelope() {
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
        return body("HEADER").map(FetchedBody::bytes);
    }

    /** The whole message, if it was fetched into memory. */
    public Optional<byte[]> body() {
        return body("").map(FetchedBody::bytes);
    }

    /** A section of the message by its specification in capitals: {@code 1.2}, {@code HEADER}, {@code 2.MIME}. */
    public Optional<FetchedBody> body(String section) {
        return bodies.stream().filter(b -> b.section().equals(section)).findFirst();
    }

    /** All sections, in the order of the response. */
    public List<FetchedBody> bodies() {
        return bodies;
    }

    /** What the server sent about this message that cannot be read, one line each, escaped. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public String toString() {
        return "FetchedMessage[" + number + (uid == 0 ? "" : ", uid " + uid) + "]";
    }

    /** A message under construction. */
    public static final class Builder {
        private long number;
        private long uid;
        private long size = -1;
        private boolean hasFlags;
        private Set<Flag> flags = Set.of();
        private Optional<Envelope> envelope = Optional.empty();
        private Optional<BodyStructure> structure = Optional.empty();
        private Optional<OffsetDateTime> internalDate = Optional.empty();
        private List<FetchedBody> bodies = List.of();
        private List<String> problems = List.of();

        private Builder(long number) {
            this.number = number;
        }

        /** Begins another message of which nothing is known yet: a reader of many needs but one builder. */
        public Builder next(long newNumber) {
            number = newNumber;
            uid = 0;
            size = -1;
            flags = Set.of();
            hasFlags = false;
            envelope = Optional.empty();
            structure = Optional.empty();
            internalDate = Optional.empty();
            bodies = List.of();
            problems = List.of();
            return this;
        }

        /** Sets the UID. */
        public Builder uid(long value) {
            uid = value;
            return this;
        }

        /** Sets the size in bytes. */
        public Builder size(long bytes) {
            size = bytes;
            return this;
        }

        /** Sets the flags; the set is kept as it is if it cannot be changed. */
        public Builder flags(Set<Flag> value) {
            flags = Set.copyOf(value);
            hasFlags = true;
            return this;
        }

        /** Sets the envelope. */
        public Builder envelope(Envelope value) {
            envelope = Optional.of(value);
            return this;
        }

        /** Sets the body structure. */
        public Builder structure(BodyStructure value) {
            structure = Optional.of(value);
            return this;
        }

        /**
         * Sets when the server got the message, as RFC 9051 section 9 writes it: {@code 17-Jul-1996 02:44:25 -0700}.
         * A text that is not that is a {@linkplain FetchedMessage#problems problem}.
         */
        public Builder internalDate(String text) {
            internalDate = MailDate.read(text);
            return internalDate.isPresent() ? this : problem("INTERNALDATE: not a date: " + Text.printable(text));
        }

        /** Adds a section. */
        public Builder body(FetchedBody value) {
            bodies = bodies.isEmpty() ? new ArrayList<>(2) : bodies;
            bodies.add(value);
            return this;
        }

        /** Adds a line about something that cannot be read. */
        public Builder problem(String line) {
            problems = problems.isEmpty() ? new ArrayList<>(2) : problems;
            problems.add(line);
            return this;
        }

        /** The message. */
        public FetchedMessage build() {
            return new FetchedMessage(this);
        }
    }
}
