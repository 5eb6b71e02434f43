package protocols.internal.ftp;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;

/** Reads the dates of {@code ls -l}, and says how much of a date a server gave. */
final class ListTime {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final int LEAP_YEARS_APART = 8;
    private static final int NO_ZONE = Integer.MIN_VALUE;

    private final LocalDateTime latest;

    /**
     * @param clock tells the year of a date that has none: the last one in which the date is not in the future. A day
     *     is allowed for the server's zone.
     */
    ListTime(Clock clock) {
        latest = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    }

    /**
     * Reads a date at the position of the line: {@code Mar 14 13:02}, {@code Mar 14  2026}, {@code Mar 14 13:02:03
     * 2026}, the day before the month, or {@code 2026-03-14 13:02:03.000 +0100}. Leaves the position after it, or where
     * it was if there is no date.
     */
    Optional<FtpTime> read(Line line) {
        int from = line.at();
        Optional<FtpTime> time = Line.isDigit(line.peek()) ? numeric(line) : monthFirst(line);
        if (time.isEmpty()) {
            line.moveTo(from);
        }
        return time;
    }

    private Optional<FtpTime> monthFirst(Line line) {
        int month = month(line);
        if (month < 1 || line.skipSpaces() == 0) {
            return Optional.empty();
        }
        return timeOrYear(line, month, line.digits(1, 2));
    }

    private Optional<FtpTime> numeric(Line line) {
        if (line.byteAt(line.at() + 4) == '-') {
            return iso(line);
        }
        int day = line.digits(1, 2);
        line.skip('.');
        if (day < 1 || line.skipSpaces() == 0) {
            return Optional.empty();
        }
        return timeOrYear(line, month(line), day);
    }

    /** The number of the month whose name stands here in three letters; -1 if none does. */
    private static int month(Line line) {
        for (int month = 1; month <= MONTHS.size(); month++) {
            if (line.hasAt(line.at(), MONTHS.get(month - 1))) {
                line.moveTo(line.at() + 3);
                return month;
            }
        }
        return -1;
    }

    private Optional<FtpTime> timeOrYear(Line line, int month, int day) {
        if (month < 1 || day < 1 || line.skipSpaces() == 0) {
            return Optional.empty();
        }
        int year = line.digits(4, 4);
        if (year >= 0) {
            return of(date(year, month, day), 0, Precision.DAY);
        }
        int seconds = clock(line);
        if (seconds < 0) {
            return Optional.empty();
        }
        int afterTime = line.at();
        boolean fine = line.byteAt(afterTime - 6) == ':';
        if (fine && line.skipSpaces() > 0) {
            year = line.digits(4, 4);
        }
        if (year < 0) {
            line.moveTo(afterTime);
            year = inferredYear(month, day, seconds);
        }
        return of(date(year, month, day), seconds, fine ? Precision.SECOND : Precision.MINUTE);
    }

    /** Reads {@code H:MM} or {@code HH:MM:SS} as the second of the day; -1 if there is none. */
    private static int clock(Line line) {
        int hour = line.digits(1, 2);
        if (hour < 0 || hour > 23 || !line.skip(':')) {
            return -1;
        }
        int minute = line.digits(2, 2);
        if (minute < 0 || minute > 59) {
            return -1;
        }
        int second = line.skip(':') ? line.digits(2, 2) : 0;
        return second < 0 || second > 60 ? -1 : hour * 3600 + minute * 60 + Math.min(second, 59);
    }

    private int inferredYear(int month, int day, int seconds) {
        for (int year = latest.getYear(); year >= latest.getYear() - LEAP_YEARS_APART; year--) {
            Optional<LocalDate> date = date(year, month, day);
            if (date.isPresent()
                    && !date.get().atTime(LocalTime.ofSecondOfDay(seconds)).isAfter(latest)) {
                return year;
            }
        }
        return -1;
    }

    private Optional<FtpTime> iso(Line line) {
        int year = line.digits(4, 4);
        int month = line.skip('-') ? line.digits(2, 2) : -1;
        int day = line.skip('-') ? line.digits(2, 2) : -1;
        int seconds = line.skipSpaces() > 0 ? clock(line) : -1;
        Optional<LocalDate> date = date(year, month, day);
        if (seconds < 0 || date.isEmpty()) {
            return Optional.empty();
        }
        Precision precision = line.byteAt(line.at() - 6) == ':' ? Precision.SECOND : Precision.MINUTE;
        LocalDateTime time = date.get().atTime(LocalTime.ofSecondOfDay(seconds));
        if (line.skip('.')) {
            int from = line.at();
            while (Line.isDigit(line.peek())) {
                line.moveTo(line.at() + 1);
            }
            time = time.withNano(fraction(line, from, line.at()));
            precision = Precision.FRACTION;
        }
        int east = minutesEast(line);
        return Optional.of(
                east == NO_ZONE
                        ? new FtpTime(time, precision, false)
                        : new FtpTime(time.minusMinutes(east), precision, true));
    }

    /** The digits of a fraction of a second, as nanoseconds; those after the ninth are left out. */
    static int fraction(Line line, int from, int to) {
        int nanos = 0;
        for (int i = 0; i < 9; i++) {
            nanos = nanos * 10 + (from + i < to ? line.byteAt(from + i) - '0' : 0);
        }
        return nanos;
    }

    /** Takes in a zone such as {@code +0100}, if one follows: the minutes to take off for UTC. */
    private static int minutesEast(Line line) {
        int from = line.at();
        int sign = line.byteAt(from + 1);
        if (line.skip(' ') && (line.skip('+') || line.skip('-'))) {
            int offset = line.digits(4, 4);
            if (offset >= 0 && offset % 100 < 60 && offset <= 1800) {
                int minutes = offset / 100 * 60 + offset % 100;
                return sign == '+' ? minutes : -minutes;
            }
        }
        line.moveTo(from);
        return NO_ZONE;
    }

    /** A date; empty if the calendar does not have it. */
    static Optional<LocalDate> date(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1) {
            return Optional.empty();
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            return Optional.empty();
        }
        return Optional.of(LocalDate.of(year, month, day));
    }

    /** A time in an unknown zone; empty without a date, or if the second of the day is negative. */
    static Optional<FtpTime> of(Optional<LocalDate> date, int secondOfDay, Precision precision) {
        if (date.isEmpty() || secondOfDay < 0) {
            return Optional.empty();
        }
        LocalTime time = LocalTime.ofSecondOfDay(secondOfDay);
        return Optional.of(new FtpTime(date.get().atTime(time), precision, false));
    }
}
