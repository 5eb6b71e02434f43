package protocols.internal.ftp;

import java.time.Clock;
import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.spi.FtpFriend;

/** VShell: {@code 206876  Oct 08, 2002 09:47 name}, which is size and date alone; directories end with a slash. */
final class VShellDialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    private final ListTime times;

    VShellDialect(Clock clock) {
        times = new ListTime(clock);
    }

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        line.skipSpaces();
        int digits = line.digitsAt(line.at());
        long size = line.number(line.at(), line.at() + digits);
        line.moveTo(line.at() + digits);
        if (size < 0 || line.skipSpaces() == 0 || Line.isDigit(line.peek())) {
            return Optional.empty();
        }
        int date = line.at();
        Optional<FtpTime> time = times.read(line);
        int comma = line.indexOf(',', date);
        if (time.isEmpty() || comma < 0 || comma > line.at() || !line.skip(' ') || line.atEnd()) {
            return Optional.empty();
        }
        int end = line.end();
        boolean directory = line.byteAt(end - 1) == '/' && end - 1 > line.at();
        return Optional.of(API.entry(line.text(line.at(), directory ? end - 1 : end))
                .kind(directory ? Kind.DIRECTORY : Kind.FILE)
                .size(directory ? -1 : size)
                .modified(time.get())
                .raw(line.whole())
                .build());
    }
}
