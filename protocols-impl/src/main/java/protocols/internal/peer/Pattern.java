package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import protocols.Transcript;
import protocols.spi.CoreFriend;

/**
 * A line, or other bytes, that a client is to say: what must stand there, and holes that stand for any of a kind. Matching
 * goes once over what was said, and back to the last hole alone, as for file names.
 */
final class Pattern {

    /** Something else was said. */
    static final int WRONG = -1;

    /** What was said so far fits, but more has to come. */
    static final int MORE = -2;

    /** A line of a person or a program is never longer. */
    private static final int LONGEST = 1 << 20;

    private final List<Piece> pieces;
    private final boolean line;

    /** What may stand in a hole. */
    enum Hole {
        /** Any text, even none. */
        ANY,
        /** As {@link #ANY}, but not shown to anybody. */
        SECRET,
        /** Up to a space, a quote or another delimiter; even none. */
        TOKEN;

        boolean admits(char c) {
            return switch (this) {
                case TOKEN -> c > ' ' && "\"'<>;&,".indexOf(c) < 0;
                default -> true;
            };
        }
    }

    /** A part of a pattern. */
    sealed interface Piece {}

    /**
     * What must stand there, as ISO 8859-1.
     *
     * @param anyCase as of a verb, whose case does not matter
     */
    record Literal(String text, boolean anyCase) implements Piece {
        boolean beginsAt(int at, String said) {
            return said.regionMatches(anyCase, at, text, 0, text.length());
        }
    }

    /** What stood in the recording, and is something else each time: see {@link Bindings}. */
    record Bound(Bindings.Kind kind, String recorded) implements Piece {}

    /** The size of a mail (RFC 1870 section 3), which one client tells and another does not. */
    record Size() implements Piece {
        private static final String TOLD = " SIZE=";

        int lengthAt(int at, String said) {
            int end = at + TOLD.length();
            if (!said.regionMatches(true, at, TOLD, 0, TOLD.length())) {
                return 0;
            }
            while (end < said.length() && said.charAt(end) >= '0' && said.charAt(end) <= '9') {
                end++;
            }
            return end - at;
        }
    }

    /** What may be anything. */
    record Any(Hole hole) implements Piece {}

    /**
     * @param line whether a line end follows
     */
    Pattern(List<Piece> pieces, boolean line) {
        this.pieces = List.copyOf(pieces);
        this.line = line;
    }

    boolean isLine() {
        return line;
    }

    /** How many of the bytes it takes; {@link #WRONG} or {@link #MORE}. What it learns of this run goes into the bindings. */
    int match(byte[] said, int length, Bindings bound) {
        if (length == 0) {
            return MORE;
        }
        if (!line) {
            return matchBytes(said, length, bound);
        }
        int end = 0;
        while (end < length && said[end] != '\n') {
            end++;
        }
        if (end == length) {
            return length > LONGEST || !mayBegin(new String(said, 0, length, ISO_8859_1)) ? WRONG : MORE;
        }
        if (end == 0 || said[end - 1] != '\r') {
            return WRONG;
        }
        return matches(new String(said, 0, end - 1, ISO_8859_1), bound) ? end + 1 : WRONG;
    }

    /** Whether a text without its line end fits. */
    boolean matches(String text, Bindings bound) {
        return new Match(text, bound).run();
    }

    /** Whether more of a line that begins so could still fit. */
    private boolean mayBegin(String text) {
        if (pieces.isEmpty()) {
            return text.equals("\r");
        }
        if (!(pieces.get(0) instanceof Literal first) || text.length() >= first.text().length()) {
            return !(pieces.get(0) instanceof Literal start) || start.beginsAt(0, text);
        }
        return first.text().regionMatches(first.anyCase(), 0, text, 0, text.length());
    }

    private int matchBytes(byte[] said, int length, Bindings bound) {
        if (pieces.size() == 1 && pieces.get(0) instanceof Literal all) {
            int wanted = all.text().length();
            for (int i = 0; i < Math.min(wanted, length); i++) {
                if (all.text().charAt(i) != (char) (said[i] & 0xff)) {
                    return WRONG;
                }
            }
            return length < wanted ? MORE : wanted;
        }
        String text = new String(said, 0, length, ISO_8859_1);
        return matches(text, bound) ? length : text.indexOf('\n') >= 0 || length > LONGEST ? WRONG : MORE;
    }

    /** What was said, as a transcript shows it: without secrets. */
    String shown(byte[] said, int length, Bindings bound) {
        boolean secret = pieces.stream().anyMatch(piece -> piece instanceof Any any && any.hole() == Hole.SECRET);
        if (!secret) {
            return CoreFriend.get().escape(said, 0, length);
        }
        int end = line ? length - 2 : length;
        Match match = new Match(new String(said, 0, end, ISO_8859_1), bound);
        if (!match.run()) {
            return Transcript.REDACTED;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Any any && any.hole() == Hole.SECRET) {
                out.append(CoreFriend.get().escapePart(said, from, match.begins[i])).append(Transcript.REDACTED);
                from = match.ends[i];
            }
        }
        return out.append(CoreFriend.get().escapePart(said, from, end)).append(line ? "" : "\\").toString();
    }

    /** What stands in the holes of a text that fits, in their order. */
    List<String> holes(String text, Bindings bound) {
        Match match = new Match(text, bound);
        List<String> found = new ArrayList<>();
        if (match.run()) {
            for (int i = 0; i < pieces.size(); i++) {
                if (pieces.get(i) instanceof Any) {
                    found.add(text.substring(match.begins[i], match.ends[i]));
                }
            }
        }
        return found;
    }

    /** One text held against the pieces. */
    private final class Match {
        private final String text;
        private final Bindings bound;
        private final int[] begins = new int[pieces.size()];
        private final int[] ends = new int[pieces.size()];
        private int piece;
        private int at;
        private int hole = -1;
        private final Map<Bound, String> learned = new HashMap<>();

        Match(String text, Bindings bound) {
            this.text = text;
            this.bound = bound;
        }

        boolean run() {
            while (true) {
                boolean went = piece < pieces.size() ? step(pieces.get(piece)) : at == text.length();
                if (went && piece >= pieces.size() && at == text.length()) {
                    bound.learn(learned);
                    return true;
                }
                if (!went && !widen()) {
                    return false;
                }
            }
        }

        private boolean step(Piece next) {
            if (next instanceof Any) {
                hole = piece;
                begins[piece] = at;
                ends[piece++] = at;
                return true;
            }
            if (next instanceof Size size) {
                return went(true, size.lengthAt(at, text));
            }
            if (next instanceof Literal literal) {
                return went(literal.beginsAt(at, text), literal.text().length());
            }
            String now = bound.read((Bound) next, text, at, learned);
            return went(!now.isEmpty() && text.startsWith(now, at), now.length());
        }

        private boolean went(boolean fits, int length) {
            if (fits) {
                at += length;
                piece++;
            }
            return fits;
        }

        /** The last hole takes one character more. */
        private boolean widen() {
            if (hole < 0) {
                return false;
            }
            int end = ends[hole];
            if (end < begins[hole] || end >= text.length() || !((Any) pieces.get(hole)).hole().admits(text.charAt(end))) {
                return false;
            }
            ends[hole] = end + 1;
            at = end + 1;
            piece = hole + 1;
            return true;
        }
    }
}
