package protocols.dns;

import java.util.Locale;
import protocols.WireException.Malformed;
import protocols.dns.Rdata.Loc;

/** The data of LOC: bytes of mantissa and exponent, and text in degrees, minutes and metres (RFC 1876). */
final class Location {

    /** What stands on the wire for the equator and the prime meridian. */
    static final long ORIGIN = 1L << 31;

    /** How far below the sea altitudes begin, in centimetres. */
    static final long BELOW = 10_000_000;

    private static final int SECOND = 1_000;
    private static final int MINUTE = 60 * SECOND;
    private static final int DEGREE = 60 * MINUTE;
    private static final long DEFAULT_SIZE = 100;
    private static final long DEFAULT_HORIZONTAL = 1_000_000;
    private static final long DEFAULT_VERTICAL = 1_000;

    private Location() {}

    /** The length in centimetres that a byte of mantissa and exponent stands for. */
    static long centimetres(int octet) throws Malformed {
        int mantissa = octet >> 4;
        int exponent = octet & 15;
        if (mantissa > 9 || exponent > 9 || (mantissa == 0 && exponent != 0)) {
            throw new Malformed("no length of LOC", Integer.toHexString(octet));
        }
        long length = mantissa;
        for (int i = 0; i < exponent; i++) {
            length *= 10;
        }
        return length;
    }

    /** The byte of a length that has one digit and zeros; -1 for any other. */
    static int byteOf(long length) {
        long mantissa = length;
        int exponent = 0;
        while (mantissa > 9 && mantissa % 10 == 0) {
            mantissa /= 10;
            exponent++;
        }
        return mantissa < 0 || mantissa > 9 || exponent > 9 ? -1 : (int) (mantissa << 4 | exponent);
    }

    static String print(Loc loc) {
        return angle(loc.latitude(), 'N', 'S') + " " + angle(loc.longitude(), 'E', 'W') + " "
                + metres(loc.altitude(), true) + " " + metres(loc.size(), false) + " "
                + metres(loc.horizontalPrecision(), false) + " " + metres(loc.verticalPrecision(), false);
    }

    private static String angle(long thousandths, char positive, char negative) {
        long value = Math.abs(thousandths);
        return String.format(
                Locale.ROOT,
                "%d %d %d.%03d %c",
                value / DEGREE,
                value % DEGREE / MINUTE,
                value % MINUTE / SECOND,
                value % SECOND,
                thousandths < 0 ? negative : positive);
    }

    // Two decimals for the altitude, for the rest only where a metre is too long.
    private static String metres(long centimetres, boolean decimals) {
        long value = Math.abs(centimetres);
        String sign = centimetres < 0 ? "-" : "";
        return decimals || value < 100
                ? String.format(Locale.ROOT, "%s%d.%02dm", sign, value / 100, value % 100)
                : value / 100 + "m";
    }

    static Loc parse(TextFields in) throws Malformed {
        long latitude = parseAngle(in, "NS", 90L * DEGREE);
        long longitude = parseAngle(in, "EW", 180L * DEGREE);
        long altitude = parseMetres(in.word());
        long size = in.hasMore() ? rounded(parseMetres(in.word())) : DEFAULT_SIZE;
        long horizontal = in.hasMore() ? rounded(parseMetres(in.word())) : DEFAULT_HORIZONTAL;
        long vertical = in.hasMore() ? rounded(parseMetres(in.word())) : DEFAULT_VERTICAL;
        return new Loc(latitude, longitude, altitude, size, horizontal, vertical);
    }

    private static long parseAngle(TextFields in, String directions, long limit) throws Malformed {
        long value = whole(in.word(), limit / DEGREE) * DEGREE;
        String word = in.word();
        if (directions.indexOf(Character.toUpperCase(word.charAt(0))) < 0) {
            value += whole(word, 59) * MINUTE;
            word = in.word();
        }
        if (directions.indexOf(Character.toUpperCase(word.charAt(0))) < 0) {
            value += decimal(word, 3, 59_999);
            word = in.word();
        }
        int direction = word.length() == 1 ? directions.indexOf(Character.toUpperCase(word.charAt(0))) : -1;
        if (direction < 0 || value > limit) {
            throw new Malformed("no angle of LOC", word);
        }
        return direction == 0 ? value : -value;
    }

    private static long parseMetres(String word) throws Malformed {
        String number = word.endsWith("m") || word.endsWith("M") ? word.substring(0, word.length() - 1) : word;
        return number.startsWith("-") ? -decimal(number.substring(1), 2, BELOW) : decimal(number, 2, 900_000_000_000L);
    }

    /** The length of one digit and zeros below another, as the code of RFC 1876 appendix A makes it. */
    private static long rounded(long centimetres) {
        long unit = 1;
        while (centimetres / unit > 9) {
            unit *= 10;
        }
        return centimetres / unit * unit;
    }

    private static long whole(String word, long limit) throws Malformed {
        return decimal(word, 0, limit);
    }

    /** A decimal number, in units of its last digit. */
    private static long decimal(String word, int digits, long limit) throws Malformed {
        int point = word.indexOf('.');
        String whole = point < 0 ? word : word.substring(0, point);
        String part = point < 0 ? "" : word.substring(point + 1);
        long value = part.length() > digits || (point >= 0 && part.isEmpty()) ? -1 : Presentation.number(whole, limit);
        for (int i = 0; i < digits && value >= 0; i++) {
            char digit = i < part.length() ? part.charAt(i) : '0';
            value = Presentation.isDigit(digit) ? value * 10 + digit - '0' : -1;
        }
        if (value < 0 || value > limit) {
            throw new Malformed("no number of LOC", word);
        }
        return value;
    }
}
