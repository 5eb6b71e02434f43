package protocols.whois;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import protocols.whois.WhoisDate.Precision;

/** Reads one date, word by word. */
final class DateReader {

    private static final int LONGEST = 80;
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String DAYS = "mon tue wed thu fri sat sun";

    private final String raw;
    private final DateOrder order;
    private final List<String> tokens = new ArrayList<>();
    private int next;
    private @Nullable LocalTime time;
    private boolean timeZoneUnknown;
    private @Nullable ZoneOffset offset;

    DateReader(String raw, DateOrder order) {
        this.raw = raw;
        this.order = order;
    }

    WhoisDate read() {
        if (raw.length() <= LONGEST) {
            tokenize(raw.strip());
            try {
                Optional<LocalDate> date = date();
                skip(".");
                time();
                if (date.isPresent() && (next >= tokens.size() || token().equals("(") || token().equals("#"))) {
                    return value(date.get());
                }
            } catch (DateTimeException e) {
                return text();
            }
        }
        return text();
    }

    private WhoisDate value(LocalDate date) {
        if (time == null) {
            return new WhoisDate(raw, Precision.DAY, Optional.of(date.atStartOfDay()), Optional.empty());
        }
        Optional<ZoneOffset> zone = timeZoneUnknown ? Optional.empty() : Optional.ofNullable(offset);
        Precision precision = zone.isPresent() ? Precision.INSTANT : Precision.LOCAL_TIME;
        return new WhoisDate(raw, precision, Optional.of(LocalDateTime.of(date, time)), zone);
    }

    private WhoisDate text() {
        return new WhoisDate(raw, Precision.TEXT, Optional.empty(), Optional.empty());
    }

    private Optional<LocalDate> date() {
        if (isWord(0) && token().length() > 2 && DAYS.contains(prefix(token()))) {
            next++;
            skip(",");
        }
        if (isWord(0)) {
            return monthFirst();
        }
        String first = token();
        if (isNumber(0) && first.length() == 8) {
            next++;
            return Optional.of(LocalDate.of(number(first, 0, 4), number(first, 4, 6), number(first, 6, 8)));
        }
        if (!isNumber(0)) {
            return Optional.empty();
        }
        next++;
        String separator = separator();
        String second = token();
        boolean named = isWord(0);
        next++;
        String again = separator();
        String third = token();
        boolean numeric = third.length() > 0 && HostName.isDigit(third.charAt(0));
        if (!numeric || (!named && (separator.isEmpty() || !separator.equals(again)))) {
            return Optional.empty();
        }
        next++;
        return ordered(first, second, third, separator);
    }

    private Optional<LocalDate> ordered(String first, String second, String third, String separator) {
        int month = HostName.isDigit(second.charAt(0)) ? HostName.number(second, 99) : month(second);
        if (month < 1) {
            return Optional.empty();
        }
        if (first.length() == 4) {
            return Optional.of(LocalDate.of(HostName.number(first, 9999), month, HostName.number(third, 99)));
        }
        if (third.length() != 4 || first.length() > 2) {
            return Optional.empty();
        }
        int day = HostName.number(first, 99);
        int year = HostName.number(third, 9999);
        boolean numbers = HostName.isDigit(second.charAt(0)) && !separator.equals(".");
        if (numbers && order == DateOrder.MONTH_FIRST && day <= 12) {
            return Optional.of(LocalDate.of(year, day, month));
        }
        boolean certain = order == DateOrder.DAY_FIRST
                || !HostName.isDigit(second.charAt(0))
                || separator.equals(".")
                || day > 12
                || day == month;
        if (certain && month <= 12) {
            return Optional.of(LocalDate.of(year, month, day));
        }
        return month > 12 ? Optional.of(LocalDate.of(year, day, month)) : Optional.empty();
    }

    /** {@code April 12, 2026} and {@code Apr 12 10:20:30 GMT 2026}. */
    private Optional<LocalDate> monthFirst() {
        int month = month(token());
        next++;
        separator();
        if (month < 1 || !isNumber(0)) {
            return Optional.empty();
        }
        int day = HostName.number(token(), 99);
        next++;
        skip(",");
        separator();
        if (isNumber(0) && token().length() != 4) {
            time();
        }
        int year = isNumber(0) && token().length() == 4 ? HostName.number(token(), 9999) : -1;
        next++;
        return year < 0 ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
    }

    private void time() {
        if (time != null || next >= tokens.size()) {
            return;
        }
        skip("T");
        skip("t");
        if (!isNumber(0) || !":".equals(at(1)) || !isNumber(2)) {
            return;
        }
        int hour = HostName.number(token(), 24);
        int minute = HostName.number(at(2), 60);
        next += 3;
        int second = 0;
        if (":".equals(token()) && isNumber(1)) {
            second = HostName.number(at(1), 60);
            next += 2;
        }
        if (".".equals(token()) && isNumber(1)) {
            next += 2;
        }
        time = LocalTime.of(hour, minute, Math.min(second, 59));
        zone();
    }

    private void zone() {
        boolean open = skip("(");
        String word = token().toUpperCase(Locale.ROOT);
        if (word.equals("Z") || word.equals("UTC") || word.equals("GMT") || word.equals("JST")) {
            next++;
            offset = word.equals("JST") ? ZoneOffset.ofHours(9) : ZoneOffset.UTC;
        } else if (isWord(0) && !open) {
            next++;
            timeZoneUnknown = true;
        }
        if (("+".equals(token()) || "-".equals(token())) && isNumber(1)) {
            numericZone();
        }
        if (open) {
            skip(")");
        }
    }

    private void numericZone() {
        int sign = token().equals("-") ? -1 : 1;
        String digits = at(1);
        next += 2;
        int minutes = 0;
        if (digits.length() == 4) {
            minutes = number(digits, 2, 4);
        } else if (":".equals(token()) && isNumber(1)) {
            minutes = HostName.number(at(1), 59);
            next += 2;
        }
        int hours = number(digits, 0, Math.min(2, digits.length()));
        offset = ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private String separator() {
        String token = token();
        if (token.equals("-") || token.equals("/") || token.equals(".") || token.equals(",")) {
            next++;
            return token;
        }
        return "";
    }

    private boolean skip(String word) {
        boolean there = token().equals(word);
        next += there ? 1 : 0;
        return there;
    }

    private String token() {
        return at(0);
    }

    private String at(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : "";
    }

    private boolean isNumber(int ahead) {
        return !at(ahead).isEmpty() && HostName.isDigit(at(ahead).charAt(0));
    }

    private boolean isWord(int ahead) {
        return !at(ahead).isEmpty() && HostName.isLetter(at(ahead).charAt(0));
    }

    private static int number(String digits, int from, int to) {
        return HostName.number(digits.substring(from, to), 9999);
    }

    private static String prefix(String word) {
        return word.substring(0, Math.min(3, word.length())).toLowerCase(Locale.ROOT);
    }

    private static int month(String word) {
        int at = word.length() < 3 ? -1 : MONTHS.indexOf(prefix(word));
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : -1;
    }

    private void tokenize(String text) {
        int i = 0;
        while (i < text.length()) {
            int start = i++;
            char c = text.charAt(start);
            if (HostName.isDigit(c)) {
                while (i < text.length() && HostName.isDigit(text.charAt(i))) {
                    i++;
                }
            } else if (HostName.isLetter(c)) {
                while (i < text.length() && HostName.isLetter(text.charAt(i))) {
                    i++;
                }
            }
            if (!Character.isWhitespace(c)) {
                tokens.add(text.substring(start, i));
            }
        }
    }
}
