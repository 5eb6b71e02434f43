package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protocols.Transcript;
import protocols.spi.CoreFriend;
import protocols.spi.LoginSteps;

/**
 * A line, or other bytes, that a client is to say: what must stand there, and holes that stand for any of a kind. {@link
 * Match} says how the two are held together.
 */
final class Pattern {

    /** Something else was said. */
    static final int WRONG = -1;

    /** What was said so far fits, but more has to come. */
    static final int MORE = -2;

    /** A line of a person or a program is never longer. */
    private static final int LONGEST = 1 << 24;

    /** No secret without a line end is longer. */
    private static final int LONGEST_SECRET = 1 << 16;

    private final List<Piece> pieces;
    private final boolean line;

    /** What may stand in a hole. */
    enum Hole {
        /** Any text, even none. */
        ANY,
        /** As {@link #ANY}, but not shown to anybody. */
        SECRET,
        /** Up to a space, a quote or another delimiter; even none. Nothing that it admits stands behind it. */
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

        boolean fits(int at, byte said) {
            char wanted = text.charAt(at);
            char is = (char) (said & 0xff);
            return wanted == is || (anyCase && Character.toUpperCase(wanted) == Character.toUpperCase(is));
        }
    }

    /** What stood in the recording, and is something else each time: see {@link Bindings}. */
    record Bound(Bindings.Kind kind, String recorded) implements Piece {}

    /** What was bound before stands here again. */
    record Again(Bound of) implements Piece {}

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
    record Any(Hole hole) implements Piece {
        /** Whether only what follows says where it ends. */
        boolean isOpen() {
            return hole == Hole.ANY || hole == Hole.SECRET;
        }
    }

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

    /** Whether something may stand there that the script does not say. */
    boolean isOpen() {
        return pieces.stream().anyMatch(piece -> piece instanceof Any);
    }

    /** How many of the bytes it takes; {@link #WRONG} or {@link #MORE}. What it learns of this run goes into the bindings. */
    int match(Inbox in, Bindings bound) {
        if (in.isEmpty()) {
            return MORE;
        }
        if (!line) {
            return matchBytes(in, bound);
        }
        int end = in.lineEnd();
        if (end < 0) {
            return in.length() > LONGEST || !mayBegin(in) ? WRONG : MORE;
        }
        if (end < 2 || in.get(end - 2) != '\r') {
            return WRONG;
        }
        return matches(in.line(), bound) ? end : WRONG;
    }

    /** Whether a text without its line end fits. */
    boolean matches(String text, Bindings bound) {
        return !(hidesLiteral() && LoginSteps.endsWithLiteral(text)) && new Match(pieces, text, bound).whole();
    }

    /** Whether it is a command of IMAP with a secret at its end, which is no longer there if a literal follows. */
    private boolean hidesLiteral() {
        return pieces.size() > 1
                && pieces.get(0) instanceof Bound tag
                && tag.kind() == Bindings.Kind.TAG
                && pieces.get(pieces.size() - 1) instanceof Any last
                && last.hole() == Hole.SECRET;
    }

    /** Whether more of what begins so could still fit. */
    boolean mayBegin(Inbox in) {
        if (pieces.isEmpty()) {
            return !line || (in.length() == 1 && in.get(0) == '\r');
        }
        if (!(pieces.get(0) instanceof Literal first)) {
            return true;
        }
        int wanted = Math.min(first.text().length(), in.length());
        int fits = in.fitting(this);
        while (fits < wanted && first.fits(fits, in.get(fits))) {
            fits++;
        }
        in.fits(this, fits);
        return fits == wanted;
    }

    private int matchBytes(Inbox in, Bindings bound) {
        if (!mayBegin(in)) {
            return WRONG;
        }
        if (pieces.size() == 1 && pieces.get(0) instanceof Literal all) {
            return in.length() < all.text().length() ? MORE : all.text().length();
        }
        int end = new Match(pieces, in.text(Math.min(in.length(), LONGEST_SECRET)), bound).beginning();
        return end >= 0 ? end : in.length() >= LONGEST_SECRET ? WRONG : MORE;
    }

    /** Whether something in it is not shown to anybody. */
    boolean hasSecret() {
        return pieces.stream().anyMatch(piece -> piece instanceof Any any && any.hole() == Hole.SECRET);
    }

    /** What was said, as a transcript shows it: without secrets. */
    String shown(byte[] said, int length, Bindings bound) {
        if (!hasSecret()) {
            return isOpen()
                    ? Unheard.shown(Arrays.copyOf(said, length))
                    : CoreFriend.get().escape(said, 0, length);
        }
        int end = line ? length - 2 : length;
        Match match = new Match(pieces, new String(said, 0, end, ISO_8859_1), bound);
        if (!match.whole()) {
            return Transcript.REDACTED;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Any any && any.hole() == Hole.SECRET) {
                out.append(CoreFriend.get().escapePart(said, from, match.begin(i)))
                        .append(Transcript.REDACTED);
                from = match.end(i);
            }
        }
        return out.append(CoreFriend.get().escapePart(said, from, end))
                .append(line ? "" : "\\")
                .toString();
    }

    /** What stands in the holes of a text that fits, in their order. */
    List<String> holes(String text, Bindings bound) {
        Match match = new Match(pieces, text, bound);
        List<String> found = new ArrayList<>();
        if (match.whole()) {
            for (int i = 0; i < pieces.size(); i++) {
                if (pieces.get(i) instanceof Any) {
                    found.add(text.substring(match.begin(i), match.end(i)));
                }
            }
        }
        return found;
    }
}
