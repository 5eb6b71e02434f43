package protocols.internal.ftp;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;

/** The replies that carry one fact: 213 to SIZE and MDTM (RFC 3659 sections 3 and 4), 257 to PWD and MKD (RFC 959). */
final class FactReplies {

    /** The byte FF in a name. */
    private static final char IAC = '\udcff';

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

    /**
     * The path in the reply to PWD: between quotes, with each quote of the path itself doubled (RFC 959 appendix II). As
     * servers have it also between {@code '}, without the quote at its end, or without any; or with quotes that are not
     * doubled. The byte FF, which is TELNET's IAC, may be doubled as well (RFC 854).
     */
    static String path(Reply reply) throws WireException.Malformed {
        List<String> lines = reply.lines();
        String whole = reply.text();
        String text = (whole.indexOf('"') >= 0 ? whole : lines.get(lines.size() - 1)).strip();
        int single = text.startsWith("'") ? 0 : text.indexOf(" '") + 1;
        String path;
        if (text.indexOf('"') >= 0) {
            path = quoted(text, text.indexOf('"') + 1);
        } else if (single > 0 || text.startsWith("'")) {
            path = singleQuoted(text, single + 1);
        } else {
            path = bare(text);
        }
        if (path.isEmpty()) {
            throw new WireException.Malformed("a path between quotes (RFC 959 appendix II)", reply.toString());
        }
        return withSingleIac(path);
    }

    /** Whether what {@link #path} reads can be meant in one way alone. */
    static boolean isPlain(Reply reply) {
        String text = reply.text();
        return text.chars().filter(c -> c == '"').count() == 2 && text.indexOf(IAC) < 0;
    }

    private static String withSingleIac(String path) {
        return path.replace("" + IAC + IAC, "" + IAC);
    }

    /** The path in the reply to MKD, where it is between quotes; many servers say other things instead. */
    static Optional<String> created(Reply reply) {
        String text = reply.text();
        StringBuilder path = new StringBuilder();
        int open = text.indexOf('"');
        return open >= 0 && unquote(text, open + 1, path) && !path.isEmpty()
                ? Optional.of(withSingleIac(path.toString()))
                : Optional.empty();
    }

    private static String quoted(String text, int from) {
        StringBuilder path = new StringBuilder();
        return unquote(text, from, path) ? path.toString() : withoutWords(path.toString());
    }

    /** Whether a quote ends the path that begins there: one that stands alone within a word belongs to the path. */
    private static boolean unquote(String text, int from, StringBuilder path) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"') {
                path.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                path.append(c);
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) != ' ') {
                path.append(c);
            } else {
                return true;
            }
        }
        return false;
    }

    /** Up to a quote that no letter or digit follows, for the path may hold such quotes itself. */
    private static String singleQuoted(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\'' && (i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1)))) {
                return text.substring(from, i);
            }
        }
        return withoutWords(text.substring(from));
    }

    /** The path in front of the words, or behind them: {@code Current directory is /tmp}. */
    private static String bare(String text) {
        String front = withoutWords(text);
        if (isPath(front)) {
            return front;
        }
        int is = text.lastIndexOf(" is ");
        String behind = is < 0 ? "" : text.substring(is + 4).strip();
        return isPath(behind) ? behind : "";
    }

    /** Without what servers say behind a path: {@code is the current directory}. */
    private static String withoutWords(String text) {
        int end = text.length();
        for (String words : new String[] {" is ", " current ", " working "}) {
            int at = text.startsWith(words.substring(1)) ? 0 : text.indexOf(words);
            end = at >= 0 ? Math.min(at, end) : end;
        }
        return text.substring(0, end);
    }

    /** Whether it looks like the path of some system: {@code /tmp}, {@code C:\\tmp}, {@code DISK:[TMP]}; or is one word. */
    private static boolean isPath(String text) {
        if (text.indexOf(' ') < 0) {
            return !text.isEmpty();
        }
        int mark = 0;
        while (mark < text.length() && "/\\:[".indexOf(text.charAt(mark)) < 0) {
            mark++;
        }
        return mark < text.length() && text.lastIndexOf(' ', mark) < 0;
    }
}
