package protocols.internal.reply;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Line;
import protocols.internal.line.LineReader;
import protocols.internal.wire.Link;

/** Replies of one line that begins with {@code +OK}, {@code -ERR} or {@code +}: POP3 (RFC 1939 section 3, RFC 5034). */
public final class StatusReplies implements Grammar {

    private final LineReader lines;
    private final int limit;

    public StatusReplies(Link link) {
        lines = new LineReader(link, EnumSet.noneOf(LineReader.Quirk.class));
        limit = link.settings().limits().line();
    }

    @Override
    public Reply read() throws IOException {
        Line line = lines.read(limit);
        for (String status : new String[] {"+OK", "-ERR", "+"}) {
            if (line.startsWith(status) && (line.length() == status.length() || line.at(status.length()) == ' ')) {
                return Reply.of(status, line.text(status.length() + 1));
            }
        }
        throw new WireException.Malformed("a reply begins with +OK or -ERR", line.toString());
    }

    @Override
    public Optional<Reply> stray() throws IOException {
        return lines.arrived(limit)
                .map(line -> line.startsWith("-ERR ")
                        ? Reply.of("-ERR", line.text("-ERR ".length()))
                        : Reply.of("", line.toString()));
    }

    /** RFC 1939 knows none, but servers say so before they hang up on a client that was idle. */
    @Override
    public boolean takesLeave(Reply unasked) {
        return unasked.status().equals("-ERR");
    }

    /** No answer is one. */
    @Override
    public boolean isFarewell(Reply reply) {
        return false;
    }
}
