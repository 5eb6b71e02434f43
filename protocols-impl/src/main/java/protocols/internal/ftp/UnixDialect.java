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
    private static final String ARROW = " -> ";
    private static final int MOST_COLUMNS = 12;

    private final ListTime times;
    private final Recurring rights = new Recurring();
    private final Recurring owners = new Recurring();
    private final Recurring groups = new Recurring();
    private final int[] from = new int[MOST_COLUMNS];
    private final int[] to = new int[MOST_COLUMNS];

    UnixDialect(Clock clock) {
        times = new ListTime(clock);
    }

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        int modeEnd = modeEnd(line);
        line.moveTo(modeEnd);
        for (int columns = 0; modeEnd > 0 && columns < MOST_COLUMNS && line.nextToken(); columns++) {
            from[columns] = line.tokenFrom();
            to[columns] = line.at();
            if (columns > 0 && isSize(line, columns - 1)) {
                line.moveTo(from[columns]);
                Optional<FtpTime> time = times.read(line);
                // One space ends the date; any more belong to the name.
                if (time.isPresent() && line.skip(' ') && !line.atEnd()) {
                    return Optional.of(entry(line, modeEnd, columns, time.get()));
                }
                line.moveTo(to[columns]);
            }
        }
        return Optional.empty();
    }

    /** Where the first column ends: a type and nine rights, or NetWare's rights in brackets; -1 if there is none. */
    private static int modeEnd(Line line) {
        int start = line.start();
        int end = start + 10;
        if (line.atEnd() || TYPES.indexOf(line.peek()) < 0) {
            return -1;
        }
        if (line.byteAt(start + 1) == ' ' && line.byteAt(start + 2) == '[') {
            end = line.indexOf(']', start) + 1;
            if (end == 0) {
                return -1;
            }
        } else {
            for (int i = start + 1; i < end; i++) {
                if (line.byteAt(i) < 0 || RIGHTS.indexOf(line.byteAt(i)) < 0) {
                    return -1;
                }
            }
            // An access control list, a security context, extended attributes.
            if (line.byteAt(end) == '+' || line.byteAt(end) == '.' || line.byteAt(end) == '@') {
                end++;
            }
        }
        return line.byteAt(end) == ' ' ? end : -1;
    }

    /** Whether a column is a size, or the numbers of a device: {@code 8, 0}, or {@code 8,0}. */
    private boolean isSize(Line line, int column) {
        if (line.number(from[column], to[column]) >= 0) {
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
        long size = isDevice(line) ? -1 : line.number(from[sizeColumn], to[sizeColumn]);
        boolean pair = isDevice(line) && sizeColumn > 0 && line.byteAt(to[sizeColumn - 1] - 1) == ',';
        Kind kind = kind(line.byteAt(line.start()));
        int nameFrom = line.at();
        int arrow = kind == Kind.LINK ? arrow(line, nameFrom, size) : -1;
        FtpFriend.EntryParts entry = API.entry(line.text(nameFrom, arrow < 0 ? line.end() : arrow))
                .kind(kind)
                .size(size)
                .modified(time)
                .permissions(rights.text(line, line.start(), modeEnd))
                .linkTarget(arrow < 0 ? "" : line.text(arrow + ARROW.length(), line.end()))
                .raw(line.whole());
        addOwner(line, pair ? sizeColumn - 1 : sizeColumn, entry);
        return entry.build();
    }

    /** The columns between the rights and the size: link count, owner, group, of which any may be missing. */
    private void addOwner(Line line, int columns, FtpFriend.EntryParts entry) {
        int first = columns > 0 && line.number(from[0], to[0]) >= 0 ? 1 : 0;
        if (columns > first) {
            entry.owner(owners.text(line, from[first], to[first]));
        }
        if (columns > first + 1) {
            // The groups of some domains have spaces in their names.
            entry.group(groups.text(line, from[first + 1], to[columns - 1]));
        }
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
    public boolean isNote(Line line) {
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
