package protocols.ftp;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * When a file changed, as far as the server said: MDTM and MLSx give UTC to the second or finer (RFC 3659 section 2.3);
 * LIST gives a minute or a day on the server's own clock, and often no year.
 *
 * @param time the date and time as they were given; in UTC if the zone is known; the parts beyond the precision are zero
 * @param precision the smallest unit that was given
 * @param zoneKnown whether the time is in UTC; otherwise it is in the server's zone, which FTP cannot tell
 */
public record FtpTime(LocalDateTime time, Precision precision, boolean zoneKnown) implements Comparable<FtpTime> {

    /** The smallest unit of time that a server gave. */
    public enum Precision {
        /** A date without a time of day. */
        DAY,
        /** Hours and minutes. */
        MINUTE,
        /** Seconds. */
        SECOND,
        /** A fraction of a second, of any number of digits; kept to the nanosecond. */
        FRACTION
    }

    public FtpTime {
        Objects.requireNonNull(time);
        Objects.requireNonNull(precision);
    }

    /** The moment; empty if the zone is not known. */
    public Optional<Instant> instant() {
        return zoneKnown ? Optional.of(time.toInstant(ZoneOffset.UTC)) : Optional.empty();
    }

    /**
     * The moment.
     *
     * @param assumed the zone to take where the server's is not known
     */
    public Instant instant(ZoneId assumed) {
        return zoneKnown ? time.toInstant(ZoneOffset.UTC) : time.atZone(assumed).toInstant();
    }

    /**
     * The earlier first, as the times are written: the times of one listing are of one kind. Of two that are written
     * alike the coarser is first, and then the one whose zone is not known.
     */
    @Override
    public int compareTo(FtpTime other) {
        int order = time.compareTo(other.time);
        order = order == 0 ? precision.compareTo(other.precision) : order;
        return order == 0 ? Boolean.compare(zoneKnown, other.zoneKnown) : order;
    }

    /** The time as in ISO 8601, no finer than it was given, with {@code Z} if the zone is known. */
    @Override
    public String toString() {
        String shown = precision == Precision.DAY ? time.toLocalDate().toString() : time.toString();
        // LocalDateTime leaves out seconds that are zero, known or not.
        boolean cut = precision.compareTo(Precision.SECOND) >= 0 && time.getSecond() == 0 && time.getNano() == 0;
        shown = cut ? shown + ":00" : shown;
        return zoneKnown ? shown + "Z" : shown;
    }
}
