package protocols.internal.pop3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

    private final LineReader lines;
    private final int lineLimit;
    private final int replyLimit;

    MultiLine(Link link) {
        lines = new LineReader(link, EnumSet.noneOf(LineReader.Quirk.class));
        lineLimit = link.settings().limits().line();
        replyLimit = link.settings().limits().reply();
    }

    <T> List<T> read(Reading<T> reading) throws IOException {
        List<T> all = new ArrayList<>();
        long size = 0;
        while (true) {
            Line line = lines.read(lineLimit);
            boolean dot = line.at(0) == '.';
            if (dot && line.length() == 1) {
                return all;
            }
            size += line.length() + 2;
            if (size > replyLimit) {
                throw new WireException.LimitExceeded("reply", replyLimit);
            }
            all.add(reading.read(line.text(dot ? 1 : 0)));
        }
    }
}
