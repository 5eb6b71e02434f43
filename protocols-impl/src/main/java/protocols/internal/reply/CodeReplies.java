package protocols.internal.reply;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import protocols.Reply;
import protocols.WireException;
import protocols.internal.line.Line;
import protocols.internal.line.LineReader;
import protocols.internal.wire.Link;

/** Replies of a three-digit code, of one line or several: SMTP (RFC 5321 section 4.2) and FTP (RFC 959 section 4.2). */
public final class CodeReplies implements Grammar {

    /** How the bytes of a text become characters. */
    public interface Decoder {
        String decode(byte[] bytes, int from, int to);
    }

    private final LineReader lines;
    private final Decoder decoder;
    private final int lineLimit;
    private final int replyLimit;
    private final boolean codeOnEachLine;
    private final Codes codes;

    private CodeReplies(Link link, LineReader lines, Decoder decoder, Codes codes) {
        this.lines = lines;
        this.decoder = decoder;
        this.lineLimit = link.settings().limits().line();
        this.replyLimit = link.settings().limits().reply();
        this.codes = codes;
        this.codeOnEachLine = codes == Codes.SMTP;
    }

    /** SMTP: every line begins with the same code. */
    public static CodeReplies smtp(Link link) {
        LineReader lines = new LineReader(link, EnumSet.noneOf(LineReader.Quirk.class));
        return new CodeReplies(link, lines, CodeReplies::utf8, Codes.SMTP);
    }

    /**
     * FTP: the lines between the first and the last may be anything. Some servers end lines with LF alone.
     *
     * @param decoder replies hold the names of files (RFC 959 appendix II), which need not be UTF-8
     */
    public static CodeReplies ftp(Link link, Decoder decoder) {
        LineReader lines = new LineReader(link, EnumSet.of(LineReader.Quirk.BARE_LF, LineReader.Quirk.BARE_CR));
        return new CodeReplies(link, lines, decoder, Codes.FTP);
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
    }

    private String text(Line line, int start) {
        return start >= line.length() ? "" : decoder.decode(line.array(), line.from() + start, line.to());
    }

    @Override
    public Reply read() throws IOException {
        Line first = lines.read(lineLimit);
        String code = code(first);
        if (first.at(3) != '-') {
            return Reply.of(code, text(first, 4));
        }
        List<String> texts = new ArrayList<>();
        texts.add(text(first, 4));
        int size = first.length() + 2;
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
            texts.add(text(line, last || codeOnEachLine || coded ? 4 : 0));
            if (last) {
                return new Reply(code, texts);
            }
        }
    }

    private static String code(Line line) throws WireException {
        if (!isCoded(line)) {
            throw new WireException.Malformed("a reply begins with a code of three digits", line.toString());
        }
        return new String(line.array(), line.from(), 3, java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static boolean isCoded(Line line) {
        return line.length() >= 3
                && line.at(0) >= '1'
                && line.at(0) <= '6'
                && line.at(1) >= '0'
                && line.at(1) <= '9'
                && line.at(2) >= '0'
                && line.at(2) <= '9'
                && separator(line.at(3));
    }

    /** Some servers send the code alone. */
    private static boolean separator(int b) {
        return b == ' ' || b == '-' || b == -1;
    }

    @Override
    public Optional<Reply> stray() throws IOException {
        Optional<Line> line = lines.arrived(lineLimit);
        return line.isPresent() && isCoded(line.get())
                ? Optional.of(Reply.of(code(line.get()), text(line.get(), 4)))
                : line.map(any -> Reply.of("", any.toString()));
    }

    @Override
    public boolean canAnswer(String verb, Reply reply) {
        return codes.canAnswer(verb, reply.code());
    }

    /** 421: the service is closing the connection (RFC 5321 section 3.8, RFC 959 section 5.4). */
    @Override
    public boolean isFarewell(Reply reply) {
        return reply.code() == 421;
    }
}
