package protocols.dns;

import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import protocols.WireException.Malformed;
import protocols.dns.Rdata.Soa;

/**
 * Zone text (RFC 1035 section 5) read into records: {@code $ORIGIN} and {@code $TTL} (RFC 2308 section 4), parentheses,
 * comments, owners left out, relative names, {@code @}, times with units such as {@code 1h30m}, and the generic form
 * (RFC 3597 section 5).
 *
 * <p>A record that states no TTL has that of {@code $TTL}, without one the last that was stated, and before any the
 * minimum of its SOA; a record that states no class has the last that was stated, and before any IN. {@code $INCLUDE}
 * and {@code $GENERATE} are refused: a text can name no files and make no more records than it has.
 */
public final class ZoneText {

    /** The most characters of one record, comments not counted: more than the longest data needs when all is escaped. */
    public static final int MAX_ENTRY = 300_000;

    /** Text that is no zone text; thrown where the record is asked for. */
    public static final class Invalid extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final int line;

        Invalid(int line, String why, @Nullable Throwable cause) {
            super("line " + line + ": " + why, cause);
            this.line = line;
        }

        /** The line that the record begins on, or on which it is broken off; the first is 1. */
        public int line() {
            return line;
        }
    }

    private final ZoneEntries entries;
    private Name origin;
    private Optional<Name> owner = Optional.empty();
    private Optional<Duration> defaultTtl = Optional.empty();
    private Optional<Duration> lastTtl = Optional.empty();
    private RecordClass lastClass = RecordClass.IN;

    private ZoneText(Reader reader, Name origin) {
        this.entries = new ZoneEntries(reader);
        this.origin = Objects.requireNonNull(origin);
    }

    /**
     * The records of a text, in their order, read as the stream asks for them: however long the text is, no more than one
     * record is held. Closing the stream does not close the reader.
     *
     * <p>The stream throws {@link Invalid} at the first record that is none, and {@link UncheckedIOException} if the
     * reader fails.
     *
     * @param origin what relative names stand under until {@code $ORIGIN} says otherwise
     */
    public static Stream<DnsRecord> parse(Reader reader, Name origin) {
        ZoneText text = new ZoneText(reader, origin);
        return StreamSupport.stream(
                new AbstractSpliterator<DnsRecord>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super DnsRecord> action) {
                        Optional<DnsRecord> next = text.next();
                        next.ifPresent(action);
                        return next.isPresent();
                    }
                },
                false);
    }

    /**
     * The records of a text.
     *
     * @throws Invalid if it is no zone text
     */
    public static List<DnsRecord> parse(String text, Name origin) {
        return parse(new StringReader(text), origin).toList();
    }

    private Optional<DnsRecord> next() {
        while (entries.next()) {
            try {
                Optional<DnsRecord> one = entry(new TextFields(entries.text(), origin));
                if (one.isPresent()) {
                    return one;
                }
            } catch (Malformed | IllegalArgumentException e) {
                throw new Invalid(entries.line(), String.valueOf(e.getMessage()), e);
            }
        }
        return Optional.empty();
    }

    private Optional<DnsRecord> entry(TextFields in) throws Malformed {
        if (entries.text().startsWith("$")) {
            directive(in);
            return Optional.empty();
        }
        if (!entries.startsBlank()) {
            owner = Optional.of(in.name());
        }
        Name name = owner.orElseThrow(() -> new Malformed("no owner before this record", ""));
        RecordHead head = RecordHead.read(in);
        lastClass = head.recordClass().orElse(lastClass);
        Rdata data = RdataCodec.parse(head.type(), in);
        lastTtl = head.ttl().or(() -> lastTtl);
        return Optional.of(new DnsRecord(name, lastClass, ttl(head, data), data));
    }

    private Duration ttl(RecordHead head, Rdata data) throws Malformed {
        Optional<Duration> stated = head.ttl().or(() -> defaultTtl).or(() -> lastTtl);
        if (stated.isEmpty() && data instanceof Soa soa) {
            lastTtl = Optional.of(soa.minimum());
            return soa.minimum();
        }
        return stated.orElseThrow(() -> new Malformed("no TTL is stated", ""));
    }

    private void directive(TextFields in) throws Malformed {
        String word = in.word();
        switch (word.toUpperCase(Locale.ROOT)) {
            case "$ORIGIN" -> origin = in.name();
            case "$TTL" ->
                defaultTtl = Optional.of(
                        RecordHead.ttl(in.word()).orElseThrow(() -> new Malformed("no TTL", in.toString())));
            default -> throw new Malformed("directive that is not known or not followed", word);
        }
        in.end();
    }
}
