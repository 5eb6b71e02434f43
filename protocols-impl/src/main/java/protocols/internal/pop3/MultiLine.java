package protocols.internal.pop3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import protocols.WireException;
import protocols.internal.line.Holding;
import protocols.internal.line.Line;
import protocols.internal.line.LineReader;
import protocols.internal.wire.Link;

/** The lines that follow a reply up to a lone dot, dots that were added taken away (RFC 1939 section 3). */
final class MultiLine {

    /** What one line means. */
    interface Reading<T> {
        T read(String line) throws WireException;
    }

    private final Link link;
    private final LineReader lines;
    private final int lineLimit;

    MultiLine(Link link) {
        this.link = link;
        lines = new LineReader(link, EnumSet.noneOf(LineReader.Quirk.class));
        lineLimit = link.settings().limits().line();
    }

    /** Reads the lines of a reply. */
    <T> List<T> read(Reading<T> reading) throws IOException {
        return read(reading, Holding.reply(link.settings().limits()));
    }

    /**
     * Reads the lines of a listing.
     *
     * @throws WireException.LimitExceeded if there is more than the limits allow; the rest is read over, so that the
     *     session goes on
     */
    <T> List<T> listing(Reading<T> reading) throws IOException {
        return read(reading, Holding.listing(link.settings().limits()));
    }

    private <T> List<T> read(Reading<T> reading, Holding holding) throws IOException {
        List<T> all = new ArrayList<>();
        for (Optional<Line> line = next(); line.isPresent(); line = next()) {
            if (!holding.takes(line.get().length() + 2)) {
                throw over(holding.over().orElseThrow());
            }
            all.add(reading.read(line.get().text(line.get().at(0) == '.' ? 1 : 0)));
        }
        return all;
    }

    private Optional<Line> next() throws IOException {
        Line line = lines.read(lineLimit);
        return line.at(0) == '.' && line.length() == 1 ? Optional.empty() : Optional.of(line);
    }

    private WireException over(WireException.LimitExceeded fault) {
        try {
            Optional<Line> unwanted = next();
            while (unwanted.isPresent()) {
                unwanted = next();
            }
            return link.inStep(fault);
        } catch (IOException e) {
            fault.addSuppressed(e);
            return fault;
        }
    }
}
