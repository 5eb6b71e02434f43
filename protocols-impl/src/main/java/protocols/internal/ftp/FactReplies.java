package protocols.internal.ftp;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;

/** The replies that carry one fact: 213 to SIZE and MDTM (RFC 3659 sections 3 and 4), 257 to PWD and MKD (RFC 959). */
final class FactReplies {

    private FactReplies() {}

    /** The size in a 213 reply, in bytes. */
    static long size(Reply reply) throws WireException.Malformed {
        Line line = Line.of(reply.text().strip());
        long size = line.number(line.start(), line.end());
        if (size < 0) {
            throw new WireException.Malformed("a size in digits (RFC 3659 4.1)", reply.toString());
        }
        return size;
    }

    /** The time in a 213 reply. */
    static FtpTime modified(Reply reply) throws WireException.Malformed {
        return time(reply.text().strip())
                .orElseThrow(() ->
                        new WireException.Malformed("a time YYYYMMDDHHMMSS[.fff] (RFC 3659 2.3)", reply.toString()));
    }

    /** A time-val, which is always in UTC (RFC 3659 section 2.3). A leap second counts as the one before it. */
    static Optional<FtpTime> time(String text) {
        Line line = Line.of(text);
        int point = line.indexOf('.', 0);
        int end = point < 0 ? line.end() : point;
        if (end != 14 || line.number(0, end) < 0) {
            return Optional.empty();
        }
        for (int i = end + 1; i < line.end(); i++) {
            if (!Line.isDigit(line.byteAt(i))) {
                return Optional.empty();
            }
        }
        int hour = (int) line.number(8, 10);
        int minute = (int) line.number(10, 12);
        int second = (int) line.number(12, 14);
        if (hour > 23 || minute > 59 || second > 60) {
            return Optional.empty();
        }
        boolean fine = end + 1 < line.end();
        int nanos = fine ? ListTime.fraction(line, end + 1, line.end()) : 0;
        Optional<LocalDate> date =
                ListTime.date((int) line.number(0, 4), (int) line.number(4, 6), (int) line.number(6, 8));
        int secondOfDay = hour * 3600 + minute * 60 + Math.min(second, 59);
        return date.map(day -> new FtpTime(
                day.atTime(LocalTime.ofSecondOfDay(secondOfDay)).withNano(nanos),
                fine ? Precision.FRACTION : Precision.SECOND,
                true));
    }

    /** The path in a 257 reply, between quotes, with each quote of the path itself doubled (RFC 959 appendix II). */
    static String path(Reply reply) throws WireException.Malformed {
        String text = reply.text();
        int open = text.indexOf('"');
        StringBuilder path = new StringBuilder();
        for (int i = open + 1; open >= 0 && i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"') {
                path.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                path.append(c);
                i++;
            } else {
                return path.toString();
            }
        }
        throw new WireException.Malformed("a path between quotes (RFC 959 appendix II)", reply.toString());
    }
}
