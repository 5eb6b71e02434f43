package protocols.internal.ftp;

import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.spi.FtpFriend;

/** OS/2: {@code 0   DIR   04-11-95   16:26  ADDRESS}, {@code 612   A   07-28-95   16:45  air.bag}. */
final class Os2Dialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    /** Archived, hidden, read-only, system, or {@code DIR}; columns of them may stand apart. */
    private static final String ATTRIBUTES = "AHRSDI";

    private final NumericDate dates = new NumericDate(NumericDate.Front.MONTH);

    @Override
    public Optional<FtpEntry> entry(Line line) {
        line.rewind();
        line.skipSpaces();
        int digits = line.digitsAt(line.at());
        if (digits == 0 || line.byteAt(line.at() + digits) != ' ') {
            return Optional.empty();
        }
        long size = line.number(line.at(), line.at() + digits);
        line.moveTo(line.at() + digits);
        line.skipSpaces();
        boolean directory = false;
        while (isAttributes(line)) {
            directory |= line.hasAt(line.at(), "dir");
            line.nextToken();
            line.skipSpaces();
        }
        Optional<FtpTime> time = size < 0 ? Optional.empty() : dates.readWithTime(line);
        // Two spaces end the date; any more belong to the name.
        if (time.isEmpty() || !line.skip(' ') || (line.skip(' ') && line.atEnd()) || line.atEnd()) {
            return Optional.empty();
        }
        return Optional.of(API.entry(line.rest())
                .kind(directory ? Kind.DIRECTORY : Kind.FILE)
                .size(directory ? -1 : size)
                .modified(time.get())
                .raw(line.whole())
                .build());
    }

    private static boolean isAttributes(Line line) {
        int at = line.at();
        while (line.byteAt(at) >= 0 && ATTRIBUTES.indexOf(line.byteAt(at)) >= 0) {
            at++;
        }
        return at > line.at() && line.byteAt(at) == ' ';
    }
}
