package protocols.internal.ftp;

import java.time.LocalDate;
import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;
import protocols.spi.FtpFriend;

/**
 * What {@code dir} writes on Windows: {@code 03-14-26  01:02PM  <DIR>  name}; the year of two digits, of four, or in
 * front, the hour of twelve or of twenty-four.
 */
final class DosDialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    /** IIS pads {@code <DIR>} to fourteen columns and adds one space: more than ten belong to the name. */
    private static final int PADDING = 10;

    private final NumericDate dates = new NumericDate(NumericDate.Front.MONTH);

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        Optional<FtpTime> time = time(line);
        if (time.isEmpty() || line.skipSpaces() == 0) {
            return Optional.empty();
        }
        boolean tagged = line.peek() == '<';
        line.nextToken();
        int from = line.tokenFrom();
        int to = line.at();
        long size = tagged ? -1 : ListSize.exact(line, from, to);
        if ((size < 0 && !isTag(line, from, to)) || !skipPadding(line, tagged)) {
            return Optional.empty();
        }
        Kind kind = !tagged ? Kind.FILE : line.hasAt(from, "<dir>") ? Kind.DIRECTORY : Kind.LINK;
        return Optional.of(named(line, kind).size(size).modified(time.get()).build());
    }

    private static boolean isTag(Line line, int from, int to) {
        return (line.hasAt(from, "<dir>") && to == from + 5)
                || (line.hasAt(from, "<junction>") && to == from + 10)
                || (line.hasAt(from, "<symlink>") && to == from + 9)
                || (line.hasAt(from, "<symlinkd>") && to == from + 10);
    }

    private static boolean skipPadding(Line line, boolean tagged) {
        int spaces = 0;
        while (spaces < (tagged ? PADDING : 1) && line.skip(' ')) {
            spaces++;
        }
        return spaces > 0 && !line.atEnd();
    }

    /** A link ends with its target in brackets: {@code name [C:\target]}. */
    private static FtpFriend.EntryParts named(Line line, Kind kind) {
        int end = line.end();
        int bracket = kind == Kind.LINK && line.byteAt(end - 1) == ']' ? line.indexOf('[', line.at() + 2) : -1;
        boolean target = bracket > 0 && line.byteAt(bracket - 1) == ' ';
        return API.entry(line.text(line.at(), target ? bracket - 1 : end))
                .linkTarget(target ? line.text(bracket + 1, end - 1) : "")
                .kind(kind)
                .raw(line.whole());
    }

    private Optional<FtpTime> time(Line line) {
        Optional<LocalDate> date = dates.read(line);
        int seconds = date.isPresent() && line.skipSpaces() > 0 ? clock(line) : -1;
        return ListTime.of(date, seconds, Precision.MINUTE);
    }

    /** Reads {@code HH:MM}, {@code HH:MMAM} or {@code HH:MM PM} as the second of the day; -1 if there is none. */
    private static int clock(Line line) {
        int hour = line.digits(1, 2);
        int minute = line.skip(':') ? line.digits(2, 2) : -1;
        if (hour < 0 || minute < 0 || minute > 59) {
            return -1;
        }
        int half = line.at() + (line.peek() == ' ' && line.byteAt(line.at() + 2) == 'M' ? 1 : 0);
        boolean morning = line.hasAt(half, "am");
        if (!morning && !line.hasAt(half, "pm")) {
            return hour > 23 ? -1 : hour * 3600 + minute * 60;
        }
        line.moveTo(half + 2);
        return hour < 1 || hour > 12 ? -1 : (hour % 12 + (morning ? 0 : 12)) * 3600 + minute * 60;
    }
}
