package protocols.dns;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import protocols.WireException.Malformed;

/** Points in time as RRSIG writes them: {@code YYYYMMDDHHmmSS} in UTC, or seconds since 1970 (RFC 4034 section 3.2). */
final class Timestamp {

    private static final long LIMIT = 0xffff_ffffL;

    private Timestamp() {}

    static String print(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        long date = (utc.getYear() * 100L + utc.getMonthValue()) * 100 + utc.getDayOfMonth();
        return Long.toString(((date * 100 + utc.getHour()) * 100 + utc.getMinute()) * 100 + utc.getSecond());
    }

    static Instant parse(String word) throws Malformed {
        if (word.length() != 14) {
            long seconds = Presentation.number(word, LIMIT);
            if (seconds < 0) {
                throw new Malformed("no time", word);
            }
            return Instant.ofEpochSecond(seconds);
        }
        try {
            LocalDateTime utc = LocalDateTime.of(
                    part(word, 0, 4),
                    part(word, 4, 6),
                    part(word, 6, 8),
                    part(word, 8, 10),
                    part(word, 10, 12),
                    part(word, 12, 14));
            Instant time = utc.toInstant(ZoneOffset.UTC);
            if (time.getEpochSecond() < 0 || time.getEpochSecond() > LIMIT) {
                throw new Malformed("time is not within 1970 and 2106", word);
            }
            return time;
        } catch (DateTimeException e) {
            throw new Malformed("no time", word);
        }
    }

    private static int part(String word, int from, int to) {
        return (int) Presentation.number(word.substring(from, to), 9999);
    }
}
