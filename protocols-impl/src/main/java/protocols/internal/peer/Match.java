package protocols.internal.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import protocols.internal.peer.Pattern.Again;
import protocols.internal.peer.Pattern.Any;
import protocols.internal.peer.Pattern.Bound;
import protocols.internal.peer.Pattern.Literal;
import protocols.internal.peer.Pattern.Piece;
import protocols.internal.peer.Pattern.Size;

/**
 * One text held against the pieces of a pattern. What follows an open hole is looked for from left to right, and its first
 * place is taken: if the rest fits behind a later one, it fits behind that too, as the next open hole takes what is between.
 * The other holes end where their kind does. So nothing is tried twice.
 */
final class Match {

    private final List<Piece> pieces;
    private final String text;
    private final Bindings bound;
    private final int[] begins;
    private final int[] ends;
    private final Map<Bound, String> learned = new HashMap<>();
    /** What the stretch that is being tried has taught. */
    private final List<Bound> fresh = new ArrayList<>();

    private boolean whole;

    Match(List<Piece> pieces, String text, Bindings bound) {
        this.pieces = pieces;
        this.text = text;
        this.bound = bound;
        this.begins = new int[pieces.size()];
        this.ends = new int[pieces.size()];
    }

    /** Whether all of the text fits. */
    boolean whole() {
        whole = true;
        return run() >= 0;
    }

    /** How much of the text fits; -1 if it does not begin so. */
    int beginning() {
        return run();
    }

    /** Where the text of a hole begins, after a match. */
    int begin(int piece) {
        return begins[piece];
    }

    /** Where the text of a hole ends, after a match. */
    int end(int piece) {
        return ends[piece];
    }

    private int run() {
        int hole = nextHole(0);
        int at = stretch(0, hole, 0);
        while (at >= 0 && hole < pieces.size()) {
            int next = nextHole(hole + 1);
            begins[hole] = at;
            at = behind(hole, next, at);
            hole = next;
        }
        if (at >= 0) {
            bound.learn(learned);
        }
        return at;
    }

    private int nextHole(int from) {
        int next = from;
        while (next < pieces.size() && !(pieces.get(next) instanceof Any any && any.isOpen())) {
            next++;
        }
        return next;
    }

    /** Finds what stands between an open hole and the next, and gives its end; -1 if it is not there. */
    private int behind(int hole, int next, int at) {
        if (next == hole + 1) {
            ends[hole] = next == pieces.size() ? text.length() : at;
            return ends[hole];
        }
        boolean last = whole && next == pieces.size() && next == hole + 2;
        int start = at;
        if (last && pieces.get(hole + 1) instanceof Literal end) {
            start = Math.max(at, text.length() - end.text().length());
        }
        for (start = find(hole + 1, start); start >= 0; start = find(hole + 1, start + 1)) {
            int end = stretch(hole + 1, next, start);
            if (end >= 0) {
                ends[hole] = start;
                return end;
            }
        }
        return -1;
    }

    /** Where a piece may begin, from there on. */
    private int find(int piece, int from) {
        if (from > text.length()) {
            return -1;
        }
        return pieces.get(piece) instanceof Literal word && !word.anyCase()
                ? Occurrence.of(word.text(), text, from)
                : from;
    }

    /** The end of the pieces up to the next open hole, which begin there; -1 if they do not. */
    private int stretch(int from, int to, int start) {
        int at = start;
        fresh.clear();
        for (int i = from; i < to && at >= 0; i++) {
            at = step(i, at);
        }
        boolean fits = at >= 0 && (!whole || to < pieces.size() || at == text.length());
        if (!fits) {
            fresh.forEach(learned::remove);
        }
        return fits ? at : -1;
    }

    private int step(int piece, int at) {
        Piece next = pieces.get(piece);
        if (next instanceof Literal literal) {
            return literal.beginsAt(at, text) ? at + literal.text().length() : -1;
        }
        if (next instanceof Any any) {
            int end = at;
            while (end < text.length() && any.hole().admits(text.charAt(end))) {
                end++;
            }
            begins[piece] = at;
            ends[piece] = end;
            return end;
        }
        if (next instanceof Size size) {
            return at + size.lengthAt(at, text);
        }
        if (next instanceof Again again) {
            String known = learned.containsKey(again.of())
                    ? learned.get(again.of())
                    : bound.known(again.of()).orElseGet(() -> again.of().kind().read(text, at));
            return text.startsWith(known, at) ? at + known.length() : -1;
        }
        Bound binds = (Bound) next;
        String now = binds.kind().read(text, at);
        if (!learned.containsKey(binds)) {
            fresh.add(binds);
        }
        learned.put(binds, now);
        return now.isEmpty() ? -1 : at + now.length();
    }
}
