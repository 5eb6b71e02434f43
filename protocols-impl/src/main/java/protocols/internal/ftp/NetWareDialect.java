package protocols.internal.ftp;

import java.time.Clock;
import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.spi.FtpFriend;

/**
 * NetWare: {@code d [R----F--] supervisor   512   Jan 16 18:53   login}. The rights are in brackets, owners have no spaces,
 * and the columns are padded, so that no name begins with a space.
 */
final class NetWareDialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    private static final String RIGHTS = "-RWCEAFMSrwceafms ";

    private final ListTime times;
    private final Recurring rights = new Recurring();
    private final Recurring owners = new Recurring();

    NetWareDialect(Clock clock) {
        times = new ListTime(clock);
    }

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        int type = line.peek();
        int rightsEnd = type == 'd' || type == '-' ? rightsEnd(line) : -1;
        if (rightsEnd < 0) {
            return Optional.empty();
        }
        line.moveTo(rightsEnd);
        boolean owned = line.nextToken();
        String owner = owners.text(line, line.tokenFrom(), line.at());
        long size = owned && line.nextToken() ? ListSize.exact(line, line.tokenFrom(), line.at()) : -1;
        Optional<FtpTime> time = size >= 0 && line.skipSpaces() > 0 ? times.read(line) : Optional.empty();
        if (time.isEmpty() || line.skipSpaces() == 0 || line.atEnd()) {
            return Optional.empty();
        }
        return Optional.of(API.entry(line.rest())
                .kind(type == 'd' ? Kind.DIRECTORY : Kind.FILE)
                .size(size)
                .modified(time.get())
                .permissions(rights.text(line, line.start(), rightsEnd))
                .owner(owner)
                .raw(line.whole())
                .build());
    }

    /** Behind the bracket; -1 if there are no rights in brackets. */
    private static int rightsEnd(Line line) {
        int at = line.start() + 1;
        at += line.byteAt(at) == ' ' ? 1 : 0;
        if (line.byteAt(at) != '[') {
            return -1;
        }
        do {
            at++;
        } while (line.byteAt(at) >= 0 && RIGHTS.indexOf(line.byteAt(at)) >= 0);
        return line.byteAt(at) == ']' ? at + 1 : -1;
    }
}
