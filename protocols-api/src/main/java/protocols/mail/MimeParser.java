package protocols.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a message into its parts: one pass over the lines with a stack of open multiparts (RFC 2046 section 5.1.1). A
 * delimiter of any open multipart ends all that are inside it, as a broken inner one may never be closed. What is over a
 * limit is left in one piece.
 */
final class MimeParser {

    static final int DEPTH = 64;
    static final int PARTS = 10_000;

    /** As many fields of a header section that look like a delimiter are tried to be one. */
    private static final int DASHED = 8;

    private final byte[] data;
    private final List<Open> open = new ArrayList<>();
    private List<ReceivedMessage.Problem> problems = List.of();
    private int parts;
    private Optional<Part> root = Optional.empty();

    /** The part at hand: its header section begins here, or -1 outside of one. */
    private int head = -1;

    private int dashed;

    private Optional<Open> leaf = Optional.empty();

    private MimeParser(byte[] data) {
        this.data = data;
    }

    static ReceivedMessage read(byte[] data) {
        MimeParser parser = new MimeParser(data);
        Part root = parser.read();
        return new ReceivedMessage(data, root, parser.problems);
    }

    private Part read() {
        begin(0);
        for (int line = 0; line < data.length && root.isEmpty(); ) {
            int next = HeaderScan.nextLine(data, line, data.length);
            int end = HeaderScan.lineEnd(data, line, next);
            int level = delimited(line, end);
            if (level < 0 && head >= 0) {
                headerLine(line, next);
                // The empty line may be missing before the first delimiter.
                level = head < 0 ? delimited(line, end) : -1;
            }
            if (level >= 0) {
                delimiter(level, line, next);
            }
            line = next;
        }
        if (root.isEmpty()) {
            endPart(data.length);
            closeTo(0, data.length);
        }
        return root.orElseThrow();
    }

    /** A further part begins; where there are too many, the message ends here as far as it is taken apart. */
    private void begin(int at) {
        if (parts == PARTS) {
            note(ReceivedMessage.Problem.TOO_MANY_PARTS);
            closeTo(0, data.length);
            return;
        }
        parts++;
        head = at;
        dashed = 0;
    }

    private void note(ReceivedMessage.Problem problem) {
        if (!problems.contains(problem)) {
            problems = DraftFields.plus(problems, List.of(problem));
        }
    }

    private void headerLine(int line, int next) {
        switch (HeaderScan.kind(data, line, next, line == head)) {
            case BLANK -> body(line, next);
            case OTHER -> body(line, line);
            case FIELD -> {
                if (isFirstDelimiter(line, next)) {
                    body(line, line);
                }
            }
        }
    }

    /** A boundary may have a colon in it. */
    private boolean isFirstDelimiter(int line, int next) {
        if (next - line < 3 || data[line] != '-' || data[line + 1] != '-' || dashed++ >= DASHED) {
            return false;
        }
        Open entity = entity(line, line);
        return entity.isParted() && entity.delimits(data, line + 2, HeaderScan.lineEnd(data, line, next));
    }

    /** The header section is complete: a multipart opens, or a leaf begins. */
    private void body(int headEnd, int from) {
        Open entity = entity(headEnd, from);
        head = -1;
        if (entity.isParted() && open.size() < DEPTH) {
            open.add(entity);
            return;
        }
        leaf = Optional.of(entity);
        if (entity.isParted()) {
            note(ReceivedMessage.Problem.TOO_DEEP);
        }
    }

    private Open entity(int headEnd, int from) {
        MailHeaders headers = MailHeaders.read(data, head, headEnd);
        boolean digest = !open.isEmpty() && open.get(open.size() - 1).type.matches("multipart/digest");
        return new Open(headers, headers.contentType().orElse(digest ? ContentType.MESSAGE : ContentType.TEXT), from);
    }

    private void delimiter(int level, int line, int next) {
        int end = HeaderScan.lineEnd(data, 0, line);
        endPart(end);
        closeTo(level + 1, end);
        int dashes = line + 2 + open.get(level).boundary.length;
        if (dashes + 1 < next && data[dashes] == '-' && data[dashes + 1] == '-') {
            closeTo(level, end);
        } else {
            begin(next);
        }
    }

    private void endPart(int end) {
        if (head >= 0) {
            leaf = Optional.of(entity(Math.max(head, end), Math.max(head, end)));
            head = -1;
        }
        leaf.ifPresent(entity -> add(entity.part(data, end)));
        leaf = Optional.empty();
    }

    private void closeTo(int level, int end) {
        while (open.size() > level) {
            add(open.remove(open.size() - 1).part(data, end));
        }
    }

    private void add(Part part) {
        if (open.isEmpty()) {
            root = Optional.of(part);
        } else {
            open.get(open.size() - 1).parts.add(part);
        }
    }

    /** The level of the open multipart that this line is a delimiter of, the innermost first; -1 if it is none. */
    private int delimited(int line, int end) {
        if (end - line < 3 || data[line] != '-' || data[line + 1] != '-') {
            return -1;
        }
        for (int level = open.size() - 1; level >= 0; level--) {
            if (open.get(level).delimits(data, line + 2, end)) {
                return level;
            }
        }
        return -1;
    }

    /** A part that has begun. */
    private static final class Open {
        private final MailHeaders headers;
        private final ContentType type;
        private final byte[] boundary;
        private final int from;
        private final List<Part> parts = new ArrayList<>();

        Open(MailHeaders headers, ContentType type, int from) {
            this.headers = headers;
            this.type = type;
            this.from = from;
            this.boundary =
                    type.parameter("boundary").orElse("").stripTrailing().getBytes(StandardCharsets.UTF_8);
        }

        boolean isParted() {
            return boundary.length > 0 && type.matches("multipart/*");
        }

        Part part(byte[] data, int end) {
            return new Part(headers, type, new Slice(data, from, Math.max(from, end)), parts);
        }

        /** The boundary, two dashes if it is the last, white space (RFC 2046 section 5.1.1). */
        boolean delimits(byte[] data, int at, int end) {
            if (end - at < boundary.length) {
                return false;
            }
            for (int i = 0; i < boundary.length; i++) {
                if (data[at + i] != boundary[i]) {
                    return false;
                }
            }
            int rest = at + boundary.length;
            rest += end - rest >= 2 && data[rest] == '-' && data[rest + 1] == '-' ? 2 : 0;
            while (rest < end && Lines.isWhite(data[rest])) {
                rest++;
            }
            return rest == end;
        }
    }
}
