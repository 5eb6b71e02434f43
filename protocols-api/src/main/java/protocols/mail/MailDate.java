package protocols.mail;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The date and time of RFC 5322 section 3.3. */
public final class MailDate {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private MailDate() {}

    /**
     * Reads a date as mail has it, the old forms of section 4.3 included: two-digit years, zone names, comments, no
     * seconds. An unknown zone is UTC. Empty for what is no date; never throws.
     */
    public static Optional<OffsetDateTime> read(String text) {
        List<String> words = words(text);
        int day = !words.isEmpty() && number(words.get(0)) < 0 ? 1 : 0;
        if (words.size() < day + 4) {
            return Optional.empty();
        }
        int month = month(words.get(day + 1));
        int[] time = time(words.get(day + 3));
        String zone = words.size() > day + 4 ? words.get(day + 4) : "";
        try {
            return Optional.of(OffsetDateTime.of(
                    year(words.get(day + 2)),
                    month,
                    number(words.get(day)),
                    time[0],
                    time[1],
                    Math.min(time[2], 59),
                    0,
                    zone(zone)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** Writes a date as section 3.3 wants it: {@code Fri, 21 Nov 1997 09:55:06 -0600}. */
    public static String format(OffsetDateTime date) {
        int minutes = date.getOffset().getTotalSeconds() / 60;
        String month = MONTHS.get(date.getMonthValue() - 1);
        return String.format(
                Locale.ROOT,
                "%s, %d %s%s %04d %02d:%02d:%02d %s%02d%02d",
                DAYS.get(date.getDayOfWeek().getValue() - 1),
                date.getDayOfMonth(),
                month.substring(0, 1).toUpperCase(Locale.ROOT),
                month.substring(1),
                date.getYear(),
                date.getHour(),
                date.getMinute(),
                date.getSecond(),
                minutes < 0 ? "-" : "+",
                Math.abs(minutes) / 60,
                Math.abs(minutes) % 60);
    }

    /** The words of the date; commas, dashes between the words of a date, and comments part them. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String plain = withJoinedTimes(Comments.removed(text));
        for (int i = 0; i <= plain.length() && words.size() < 7; i++) {
            char c = i < plain.length() ? plain.charAt(i) : ' ';
            boolean dash = c == '-' && words.size() < 3 && !word.isEmpty();
            if (c <= ' ' || c == ',' || c == '(' || c == ')' || dash) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        return words;
    }

    /** Without the white space around colons that the old form has (section 4.3). */
    private static String withJoinedTimes(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int last = out.length() - 1;
            while (c == ':' && last >= 0 && out.charAt(last) <= ' ') {
                out.setLength(last--);
            }
            if (c > ' ' || last < 0 || out.charAt(last) != ':') {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static int number(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 8) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int month(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        return name.length() < 3 ? 0 : MONTHS.indexOf(name.substring(0, 3)) + 1;
    }

    /** RFC 5322 section 4.3: 00 to 49 are 20yy, 50 to 99 and three digits are counted from 1900. */
    private static int year(String word) {
        int year = number(word);
        if (word.length() == 2 && year >= 0) {
            return year + (year < 50 ? 2000 : 1900);
        }
        return word.length() == 3 && year >= 0 ? year + 1900 : year < 0 ? Integer.MIN_VALUE : year;
    }

    private static int[] time(String word) {
        int[] time = {-1, -1, 0};
        int from = 0;
        for (int i = 0; i < 3 && from <= word.length(); i++) {
            int colon = word.indexOf(':', from);
            int end = colon < 0 ? word.length() : colon;
            time[i] = end == from ? -1 : number(word.substring(from, end));
            from = end + 1;
        }
        return time;
    }

    private static ZoneOffset zone(String word) {
        boolean signed = word.startsWith("+") || word.startsWith("-");
        boolean parted = word.length() == 6 && word.charAt(3) == ':';
        int digits = signed && (word.length() == 5 || parted)
                ? number(word.substring(1).replace(":", ""))
                : -1;
        if (digits % 100 > 59) {
            throw new DateTimeException("minutes of a zone");
        }
        if (digits >= 0) {
            int minutes = digits / 100 * 60 + digits % 100;
            return ZoneOffset.ofTotalSeconds((word.charAt(0) == '-' ? -60 : 60) * minutes);
        }
        return ZoneOffset.ofHours(
                switch (word.toUpperCase(Locale.ROOT)) {
                    case "EDT" -> -4;
                    case "EST", "CDT" -> -5;
                    case "CST", "MDT" -> -6;
                    case "MST", "PDT" -> -7;
                    case "PST" -> -8;
                    default -> 0;
                });
    }
}
