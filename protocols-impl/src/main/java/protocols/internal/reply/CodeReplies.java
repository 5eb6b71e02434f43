package protocols.internal.reply;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Line;
import protocols.internal.line.LineReader;
import protocols.internal.wire.Link;

/** Replies of a three-digit code, of one line or several: SMTP (RFC 5321 section 4.2) and FTP (RFC 959 section 4.2). */
public final class CodeReplies implements Grammar {

    private final LineReader lines;
    private final int lineLimit;
    private final int replyLimit;
    private final boolean codeOnEachLine;

    private CodeReplies(Link link, LineReader lines, boolean codeOnEachLine) {
        this.lines = lines;
        this.lineLimit = link.settings().limits().line();
        this.replyLimit = link.settings().limits().reply();
        this.codeOnEachLine = codeOnEachLine;
    }

    /** SMTP: every line begins with the same code. */
    public static CodeReplies smtp(Link link) {
        return new CodeReplies(link, new LineReader(link, EnumSet.noneOf(LineReader.Quirk.class)), true);
    }

    /** FTP: the lines between the first and the last may be anything. Some servers end lines with LF alone. */
    public static CodeReplies ftp(Link link) {
        return new CodeReplies(
                link, new LineReader(link, EnumSet.of(LineReader.Quirk.BARE_LF, LineReader.Quirk.BARE_CR)), false);
    }

    @Override
    public Reply read() throws IOException {
        Line first = lines.read(lineLimit);
        String code = code(first);
        if (first.at(3) != '-') {
            return Reply.of(code, first.text(4));
        }
        List<String> texts = new ArrayList<>();
        texts.add(first.text(4));
        int size = first.length();
        while (true) {
            Line line = lines.read(lineLimit);
            size += line.length() + 2;
            if (size > replyLimit) {
                throw new WireException.LimitExceeded("reply", replyLimit);
            }
            boolean coded = line.startsWith(code) && separator(line.at(3));
            if (codeOnEachLine && !coded) {
                throw new WireException.Malformed("every line of a reply begins with its code", line.toString());
            }
            boolean last = coded && line.at(3) != '-';
            texts.add(line.text(last || codeOnEachLine || coded ? 4 : 0));
            if (last) {
                return new Reply(code, texts);
            }
        }
    }

    private static String code(Line line) throws WireException {
        boolean code = line.length() >= 3
                && line.at(0) >= '1'
                && line.at(0) <= '6'
                && line.at(1) >= '0'
                && line.at(1) <= '9'
                && line.at(2) >= '0'
                && line.at(2) <= '9'
                && separator(line.at(3));
        if (!code) {
            throw new WireException.Malformed("a reply begins with a code of three digits", line.toString());
        }
        return new String(line.array(), line.from(), 3, java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Some servers send the code alone. */
    private static boolean separator(int b) {
        return b == ' ' || b == '-' || b == -1;
    }

    /** 421: the service is closing the connection (RFC 5321 section 3.8, RFC 959 section 5.4). */
    @Override
    public boolean isFarewell(Reply reply) {
        return reply.code() == 421;
    }
}
