package protocols.internal.ftp;

import java.io.IOException;
import java.util.EnumSet;
import protocols.Transcript.Side;
import protocols.WireException;
import protocols.internal.line.Line;
import protocols.internal.line.LineReader;
import protocols.internal.wire.Link;

/** The lines that a data connection brings, one after the other. */
final class DataLines {

    private final Link data;
    private final LineReader lines;
    private final int limit;
    private final boolean kept;
    private Line line = new Line();
    private long bytes;

    DataLines(Link data) {
        this.data = data;
        lines = new LineReader(
                data, EnumSet.of(LineReader.Quirk.BARE_LF, LineReader.Quirk.BARE_CR, LineReader.Quirk.END_OF_STREAM));
        limit = data.settings().limits().line();
        kept = data.recorder().keepsBodies();
    }

    /** Waits for the next line; false at the end. */
    boolean next() throws IOException {
        if (lines.isAtEnd()) {
            return false;
        }
        take();
        return true;
    }

    /** Takes the next line if it has come already. */
    boolean nextThere() throws WireException {
        if (!lines.hasLine()) {
            return false;
        }
        try {
            take();
            return true;
        } catch (WireException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("a line that is there is not waited for", e);
        }
    }

    private void take() throws IOException {
        line = lines.read(limit, kept);
        bytes += line.length() + 2L;
    }

    /** The line, good until the next. */
    Line line() {
        return line;
    }

    void giveTo(Listings.Taker taker) throws IOException {
        taker.line(line.array(), line.from(), line.to());
    }

    /** How many bytes have come, with a CR and an LF for the end of each line. */
    long bytes() {
        return bytes;
    }

    /** No more are read: says how much was left out of the transcript. */
    void end() {
        if (!kept && bytes > 0) {
            data.recorder().omitted(data.channel(), Side.SERVER, bytes);
        }
    }
}
