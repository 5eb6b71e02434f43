package protocols.imap;

import java.util.List;
import java.util.Objects;
import protocols.Reply;
import protocols.Text;

/** What a server answered to a command of the caller's own (RFC 9051 section 2.2.2). Immutable. */
public final class ImapResponses {

    private final List<String> lines;
    private final Reply reply;

    private ImapResponses(List<String> lines, Reply reply) {
        this.lines = lines;
        this.reply = reply;
    }

    /** These responses. */
    public static ImapResponses of(List<String> lines, Reply reply) {
        return new ImapResponses(List.copyOf(lines), reply);
    }

    /**
     * The untagged responses that came with the answer, in order, each without the star before it and the CR LF after it:
     * {@code NAMESPACE (("" "/")) NIL NIL}. A literal stands in it as it was sent. Text is UTF-8 where it is that, and one
     * character a byte where it is not; not escaped. What the server told unasked is among them.
     */
    public List<String> lines() {
        return lines;
    }

    /** The tagged OK. */
    public Reply reply() {
        return reply;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImapResponses that && that.lines.equals(lines) && that.reply.equals(reply);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lines, reply);
    }

    /** The responses and the reply, one a line, escaped for a terminal. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        lines.forEach(line -> out.append(Text.escaped(line)).append('\n'));
        return out.append(Text.escaped(reply.toString())).toString();
    }
}
