package protocols.internal.ftp;

/**
 * The sizes of listings: {@code 1234}, {@code 1,234} and {@code 1.234} in groups of three digits; and such as are rounded,
 * with a unit of 1024: {@code 12K}, {@code 33.5k}, {@code 1,5M}, {@code 2GiB}.
 */
final class ListSize {

    private static final String UNITS = "kmgtpe";

    private ListSize() {}

    /** The bytes, if they are given to the byte: digits, in groups or not, and perhaps a B behind; -1 otherwise. */
    static long exact(Line line, int from, int to) {
        if (to <= from || !Line.isDigit(line.byteAt(from))) {
            return -1;
        }
        long plain = line.number(from, to);
        if (plain >= 0) {
            return plain;
        }
        int last = line.byteAt(to - 1);
        return grouped(line, from, last == 'B' || last == 'b' ? to - 1 : to);
    }

    /** Digits with the same mark before each three; or digits alone. */
    private static long grouped(Line line, int from, int to) {
        int first = line.digitsAt(from);
        int mark = line.byteAt(from + first);
        if (from + first >= to) {
            return line.number(from, to);
        }
        if (first > 3 || (mark != ',' && mark != '.')) {
            return -1;
        }
        long value = line.number(from, from + first);
        for (int i = from + first; i < to; i += 4) {
            long group = line.byteAt(i) == mark && i + 4 <= to ? line.number(i + 1, i + 4) : -1;
            if (group < 0 || value > (Long.MAX_VALUE - group) / 1000) {
                return -1;
            }
            value = value * 1000 + group;
        }
        return value;
    }

    /** The bytes that a rounded size stands for; -1 if it is none. */
    static long rounded(Line line, int from, int to) {
        int whole = line.digitsAt(from);
        int at = from + whole;
        int decimals = 0;
        if (line.byteAt(at) == '.' || line.byteAt(at) == ',') {
            decimals = line.digitsAt(at + 1);
            at += 1 + decimals;
        }
        int unit = at < to ? UNITS.indexOf(line.byteAt(at) | 0x20) + 1 : 0;
        if (whole == 0 || whole > 6 || decimals > 3 || unit == 0 || !endsUnit(line, at + 1, to)) {
            return -1;
        }
        double scale = Math.pow(1024, unit);
        long fraction = decimals == 0 ? 0 : line.number(from + whole + 1, from + whole + 1 + decimals);
        double value = (line.number(from, from + whole) + fraction / Math.pow(10, decimals)) * scale;
        return value < Long.MAX_VALUE ? (long) value : -1;
    }

    /** Nothing, {@code B} or {@code iB}. */
    private static boolean endsUnit(Line line, int from, int to) {
        return from == to || (from + 1 == to && line.hasAt(from, "b")) || (from + 2 == to && line.hasAt(from, "ib"));
    }
}
