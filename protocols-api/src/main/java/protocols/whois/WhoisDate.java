package protocols.whois;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import protocols.Text;

/**
 * A date as a server wrote it, and what is certain of it. No zone is made up, and {@code 03/04/2026} stays text,
 * because nobody can tell whether it is in March or in April; unless a day above 12 elsewhere in the same answer tells it.
 */
public final class WhoisDate {

    private final String raw;
    private final Precision precision;
    private final Optional<LocalDateTime> local;
    private final Optional<ZoneOffset> offset;

    WhoisDate(String raw, Precision precision, Optional<LocalDateTime> local, Optional<ZoneOffset> offset) {
        this.raw = raw;
        this.precision = precision;
        this.local = local;
        this.offset = offset;
    }

    /** How much of a date is known. */
    public enum Precision {
        /** A moment. */
        INSTANT,
        /** A day and a time in a zone that the server did not say. */
        LOCAL_TIME,
        /** A day. */
        DAY,
        /** Only the text: no date was recognised, or it has two readings. */
        TEXT
    }

    /** Reads a date; any text is accepted. Dates with dots are taken as day, month, year. */
    public static WhoisDate read(String raw) {
        return new DateReader(raw, DateOrder.UNKNOWN).read();
    }

    /** As it was written, not escaped. */
    public String raw() {
        return raw;
    }

    /** What is known. */
    public Precision precision() {
        return precision;
    }

    /** The date and time as written, midnight if no time was; empty for a text. */
    public Optional<LocalDateTime> local() {
        return local;
    }

    /** The offset from UTC; empty if the server did not say it. */
    public Optional<ZoneOffset> offset() {
        return offset;
    }

    /** The moment, if it is known. */
    public Optional<Instant> instant() {
        return local.flatMap(time -> offset.map(time::toInstant));
    }

    /** The day as the server wrote it, in its own zone. */
    public Optional<LocalDate> date() {
        return local.map(LocalDateTime::toLocalDate);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WhoisDate that
                && raw.equals(that.raw)
                && precision == that.precision
                && local.equals(that.local)
                && offset.equals(that.offset);
    }

    @Override
    public int hashCode() {
        return Objects.hash(raw, precision);
    }

    /** ISO 8601 as far as it is known, else the text, escaped. */
    @Override
    public String toString() {
        return switch (precision) {
            case INSTANT -> instant().map(Instant::toString).orElse(Text.escaped(raw));
            case LOCAL_TIME -> local.map(LocalDateTime::toString).orElse(Text.escaped(raw));
            case DAY -> date().map(LocalDate::toString).orElse(Text.escaped(raw));
            case TEXT -> Text.escaped(raw);
        };
    }
}
