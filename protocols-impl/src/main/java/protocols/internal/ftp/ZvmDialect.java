package protocols.internal.ftp;

import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.spi.FtpFriend;

/**
 * VM and z/VM: {@code PROFILE  EXEC  V  72  18  1  2026-03-14 13:02:11 DISK01}, which is name, type, format, record length,
 * records, blocks, date and time. The name is given as RETR wants it: {@code PROFILE.EXEC}. The size is known where all
 * records are of one length.
 */
final class ZvmDialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    private static final int LONGEST_WORD = 8;
    private static final long NONE = -1;
    private static final long DASH = -2;

    private final NumericDate dates = new NumericDate(NumericDate.Front.MONTH);

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        int nameTo = word(line);
        int nameFrom = line.tokenFrom();
        int typeTo = nameTo < 0 ? -1 : word(line);
        int typeFrom = line.tokenFrom();
        boolean directory = typeTo >= 0 && line.isAscii(typeFrom, typeTo, "DIR");
        int format = typeTo < 0 || directory ? ' ' : format(line);
        directory |= format == 'D';
        if (typeTo < 0 || format < 0) {
            return Optional.empty();
        }
        long length = number(line);
        long records = number(line);
        long blocks = number(line);
        number(line);
        line.skipSpaces();
        Optional<FtpTime> time = blocks == NONE ? Optional.empty() : dates.readWithTime(line);
        if (time.isEmpty()) {
            return Optional.empty();
        }
        boolean sized = format == 'F' && length >= 0 && records >= 0 && records <= Long.MAX_VALUE / Math.max(length, 1);
        String name = line.text(nameFrom, nameTo) + (directory ? "" : "." + line.text(typeFrom, typeTo));
        return Optional.of(API.entry(name)
                .kind(directory ? Kind.DIRECTORY : Kind.FILE)
                .size(sized ? length * records : -1)
                .modified(time.get())
                .raw(line.whole())
                .build());
    }

    /** Takes in a word of eight characters at most, and gives its end; -1 if it is longer. */
    private static int word(Line line) {
        return line.nextToken() && line.at() - line.tokenFrom() <= LONGEST_WORD ? line.at() : -1;
    }

    /** F, V, or D for {@code DIR}; -1 if there is none of them. */
    private static int format(Line line) {
        if (!line.nextToken()) {
            return -1;
        }
        int first = line.byteAt(line.tokenFrom());
        boolean one = line.at() - line.tokenFrom() == 1;
        return (one && (first == 'F' || first == 'V')) || line.isAscii(line.tokenFrom(), line.at(), "DIR") ? first : -1;
    }

    /** Takes in a number, or a dash for {@link #DASH}; {@link #NONE}, and no step, if there is neither. */
    private static long number(Line line) {
        int from = line.at();
        boolean there = line.nextToken();
        long number = there ? line.number(line.tokenFrom(), line.at()) : NONE;
        if (number >= 0) {
            return number;
        }
        if (line.isAscii(line.tokenFrom(), line.at(), "-")) {
            return DASH;
        }
        line.moveTo(from);
        return NONE;
    }
}
