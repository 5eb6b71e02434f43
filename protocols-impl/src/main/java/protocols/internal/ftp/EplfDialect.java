package protocols.internal.ftp;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;
import protocols.ftp.FtpTime;
import protocols.ftp.FtpTime.Precision;
import protocols.spi.FtpFriend;

/** Easily Parsed LIST Format, by D. J. Bernstein: {@code +i8388621.29609,m824255902,/,<TAB>dev}. */
final class EplfDialect implements Dialect {

    private static final FtpFriend API = FtpFriend.get();

    /** Seconds that a year of four digits can hold. */
    private static final long LAST_SECOND = 253_402_300_799L;

    @Override
    public Optional<FtpEntry> entry(Line line) {
        int tab = line.indexOf('\t', line.start());
        if (line.byteAt(line.start()) != '+' || tab < 0 || tab + 1 == line.end()) {
            return Optional.empty();
        }
        FtpFriend.EntryParts entry = API.entry(line.text(tab + 1, line.end())).raw(line.whole());
        int from = line.start() + 1;
        for (int i = from; i <= tab; i++) {
            if (i == tab || line.byteAt(i) == ',') {
                addFact(line, from, i, entry);
                from = i + 1;
            }
        }
        return Optional.of(entry.build());
    }

    private static void addFact(Line line, int from, int to, FtpFriend.EntryParts entry) {
        long number = line.number(from + 1, to);
        switch (from < to ? line.byteAt(from) : -1) {
            case '/' -> entry.kind(Kind.DIRECTORY);
            case 'r' -> entry.kind(Kind.FILE);
            case 's' -> entry.size(number);
            case 'm' -> {
                if (number >= 0 && number <= LAST_SECOND) {
                    LocalDateTime time = LocalDateTime.ofEpochSecond(number, 0, ZoneOffset.UTC);
                    entry.modified(new FtpTime(time, Precision.SECOND, true));
                }
            }
            case 'u' -> {
                if (line.byteAt(from + 1) == 'p') {
                    entry.permissions(line.text(from + 2, to));
                }
            }
            default -> {
                // The file's identity (i), and facts made up later.
            }
        }
    }
}
