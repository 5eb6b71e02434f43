package protocols.internal.ftp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.ftp.FtpEntry;

/**
 * Reads a listing line by line. The server's dialect is not asked for but found, and anew wherever it changes: a line is
 * read in the dialect of the last entry, and where that cannot read it, in each of the others. What none can read is handed
 * on as it came, so that no line is lost.
 *
 * <p>A line is handed on at once, but for one that begins an entry which its next line ends.
 */
final class ListingReader implements Listings.Taker {

    /** Where the lines of a listing go, in their order. */
    record Sink(Receiver<FtpEntry> entry, Receiver<String> note, Receiver<String> unparsed) {}

    private final Sink sink;
    private final List<Dialect> dialects;
    private final Line line = new Line();
    private Dialect current;
    private Optional<Beginning> begun = Optional.empty();

    /** A line that may be the first of two. */
    private record Beginning(Dialect dialect, byte[] bytes) {}

    private ListingReader(Sink sink, List<Dialect> dialects) {
        this.sink = sink;
        this.dialects = dialects;
        current = dialects.get(0);
    }

    /** For the data of LIST: most likely Unix. The clock tells the year of a date without one. */
    static ListingReader list(Clock clock, Sink sink) {
        List<Dialect> dialects = new ArrayList<>(List.of(new UnixDialect(clock), new DosDialect()));
        dialects.add(new FactsDialect(true));
        dialects.addAll(others(clock));
        return new ListingReader(sink, dialects);
    }

    /** For the data of MLSD: facts, unless the server lists as for LIST. */
    static ListingReader mlsd(Clock clock, Sink sink) {
        List<Dialect> dialects = new ArrayList<>(List.of(new FactsDialect(false), new UnixDialect(clock)));
        dialects.add(new DosDialect());
        dialects.addAll(others(clock));
        return new ListingReader(sink, dialects);
    }

    private static List<Dialect> others(Clock clock) {
        return List.of(
                new EplfDialect(),
                new NetWareDialect(clock),
                new VmsDialect(),
                new MvsDialect(),
                new Os400Dialect(),
                new ZvmDialect(),
                new Os2Dialect(),
                new VShellDialect(clock));
    }

    @Override
    public void line(byte[] buffer, int from, int to) throws IOException {
        if (begun.isPresent() && ends(begun.get(), buffer, from, to)) {
            return;
        }
        line.over(buffer, from, to);
        Optional<FtpEntry> entry = current.entry(line);
        if (entry.isPresent()) {
            sink.entry().take(entry.get());
        } else if (!find()) {
            other();
        }
    }

    /** Whether this line ends what the one before it began; if not, that one has been handed on alone. */
    private boolean ends(Beginning beginning, byte[] buffer, int from, int to) throws IOException {
        begun = Optional.empty();
        byte[] first = beginning.bytes();
        ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + 1 + to - from);
        joined.writeBytes(first);
        joined.write('\n');
        joined.write(buffer, from, to - from);
        byte[] both = joined.toByteArray();
        Optional<FtpEntry> entry = beginning.dialect().entry(line.over(both, 0, both.length));
        if (entry.isEmpty()) {
            sink.unparsed().take(line.over(first, 0, first.length).whole());
            return false;
        }
        speaks(beginning.dialect());
        sink.entry().take(entry.get());
        return true;
    }

    /** Whether another dialect reads the line; it reads the next one too. */
    private boolean find() throws IOException {
        for (Dialect dialect : dialects) {
            Optional<FtpEntry> entry = dialect == current ? Optional.empty() : dialect.entry(line);
            if (entry.isPresent()) {
                speaks(dialect);
                sink.entry().take(entry.get());
                return true;
            }
        }
        return false;
    }

    private void speaks(Dialect dialect) {
        if (dialect != current) {
            current.leave();
            current = dialect;
        }
    }

    private void other() throws IOException {
        boolean note = isBlank(line);
        for (int i = 0; i < dialects.size() && !note; i++) {
            Dialect dialect = dialects.get(i);
            if (dialect.takes(line)) {
                note = true;
                speaks(dialect);
            } else if (dialect.begins(line)) {
                begun = Optional.of(new Beginning(dialect, line.copy()));
                return;
            }
        }
        (note ? sink.note() : sink.unparsed()).take(line.whole());
    }

    private static boolean isBlank(Line line) {
        line.rewind();
        line.skipSpaces();
        return line.atEnd();
    }

    /** Ends the listing. */
    @Override
    public void finish() throws IOException {
        if (begun.isPresent()) {
            byte[] alone = begun.get().bytes();
            begun = Optional.empty();
            sink.unparsed().take(line.over(alone, 0, alone.length).whole());
        }
    }
}
