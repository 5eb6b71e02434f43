package protocols.internal.ftp;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;

/** Reads the dates of {@code ls -l} and its kin, and says how much of a date a server gave. */
final class ListTime {

    private static final int[] MONTHS = Stream.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
            .mapToInt(name -> name.charAt(0) << 16 | name.charAt(1) << 8 | name.charAt(2))
            .toArray();
    private static final int LEAP_YEARS_APART = 8;
    private static final int NO_ZONE = Integer.MIN_VALUE;
    private static final int DAY_SECONDS = 86_400;
    private static final int LONGEST_MONTH = 30;

    private final LocalDateTime latest;
    private final int secondOfLatest;
    private String lastWord = "";
    private int lastMonth = -1;
    private final NumericDate numbers = new NumericDate(NumericDate.Front.DAY);

    /**
     * @param clock tells the year of a date that has none: the last one in which the date is not in the future. A day
     *     is allowed for the server's zone.
     */
    ListTime(Clock clock) {
        latest = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        secondOfLatest = latest.toLocalTime().toSecondOfDay();
    }

    /**
     * Reads a date at the position of the line: {@code Mar 14 13:02}, {@code Mar 14  2026}, {@code Mar 14 13:02:03
     * 2026}, {@code Mar 14, 2026 13:02}, the day before the month, {@code 3月14日 13:02}, {@code 03-14 13:02}, {@code
     * 14-mar-26}, {@code 2026-03-14 13:02:03.000 +0100} and the like with slashes or dots. Leaves the position after it,
     * or where it was if there is no date.
     */
    Optional<FtpTime> read(Line line) {
        int from = line.at();
        Optional<FtpTime> time = Line.isDigit(line.peek()) ? digitsFirst(line) : monthFirst(line);
        if (time.isEmpty()) {
            line.moveTo(from);
        }
        return time;
    }

    /** Reads {@code 3 14 13:02} or {@code 3 14 2026}: where nothing else is a date, for any two numbers might be one. */
    Optional<FtpTime> readBare(Line line) {
        int from = line.at();
        int month = line.digits(1, 2);
        int day = line.skipSpaces() > 0 ? line.digits(1, 2) : -1;
        Optional<FtpTime> time = timeOrYear(line, month, day);
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
        int day = line.digits(1, 2);
        if (!line.skip(',')) {
            return timeOrYear(line, month, day);
        }
        int year = line.skipSpaces() > 0 ? line.digits(4, 4) : -1;
        return dateAndTime(line, date(year, month, day));
    }

    private Optional<FtpTime> digitsFirst(Line line) {
        int digits = line.digitsAt(line.at());
        int next = line.byteAt(line.at() + digits);
        if (digits == 4) {
            return NumericDate.isMark(next) ? dateAndTime(line, numbers.read(line)) : eastAsian(line);
        }
        if (digits > 2) {
            return Optional.empty();
        }
        int afterNext = line.byteAt(line.at() + digits + 1);
        if (next == ' ' || (next == '.' && afterNext == ' ')) {
            return dayFirst(line);
        }
        if (!NumericDate.isMark(next)) {
            return eastAsian(line);
        }
        return Line.isDigit(afterNext) ? numeric(line) : named(line);
    }

    private Optional<FtpTime> dayFirst(Line line) {
        int day = line.digits(1, 2);
        line.skip('.');
        line.skipSpaces();
        return timeOrYear(line, month(line), day);
    }

    /** {@code 14-03-2026}, or without a year {@code 03-14} and with dots {@code 14.03.}, as the time or year behind it. */
    private Optional<FtpTime> numeric(Line line) {
        Optional<LocalDate> whole = numbers.read(line);
        if (whole.isPresent()) {
            return dateAndTime(line, whole);
        }
        int first = line.digits(1, 2);
        int mark = line.peek();
        line.skip(mark);
        int second = line.digits(1, 2);
        if (mark != '.') {
            return timeOrYear(line, first, second);
        }
        line.skip('.');
        return timeOrYear(line, second, first);
    }

    /** {@code 14-mar-26}, {@code 14/Mar/2026 13:02}. */
    private Optional<FtpTime> named(Line line) {
        int day = line.digits(1, 2);
        int mark = line.peek();
        line.skip(mark);
        int month = month(line);
        return dateAndTime(line, date(line.skip(mark) ? NumericDate.year(line) : -1, month, day));
    }

    /** {@code 3月14日 13:02}, {@code 3月 14 2026}, {@code 2026年3月14日 13:02}. */
    private Optional<FtpTime> eastAsian(Line line) {
        int first = line.digits(1, 4);
        boolean yearFirst = EastAsianMarks.YEAR.skip(line);
        line.skipSpaces();
        int month = yearFirst ? line.digits(1, 2) : first;
        if (!EastAsianMarks.MONTH.skip(line)) {
            return Optional.empty();
        }
        line.skipSpaces();
        int day = line.digits(1, 2);
        EastAsianMarks.DAY.skip(line);
        return yearFirst ? dateAndTime(line, date(first, month, day)) : timeOrYear(line, month, day);
    }

    /** The number of the month whose name stands here; -1 if none does. A dot may shorten it. */
    private int month(Line line) {
        int month = englishMonth(line);
        return month > 0 ? month : foreignMonth(line);
    }

    /** The number of the month whose first three letters in English stand here, and no letter behind them; -1 if none do. */
    static int englishMonth(Line line) {
        int at = line.at();
        int letters = (line.byteAt(at) & 0xdf) << 16 | (line.byteAt(at + 1) & 0xdf) << 8 | line.byteAt(at + 2) & 0xdf;
        for (int i = 0; i < MONTHS.length; i++) {
            if (MONTHS[i] == letters && !isLetter(line.byteAt(at + 3)) && line.byteAt(at + 3) != '.') {
                line.moveTo(at + 3);
                return i + 1;
            }
        }
        return -1;
    }

    /** Any word may stand here, so it is looked up only where a number follows, and the last one once. */
    private int foreignMonth(Line line) {
        int from = line.at();
        int to = from;
        while (isLetter(line.byteAt(to)) && to - from <= LONGEST_MONTH) {
            to++;
        }
        int next = to;
        while (line.byteAt(next) == ' ' || NumericDate.isMark(line.byteAt(next))) {
            next++;
        }
        if (to - from < 3 || next == to || !Line.isDigit(line.byteAt(next))) {
            return -1;
        }
        if (!line.isAscii(from, to, lastWord)) {
            lastWord = line.letters(from, to);
            lastMonth = Months.of(lastWord);
        }
        if (lastMonth > 0) {
            line.moveTo(line.byteAt(to) == '.' && line.byteAt(to + 1) == ' ' ? to + 1 : to);
        }
        return lastMonth;
    }

    private static boolean isLetter(int b) {
        return b >= 0x80 || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z');
    }

    private Optional<FtpTime> timeOrYear(Line line, int month, int day) {
        if (month < 1 || day < 1 || line.skipSpaces() == 0) {
            return Optional.empty();
        }
        int year = line.digits(4, 4);
        if (year >= 0) {
            EastAsianMarks.YEAR.skip(line);
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

    /** Reads {@code H:MM} or {@code HH:MM:SS} as the second of the day, 24:00 being its end; -1 if there is none. */
    static int clock(Line line) {
        int hour = line.digits(1, 2);
        if (hour < 0 || hour > 24 || !line.skip(':')) {
            return -1;
        }
        int minute = line.digits(2, 2);
        if (minute < 0 || minute > 59) {
            return -1;
        }
        int second = line.skip(':') ? line.digits(2, 2) : 0;
        int of = hour * 3600 + minute * 60 + Math.min(second, 59);
        return second < 0 || second > 60 || of > DAY_SECONDS ? -1 : of;
    }

    /** The last year in which the day is there and not in the future; -1 for a day that there never is. */
    private int inferredYear(int month, int day, int seconds) {
        int year = isLater(month, day, seconds) ? latest.getYear() - 1 : latest.getYear();
        int earliest = year - LEAP_YEARS_APART;
        while (!isDay(year, month, day)) {
            year--;
            if (year < earliest) {
                return -1;
            }
        }
        return year;
    }

    /** Whether it would be in the future this year. */
    private boolean isLater(int month, int day, int seconds) {
        if (month != latest.getMonthValue()) {
            return month > latest.getMonthValue();
        }
        return day == latest.getDayOfMonth() ? seconds > secondOfLatest : day > latest.getDayOfMonth();
    }

    /** What may follow on a whole date: a time of day, its fraction, a zone. */
    private static Optional<FtpTime> dateAndTime(Line line, Optional<LocalDate> date) {
        if (date.isEmpty()) {
            return Optional.empty();
        }
        int afterDate = line.at();
        boolean further = line.skipSpaces() > 0;
        int digits = line.digitsAt(line.at());
        if (!further || digits < 1 || digits > 2 || line.byteAt(line.at() + digits) != ':') {
            line.moveTo(afterDate);
            return of(date, 0, Precision.DAY);
        }
        int seconds = clock(line);
        if (seconds < 0) {
            return Optional.empty();
        }
        Precision precision = line.byteAt(line.at() - 6) == ':' ? Precision.SECOND : Precision.MINUTE;
        LocalDateTime time = at(date.get(), seconds);
        if (line.skip('.')) {
            int from = line.at();
            line.moveTo(from + line.digitsAt(from));
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
        return isDay(year, month, day) ? Optional.of(LocalDate.of(year, month, day)) : Optional.empty();
    }

    private static boolean isDay(int year, int month, int day) {
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    }

    private static LocalDateTime at(LocalDate date, int secondOfDay) {
        return secondOfDay == DAY_SECONDS
                ? date.plusDays(1).atStartOfDay()
                : date.atTime(LocalTime.ofSecondOfDay(secondOfDay));
    }

    /** A time in an unknown zone; empty without a date, or if the second of the day is negative. */
    static Optional<FtpTime> of(Optional<LocalDate> date, int secondOfDay, Precision precision) {
        if (date.isEmpty() || secondOfDay < 0) {
            return Optional.empty();
        }
        return Optional.of(new FtpTime(at(date.get(), secondOfDay), precision, false));
    }
}
