package protocols.internal.ftp;

import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.spi.FtpFriend;

/**
 * OS/400 and IBM i: {@code QSYS   77824 02/23/26 15:09:55 *DIR       QOpenSys/}, and members without size and date: {@code
 * QSYS   *MEM   SALES.FILE/MARCH.MBR}. What a thing is stands behind an asterisk.
 */
final class Os400Dialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    /** The type takes ten columns, and one space stands between it and the name: more belong to the name. */
    private static final int TYPE_COLUMNS = 10;

    private final NumericDate dates = new NumericDate(NumericDate.Front.MONTH);
    private final Recurring owners = new Recurring();

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        int ownerFrom = line.nextToken() ? line.tokenFrom() : line.end();
        int ownerTo = line.at();
        boolean owned = line.byteAt(ownerFrom) != '*';
        if (owned && !line.nextToken()) {
            return Optional.empty();
        }
        long size = -1;
        Optional<FtpTime> time = Optional.empty();
        if (Line.isDigit(line.byteAt(line.tokenFrom()))) {
            size = line.number(line.tokenFrom(), line.at());
            line.skipSpaces();
            time = size < 0 ? time : dates.readWithTime(line);
            if (time.isEmpty() || !line.nextToken()) {
                return Optional.empty();
            }
        }
        int type = line.tokenFrom();
        int typeTo = line.at();
        if (line.byteAt(type) != '*' || typeTo < type + 3 || !skipPadding(line, type)) {
            return Optional.empty();
        }
        FtpFriend.EntryParts entry = named(line, kind(line, type, typeTo)).size(size);
        time.ifPresent(entry::modified);
        return Optional.of(
                entry.owner(owned ? owners.text(line, ownerFrom, ownerTo) : "").build());
    }

    private static boolean skipPadding(Line line, int type) {
        int column = Math.max(type + TYPE_COLUMNS, line.at()) + 1;
        int from = line.at();
        while (line.at() < column && line.skip(' ')) {
            // A space of the padding.
        }
        return line.at() > from && !line.atEnd();
    }

    /** Directories end with a slash, which is no part of the name. */
    private static FtpFriend.EntryParts named(Line line, Kind kind) {
        int end = line.end();
        boolean slash = line.byteAt(end - 1) == '/' && end - 1 > line.at();
        return API.entry(line.text(line.at(), slash ? end - 1 : end)).kind(kind).raw(line.whole());
    }

    private static Kind kind(Line line, int from, int to) {
        if (isOneOf(line, from, to, "*DIR", "*DDIR", "*LIB", "*FLR")) {
            return Kind.DIRECTORY;
        }
        if (isOneOf(line, from, to, "*SYMLNK")) {
            return Kind.LINK;
        }
        return isOneOf(line, from, to, "*STMF", "*DSTMF", "*FILE", "*MEM", "*DOC") ? Kind.FILE : Kind.OTHER;
    }

    private static boolean isOneOf(Line line, int from, int to, String... types) {
        for (String type : types) {
            if (line.isAscii(from, to, type)) {
                return true;
            }
        }
        return false;
    }
}
