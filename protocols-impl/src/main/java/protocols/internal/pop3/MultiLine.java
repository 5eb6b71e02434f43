package protocols.internal.pop3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import protocols.Limits;
import protocols.WireException;
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
        int cap = link.settings().limits().reply();
        return read(reading, new WireException.LimitExceeded("reply", cap), Integer.MAX_VALUE);
    }

    /**
     * Reads the lines of a listing.
     *
     * @throws WireException.LimitExceeded if there is more than the limits allow; the rest is read over, so that the
     *     session goes on
     */
    <T> List<T> listing(Reading<T> reading) throws IOException {
        Limits limits = link.settings().limits();
        return read(reading, new WireException.LimitExceeded("listing", limits.listing()), limits.entries());
    }

    private <T> List<T> read(Reading<T> reading, WireException.LimitExceeded tooLong, int most) throws IOException {
        List<T> all = new ArrayList<>();
        long size = 0;
        for (Optional<Line> line = next(); line.isPresent(); line = next()) {
            size += line.get().length() + 2;
            if (size > tooLong.cap()) {
                throw over(tooLong);
            }
            if (all.size() == most) {
                throw over(new WireException.LimitExceeded("entries", most));
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
