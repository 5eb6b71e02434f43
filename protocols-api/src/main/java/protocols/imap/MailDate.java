package protocols.imap;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads the date-time of a mail header (RFC 5322 section 3.3, obsolete forms of 4.3) and of INTERNALDATE (RFC 9051
 * section 9): both are day, month by name, year, time and zone, apart from what stands between them.
 */
final class MailDate {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private final String text;
    private int at;

    private MailDate(String text) {
        this.text = text;
    }

    static Optional<OffsetDateTime> parse(String text) {
        try {
            return Optional.of(new MailDate(text).read());
        } catch (DateTimeException | NumberFormatException notADate) {
            return Optional.empty();
        }
    }

    private OffsetDateTime read() {
        int comma = text.indexOf(',');
        at = comma < 0 ? 0 : comma + 1;
        int day = number();
        int month = month();
        int year = year();
        int hour = number();
        int minute = number();
        int second = at < text.length() && text.charAt(at) == ':' ? number() : 0;
        return OffsetDateTime.of(year, month, day, hour, minute, Math.min(second, 59), 0, zone());
    }

    private int year() {
        int year = number();
        // RFC 5322 section 4.3: two digits mean 1950 to 2049, three count from 1900.
        if (year < 50) {
            return year + 2000;
        }
        return year < 1000 ? year + 1900 : year;
    }

    private int number() {
        separators();
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at)) && at - start < 4) {
            at++;
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private int month() {
        separators();
        if (at + 3 > text.length()) {
            throw new DateTimeException("no month");
        }
        String name = text.substring(at, at + 3).toLowerCase(java.util.Locale.ROOT);
        int index = MONTHS.indexOf(name);
        if (index < 0 || index % 3 != 0) {
            throw new DateTimeException("no month");
        }
        at += 3;
        return index / 3 + 1;
    }

    private ZoneOffset zone() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        char sign = at < text.length() ? text.charAt(at) : 'Z';
        if (sign != '+' && sign != '-') {
            return named(text.substring(Math.min(at, text.length())));
        }
        at++;
        int number = number();
        int minutes = number / 100 * 60 + number % 100;
        return ZoneOffset.ofTotalSeconds((sign == '-' ? -60 : 60) * minutes);
    }

    private static ZoneOffset named(String zone) {
        String name = zone.length() < 3 ? zone : zone.substring(0, 3);
        return switch (name) {
            case "EDT" -> ZoneOffset.ofHours(-4);
            case "EST", "CDT" -> ZoneOffset.ofHours(-5);
            case "CST", "MDT" -> ZoneOffset.ofHours(-6);
            case "MST", "PDT" -> ZoneOffset.ofHours(-7);
            case "PST" -> ZoneOffset.ofHours(-8);
            default -> ZoneOffset.UTC;
        };
    }

    private void separators() {
        while (at < text.length() && " -:\t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
