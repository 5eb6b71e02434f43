package protocols.internal.ftp;

import java.time.LocalDate;
import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;
import protocols.spi.FtpFriend;

/**
 * VMS: {@code LOGIN.COM;3  4/6  14-MAR-2026 13:02:03  [GROUP,OWNER]  (RWED,RWED,RE,)}. A name that is too long for its
 * column stands alone on a line, and the rest below it. A name keeps its version, which is what tells it from the others of
 * that name; only {@code .DIR;1} is taken off, as CWD wants it. Sizes are blocks of 512 bytes.
 */
final class VmsDialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    private static final int BLOCK = 512;
    private static final String DIRECTORY = ".dir;";

    private final Recurring rights = new Recurring();
    private final Recurring owners = new Recurring();
    private final Recurring groups = new Recurring();

    @Override
    public Optional<FtpEntry> entry(Line line) {
        int nameEnd = nameEnd(line);
        if (nameEnd < 0 || !skipGap(line)) {
            return Optional.empty();
        }
        FtpFriend.EntryParts entry = named(line, nameEnd);
        // What keeps the server from telling more: %RMS-E-PRV, insufficient privilege.
        boolean withheld = line.peek() == '%' || line.hasAt(line.at(), "no privilege");
        return withheld || columns(line, entry) ? Optional.of(entry.build()) : Optional.empty();
    }

    /** Behind name and version, where the position is left too; -1 if there are none. */
    private static int nameEnd(Line line) {
        line.rewind();
        while (line.peek() > ' ' && line.peek() != ';') {
            line.skip(line.peek());
        }
        int version = line.digitsAt(line.at() + 1);
        if (line.at() == line.start() || line.peek() != ';' || version == 0 || version > 5) {
            return -1;
        }
        line.moveTo(line.at() + 1 + version);
        return line.at();
    }

    /** Spaces and tabs, and the end of the line where the entry goes on in the next. */
    private static boolean skipGap(Line line) {
        int from = line.at();
        while (line.peek() == ' ' || line.peek() == '\t' || line.peek() == '\n') {
            line.skip(line.peek());
        }
        return line.at() > from && !line.atEnd();
    }

    private static FtpFriend.EntryParts named(Line line, int end) {
        int semicolon = line.indexOf(';', line.start());
        boolean directory = semicolon - line.start() > 4 && line.hasAt(semicolon - 4, DIRECTORY);
        boolean first = end == semicolon + 2 && line.byteAt(semicolon + 1) == '1';
        return API.entry(line.text(line.start(), directory && first ? semicolon - 4 : end))
                .kind(directory ? Kind.DIRECTORY : Kind.FILE)
                .raw(line.whole());
    }

    /** Used and allocated blocks, date and time, owner, rights: each in its place, but the last two may be missing. */
    private boolean columns(Line line, FtpFriend.EntryParts entry) {
        int from = line.at();
        int digits = line.digitsAt(from);
        if (digits > 0 && line.byteAt(from + digits) != '-') {
            long blocks = line.number(from, from + digits);
            line.moveTo(from + digits);
            if (line.skip('/')) {
                line.moveTo(line.at() + line.digitsAt(line.at()));
            }
            if (blocks < 0 || blocks > Long.MAX_VALUE / BLOCK || !skipGap(line)) {
                return false;
            }
            entry.roundedSize(blocks * BLOCK);
        }
        Optional<FtpTime> time = time(line);
        time.ifPresent(entry::modified);
        while (time.isPresent() && skipGap(line)) {
            int column = line.at();
            int close = line.peek() == '['
                    ? line.indexOf(']', column)
                    : line.peek() == '(' ? line.indexOf(')', column) : -1;
            if (close < 0) {
                return true;
            }
            if (line.peek() == '[') {
                int comma = line.indexOf(',', column);
                boolean pair = comma > 0 && comma < close;
                entry.owner(owners.text(line, pair ? comma + 1 : column + 1, close));
                entry.group(pair ? groups.text(line, column + 1, comma) : "");
            } else {
                entry.permissions(rights.text(line, column, close + 1));
            }
            line.moveTo(close + 1);
        }
        return time.isPresent();
    }

    /** Reads {@code 14-MAR-2026 13:02:03.45}, of which the end may be missing. */
    private static Optional<FtpTime> time(Line line) {
        int day = line.digits(1, 2);
        int month = line.skip('-') ? ListTime.englishMonth(line) : -1;
        Optional<LocalDate> date = ListTime.date(line.skip('-') ? line.digits(4, 4) : -1, month, day);
        int afterDate = line.at();
        int seconds = skipGap(line) ? ListTime.clock(line) : -1;
        if (seconds < 0) {
            line.moveTo(afterDate);
            return ListTime.of(date, 0, Precision.DAY);
        }
        boolean fine = line.byteAt(line.at() - 6) == ':';
        if (line.skip('.')) {
            line.moveTo(line.at() + line.digitsAt(line.at()));
        }
        return ListTime.of(date, seconds, fine ? Precision.SECOND : Precision.MINUTE);
    }

    /** The directory's own name in front, the total behind. */
    @Override
    public boolean takes(Line line) {
        int start = line.start();
        if (line.hasAt(start, "directory ")) {
            int last = line.byteAt(line.end() - 1);
            return last == ']' || last == '>' || last == ':';
        }
        return line.hasAt(start, "total of ") || line.hasAt(start, "grand total of ");
    }

    @Override
    public boolean begins(Line line) {
        if (nameEnd(line) < 0) {
            return false;
        }
        line.skipSpaces();
        return line.atEnd();
    }
}
