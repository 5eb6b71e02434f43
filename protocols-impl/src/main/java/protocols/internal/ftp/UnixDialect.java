package protocols.internal.ftp;

import java.time.Clock;
import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.spi.FtpFriend;

/**
 * What {@code ls -l} writes, and the many servers that imitate it: {@code drwxr-xr-x 2 owner group 4096 Mar 14 13:02
 * name}. The columns before the date come and go, so the date is looked for: it stands behind the size, the first
 * number that a date follows.
 */
final class UnixDialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    private static final String TYPES = "-dlbcpsDCMnPw";
    private static final String RIGHTS = "-rwxsStTlL";

    /** What a Macintosh writes in front of the number of things in a directory. */
    private static final String FOLDER = "folder";

    private static final String ARROW = " -> ";
    private static final int MOST_COLUMNS = 12;

    private final ListTime times;
    private final Recurring rights = new Recurring();
    private final Recurring owners = new Recurring();
    private final Recurring groups = new Recurring();
    private final int[] from = new int[MOST_COLUMNS];
    private final int[] to = new int[MOST_COLUMNS];
    private boolean typed;

    UnixDialect(Clock clock) {
        times = new ListTime(clock);
    }

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        int modeEnd = modeEnd(line);
        if (modeEnd < 0) {
            return Optional.empty();
        }
        line.moveTo(modeEnd);
        int columns = 0;
        while (columns < MOST_COLUMNS && line.nextToken()) {
            from[columns] = line.tokenFrom();
            to[columns] = line.at();
            if (columns > 0 && isSize(line, columns - 1)) {
                Optional<FtpEntry> entry = dated(line, modeEnd, columns, false);
                if (entry.isPresent()) {
                    return entry;
                }
                line.moveTo(to[columns]);
            }
            columns++;
        }
        // Where the month is a number too, anything before it but the link count may be the size.
        for (int column = 2; column < columns; column++) {
            if (isSize(line, column - 1)) {
                Optional<FtpEntry> entry = dated(line, modeEnd, column, true);
                if (entry.isPresent()) {
                    return entry;
                }
            }
        }
        return Optional.empty();
    }

    /** The entry, if a date begins at a column and a name follows. */
    private Optional<FtpEntry> dated(Line line, int modeEnd, int column, boolean bare) {
        line.moveTo(from[column]);
        Optional<FtpTime> time = bare ? times.readBare(line) : times.read(line);
        // One space ends the date; any more belong to the name.
        return time.isPresent() && line.skip(' ') && !line.atEnd()
                ? Optional.of(entry(line, modeEnd, column, time.get()))
                : Optional.empty();
    }

    /**
     * Where the first column ends: a type and nine rights, or one letter less, and perhaps a mark for an access control
     * list, a security context or extended attributes. The link count may stand right behind. -1 if there is no such.
     */
    private int modeEnd(Line line) {
        int start = line.start();
        int letters = 0;
        while (letters < 10 && isRight(line, start, letters)) {
            letters++;
        }
        typed = letters == 10 || !isUntyped(line, start);
        if (letters < 9 || (typed && TYPES.indexOf(line.byteAt(start)) < 0)) {
            return -1;
        }
        int end = start + letters;
        int mark = line.byteAt(end);
        if (mark == '+' || mark == '.' || mark == '@' || mark == '*') {
            end++;
        }
        return line.byteAt(end) == ' ' || (letters == 10 && Line.isDigit(line.byteAt(end))) ? end : -1;
    }

    private static boolean isRight(Line line, int start, int index) {
        int letter = line.byteAt(start + index);
        return RIGHTS.indexOf(letter) >= 0 || (index == 0 && TYPES.indexOf(letter) >= 0);
    }

    /** Whether nine letters are the rights alone: each where it belongs. */
    private static boolean isUntyped(Line line, int start) {
        for (int i = 0; i < 9; i++) {
            int letter = line.byteAt(start + i);
            boolean fits = i % 3 == 0
                    ? letter == 'r'
                    : i % 3 == 1 ? letter == 'w' : letter > 0 && "xsStTlL".indexOf(letter) >= 0;
            if (letter != '-' && !fits) {
                return false;
            }
        }
        return true;
    }

    /** Whether a column is a size, or the numbers of a device: {@code 8, 0}, or {@code 8,0}. */
    private boolean isSize(Line line, int column) {
        if (!Line.isDigit(line.byteAt(from[column]))) {
            return false;
        }
        if (ListSize.exact(line, from[column], to[column]) >= 0
                || ListSize.rounded(line, from[column], to[column]) >= 0) {
            return true;
        }
        int comma = isDevice(line) ? line.indexOf(',', from[column]) : -1;
        return comma >= 0
                && comma < to[column]
                && line.number(from[column], comma) >= 0
                && line.number(comma + 1, to[column]) >= 0;
    }

    private static boolean isDevice(Line line) {
        int type = line.byteAt(line.start());
        return type == 'b' || type == 'c';
    }

    private FtpEntry entry(Line line, int modeEnd, int dateColumn, FtpTime time) {
        int sizeColumn = dateColumn - 1;
        boolean counted = isDevice(line) || line.isAscii(from[0], to[0], FOLDER);
        long exact = counted ? -1 : ListSize.exact(line, from[sizeColumn], to[sizeColumn]);
        long rounded = exact >= 0 || counted ? -1 : ListSize.rounded(line, from[sizeColumn], to[sizeColumn]);
        boolean pair = isDevice(line) && sizeColumn > 0 && line.byteAt(to[sizeColumn - 1] - 1) == ',';
        Kind kind = typed ? kind(line.byteAt(line.start())) : Kind.OTHER;
        int nameFrom = line.at();
        int arrow = kind == Kind.LINK ? arrow(line, nameFrom, exact) : -1;
        FtpFriend.EntryParts entry = API.entry(line.text(nameFrom, arrow < 0 ? line.end() : arrow))
                .kind(kind)
                .size(exact)
                .modified(time)
                .permissions(rights.text(line, line.start(), modeEnd))
                .linkTarget(arrow < 0 ? "" : line.text(arrow + ARROW.length(), line.end()))
                .raw(line.whole());
        if (rounded >= 0) {
            entry.roundedSize(rounded);
        }
        addOwner(line, pair ? sizeColumn - 1 : sizeColumn, entry);
        return entry.build();
    }

    /** The columns between the rights and the size: link count, owner, group, of which any may be missing. */
    private void addOwner(Line line, int columns, FtpFriend.EntryParts entry) {
        int first = columns > 0 && (line.isAscii(from[0], to[0], FOLDER) || isCount(line, from[0], to[0])) ? 1 : 0;
        if (columns > first) {
            entry.owner(owners.text(line, from[first], to[first]));
        }
        if (columns > first + 1) {
            // The groups of some domains have spaces in their names.
            entry.group(groups.text(line, from[first + 1], to[columns - 1]));
        }
    }

    /** A link count, perhaps with the mark of an access control list. */
    private static boolean isCount(Line line, int from, int to) {
        return line.number(from, line.byteAt(to - 1) == '+' ? to - 1 : to) >= 0;
    }

    private static Kind kind(int type) {
        return switch (type) {
            case '-' -> Kind.FILE;
            case 'd' -> Kind.DIRECTORY;
            case 'l' -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    /** Where the arrow of a link is: the size of a link is the length of its target, otherwise it is the first one. */
    private static int arrow(Line line, int nameFrom, long size) {
        long bySize = line.end() - size - ARROW.length();
        if (size > 0 && bySize > nameFrom && line.hasAt((int) bySize, ARROW)) {
            return (int) bySize;
        }
        for (int i = nameFrom + 1; i < line.end() - ARROW.length(); i++) {
            if (line.hasAt(i, ARROW)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean takes(Line line) {
        if (!line.hasAt(line.start(), "total ")) {
            return false;
        }
        for (int i = line.start() + 6; i < line.end(); i++) {
            // Units as in "total 1.5M".
            if (!Line.isDigit(line.byteAt(i)) && ".,KMGTP ".indexOf(line.byteAt(i)) < 0) {
                return false;
            }
        }
        return line.end() > line.start() + 6;
    }
}
