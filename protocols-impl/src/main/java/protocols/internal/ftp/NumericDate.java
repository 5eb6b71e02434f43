package protocols.internal.ftp;

import java.time.LocalDate;
import java.util.Optional;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;

/**
 * The dates of one listing that are all numbers: {@code 2026-03-14}, {@code 03/14/26}, {@code 14.03.2026}. The year is in
 * front if it has four digits there. Which of the other two is the month is known from the first date in which one of them
 * can be none; up to it by the mark between them: with dots the day is in front, with slashes the month.
 */
final class NumericDate {

    /** Two digits of a year from this on are of the last century. */
    private static final int LAST_CENTURY_FROM = 70;

    /** What is in front where nothing has proved anything yet, and a year has two digits. */
    enum Front {
        MONTH,
        DAY,
        YEAR
    }

    private final Front dashes;
    private Optional<Boolean> dayFirst = Optional.empty();

    /** @param dashes what is taken to be in front of a dash, or of any mark if it is the year */
    NumericDate(Front dashes) {
        this.dashes = dashes;
    }

    static boolean isMark(int b) {
        return b == '-' || b == '/' || b == '.';
    }

    /** Reads a date at the position of the line, and leaves the position behind it if there is one. */
    Optional<LocalDate> read(Line line) {
        int from = line.at();
        Optional<LocalDate> date = parts(line);
        if (date.isEmpty()) {
            line.moveTo(from);
        }
        return date;
    }

    /** As {@link #read}, with the time of day, which has to follow: {@code 03/14/26 13:02:03}. */
    Optional<FtpTime> readWithTime(Line line) {
        Optional<LocalDate> date = read(line);
        int seconds = date.isPresent() && line.skipSpaces() > 0 ? ListTime.clock(line) : -1;
        boolean fine = seconds >= 0 && line.byteAt(line.at() - 6) == ':';
        return ListTime.of(date, seconds, fine ? Precision.SECOND : Precision.MINUTE);
    }

    private Optional<LocalDate> parts(Line line) {
        boolean yearFirst = dashes == Front.YEAR || line.digitsAt(line.at()) == 4;
        int first = yearFirst ? year(line) : line.digits(1, 2);
        int mark = line.peek();
        if (first < 0 || !isMark(mark)) {
            return Optional.empty();
        }
        line.skip(mark);
        int second = line.digits(1, 2);
        if (second < 0 || !line.skip(mark)) {
            return Optional.empty();
        }
        return yearFirst ? ListTime.date(first, second, line.digits(1, 2)) : yearLast(line, first, second, mark);
    }

    private Optional<LocalDate> yearLast(Line line, int first, int second, int mark) {
        int year = year(line);
        boolean proof = first > 12 != second > 12;
        boolean day = proof ? first > 12 : dayFirst.orElse(mark == '.' || (mark == '-' && dashes == Front.DAY));
        Optional<LocalDate> date = day ? ListTime.date(year, second, first) : ListTime.date(year, first, second);
        if (proof && date.isPresent()) {
            dayFirst = Optional.of(day);
        }
        return date;
    }

    /**
     * Reads a year of two digits or four, or of three: those since 1900, as programs write it that were not made for 2000.
     * -1 if there is none.
     */
    static int year(Line line) {
        int digits = line.digitsAt(line.at());
        int year = line.digits(2, 4);
        return switch (digits) {
            case 2 -> year < LAST_CENTURY_FROM ? 2000 + year : 1900 + year;
            case 3 -> year >= 100 && year < 200 ? 1900 + year : -1;
            default -> year;
        };
    }
}
