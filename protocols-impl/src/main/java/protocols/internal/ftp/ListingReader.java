package protocols.internal.ftp;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;
import protocols.spi.FtpFriend;

/**
 * Reads a listing line by line. The server's dialect is not asked for but found: the first lines are read in every
 * dialect, and the one that explains the most of them reads the whole listing. What it cannot read is reported, so that
 * no line is lost.
 *
 * <p>Holds back at most the first {@value #TRIAL} lines; after them each line is handed on as it comes.
 */
final class ListingReader {

    /** Where the lines of a listing go, in their order. */
    record Sink(Consumer<FtpEntry> entry, Consumer<String> note, Consumer<String> unparsed) {}

    static final int TRIAL = 32;

    private final Sink sink;
    private final List<Dialect> dialects;
    private final List<byte[]> held = new ArrayList<>();
    private final Line line = new Line();
    private Optional<Dialect> chosen;

    private ListingReader(Sink sink, List<Dialect> dialects) {
        this.sink = sink;
        this.dialects = dialects;
        chosen = dialects.size() == 1 ? Optional.of(dialects.get(0)) : Optional.empty();
    }

    /** For the data of LIST: any dialect. The clock tells the year of a date without one. */
    static ListingReader list(Clock clock, Sink sink) {
        return new ListingReader(
                sink, List.of(new UnixDialect(clock), new DosDialect(), new FactsDialect(1), new EplfDialect()));
    }

    /** For the data of MLSD: facts, and nothing else. */
    static ListingReader mlsd(Sink sink) {
        return new ListingReader(sink, List.of(new FactsDialect(0)));
    }

    /** Takes the next line, which stands from {@code from} to before {@code to}, its line end left out. */
    void line(byte[] buffer, int from, int to) {
        if (chosen.isPresent()) {
            read(chosen.get(), line.over(buffer, from, to));
            return;
        }
        held.add(Arrays.copyOfRange(buffer, from, to));
        if (held.size() == TRIAL) {
            choose();
        }
    }

    /** Ends the listing. */
    void finish() {
        if (chosen.isEmpty()) {
            choose();
        }
    }

    private void choose() {
        Dialect best = dialects.get(0);
        int most = 0;
        for (Dialect dialect : dialects) {
            int count = 0;
            for (byte[] bytes : held) {
                count += dialect.entry(line.over(bytes, 0, bytes.length)).isPresent() ? 1 : 0;
            }
            if (count > most) {
                best = dialect;
                most = count;
            }
        }
        chosen = Optional.of(best);
        for (byte[] bytes : held) {
            read(best, line.over(bytes, 0, bytes.length));
        }
        held.clear();
    }

    private void read(Dialect dialect, Line line) {
        Optional<FtpEntry> entry = dialect.entry(line);
        if (entry.isPresent()) {
            sink.entry().accept(entry.get());
        } else if (isBlank(line) || dialect.isNote(line)) {
            sink.note().accept(line.whole());
        } else {
            sink.unparsed().accept(line.whole());
        }
    }

    private static boolean isBlank(Line line) {
        line.rewind();
        line.skipSpaces();
        return line.atEnd();
    }

    /** Gathers a listing into one value. */
    static final class Gathering {
        private final List<FtpEntry> entries = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> unparsed = new ArrayList<>();

        Sink sink() {
            return new Sink(entries::add, notes::add, unparsed::add);
        }

        FtpListing listing() {
            return FtpFriend.get().listing(entries, notes, unparsed);
        }
    }
}
