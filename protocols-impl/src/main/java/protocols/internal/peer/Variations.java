package protocols.internal.peer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import protocols.Transcript;
import protocols.internal.peer.Bindings.Kind;
import protocols.internal.peer.Pattern.Again;
import protocols.internal.peer.Pattern.Any;
import protocols.internal.peer.Pattern.Bound;
import protocols.internal.peer.Pattern.Hole;
import protocols.internal.peer.Pattern.Literal;
import protocols.internal.peer.Pattern.Piece;
import protocols.spi.ScriptParts;

/**
 * What may differ from run to run: the one list of it. Makes the pattern of a line that a client is to say, one after the
 * other, as a boundary is known once it was declared.
 */
final class Variations {

    /** Fields of a header, of HTTP or of a message, that are made anew each time. */
    private static final Set<String> FIELDS =
            Set.of("date", "message-id", "content-id", "user-agent", "x-mailer", "host", "content-length");

    /** Commands of which the rest is the client's own name or version. */
    private static final Set<String> NAMES = Set.of("EHLO", "HELO", "LHLO", "CLNT");

    /** The length of a literal has no more. */
    private static final int DIGITS = 19;

    private static final char STAR = '\ue000';
    private static final char SECRET = '\ue001';

    private final ScriptParts.Rules rules;
    private final Set<String> fields = new TreeSet<>(FIELDS);
    private final List<String> parameters = new ArrayList<>(List.of("cid:"));
    private final List<String> boundaries = new ArrayList<>();

    Variations(ScriptParts.Rules rules) {
        this.rules = rules;
        for (ScriptParts.Ignored ignored : rules.ignored()) {
            if (ignored.header()) {
                fields.add(ignored.name());
            } else {
                parameters.add(ignored.name() + "=");
            }
        }
    }

    /** Whether the value of this field may be any, or none. */
    boolean varies(String field) {
        return !rules.exact() && fields.contains(field.toLowerCase(Locale.ROOT));
    }

    boolean isExact() {
        return rules.exact();
    }

    /**
     * The pattern of what was said.
     *
     * @param text in the escaped form of a transcript
     * @param tagged whether it begins with a tag, as the commands of IMAP do
     */
    Pattern of(String text, boolean tagged) {
        String marked = marked(text);
        boolean line = isLine(text);
        Pieces pieces = new Pieces();
        if (!line || rules.exact()) {
            pieces.rest(line ? marked.substring(0, marked.length() - 2) : marked);
        } else {
            vary(marked.substring(0, marked.length() - 2), tagged, pieces);
        }
        return new Pattern(pieces.all, line);
    }

    private void vary(String line, boolean tagged, Pieces pieces) {
        String rest = line;
        if (tagged && line.indexOf(' ') > 0) {
            int space = line.indexOf(' ');
            pieces.add(new Bound(Kind.TAG, line.substring(0, space)));
            pieces.literal(" ");
            rest = line.substring(space + 1);
        }
        String verb = rest.substring(0, wordEnd(rest));
        String upper = verb.toUpperCase(Locale.ROOT);
        if (rest.length() > verb.length() && rest.charAt(verb.length()) == ' ') {
            if (NAMES.contains(upper) || (tagged && upper.equals("ID"))) {
                pieces.add(new Literal(verb + " ", true));
                pieces.add(new Any(Hole.ANY));
                return;
            }
            if (upper.equals("PORT") || upper.equals("EPRT")) {
                pieces.add(new Literal(verb + " ", true));
                pieces.add(new Bound(Kind.ADDRESS, ""));
                return;
            }
        }
        if (rest.startsWith(verb + ":") && fields.contains(verb.toLowerCase(Locale.ROOT))) {
            pieces.add(new Literal(verb + ":", true));
            pieces.add(new Any(rest.indexOf(SECRET) < 0 ? Hole.ANY : Hole.SECRET));
            return;
        }
        if (upper.equals("AUTHORIZATION") || upper.equals("PROXY-AUTHORIZATION")) {
            proof(rest, verb, pieces);
            return;
        }
        if (isVerb(verb)) {
            // A method of HTTP is as it is written (RFC 9110 section 9.1).
            pieces.add(new Literal(verb, !HeadPattern.isRequest(line)));
            rest = rest.substring(verb.length());
        }
        inside(rest, upper.equals("MAIL"), pieces);
    }

    private static int wordEnd(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != ':') {
            end++;
        }
        return end;
    }

    private static boolean isVerb(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    /** The scheme must be the same; nonces and proofs are others each time. */
    private static void proof(String line, String name, Pieces pieces) {
        int scheme = name.length() + 1;
        while (scheme < line.length() && line.charAt(scheme) == ' ') {
            scheme++;
        }
        while (scheme < line.length() && line.charAt(scheme) != ' ' && !isMark(line.charAt(scheme))) {
            scheme++;
        }
        pieces.add(new Literal(line.substring(0, scheme), true));
        pieces.add(new Any(Hole.SECRET));
    }

    /** What may differ within a line. */
    private void inside(String line, boolean mail, Pieces pieces) {
        String rest = line;
        for (String boundary : boundaries) {
            if (rest.startsWith("--" + boundary)) {
                pieces.literal("--");
                pieces.add(new Again(new Bound(Kind.BOUNDARY, boundary)));
                pieces.rest(rest.substring(2 + boundary.length()));
                return;
            }
        }
        boolean sized = mail && rest.toUpperCase(Locale.ROOT).contains(" SIZE=");
        if (sized) {
            rest = size(rest, pieces);
        }
        rest = boundary(rest, pieces);
        Value next = next(rest);
        while (next.from() >= 0) {
            pieces.rest(rest.substring(0, next.from()));
            pieces.add(new Any(Hole.TOKEN));
            rest = rest.substring(next.to());
            next = next(rest);
        }
        literal(rest, pieces);
        if (mail && !sized) {
            pieces.add(new Pattern.Size());
        }
    }

    /** Everything up to the size of a mail goes into the pieces, and the size; gives the rest. */
    private static String size(String line, Pieces pieces) {
        int at = line.toUpperCase(Locale.ROOT).indexOf(" SIZE=");
        Pattern.Size size = new Pattern.Size();
        pieces.rest(line.substring(0, at));
        pieces.add(size);
        return line.substring(at + size.lengthAt(at, line));
    }

    /**
     * A value that may vary in a line; from is -1 if there is none.
     *
     * @param from where it begins, within a quote if it has one
     */
    private record Value(int from, int to) {}

    /** The first of them, whatever the parameter. */
    private Value next(String line) {
        Value first = new Value(-1, -1);
        String lower = line.toLowerCase(Locale.ROOT);
        for (String parameter : parameters) {
            for (int at = lower.indexOf(parameter); at >= 0; at = lower.indexOf(parameter, at + 1)) {
                Value value = value(line, at + parameter.length());
                boolean whole = at == 0 || !isName(line.charAt(at - 1));
                boolean varies = value.to() == line.length() || !isMark(line.charAt(value.to()));
                if (whole && varies && (first.from() < 0 || value.from() < first.from())) {
                    first = value;
                }
            }
        }
        return first;
    }

    private static Value value(String line, int behindName) {
        boolean quoted = behindName < line.length() && line.charAt(behindName) == '"';
        int from = behindName + (quoted ? 1 : 0);
        int to = from;
        while (to < line.length() && !isMark(line.charAt(to)) && Hole.TOKEN.admits(line.charAt(to))) {
            to++;
        }
        return new Value(from, to);
    }

    /** Whether a character belongs to the name of a parameter. */
    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    /** Whether a star or a secret stands there, which is a hole of its own. */
    private static boolean isMark(char c) {
        return c == STAR || c == SECRET;
    }

    private String boundary(String line, Pieces pieces) {
        int at = line.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (at < 0) {
            return line;
        }
        int from = at + "boundary=".length();
        from += from < line.length() && line.charAt(from) == '"' ? 1 : 0;
        int to = from;
        while (to < line.length() && "\"; ".indexOf(line.charAt(to)) < 0) {
            to++;
        }
        String recorded = line.substring(from, to);
        if (recorded.isEmpty() || recorded.indexOf(STAR) >= 0 || recorded.indexOf(SECRET) >= 0) {
            return line;
        }
        if (!boundaries.contains(recorded)) {
            boundaries.add(recorded);
            boundaries.sort((a, b) -> b.length() - a.length());
        }
        pieces.rest(line.substring(0, from));
        pieces.add(new Bound(Kind.BOUNDARY, recorded));
        return line.substring(to);
    }

    /** The length of a literal of IMAP at the end of a line differs with what is in it. */
    private static void literal(String line, Pieces pieces) {
        int open = line.lastIndexOf('{');
        int end = line.endsWith("+}") ? line.length() - 2 : line.length() - 1;
        boolean sized = end - open <= DIGITS
                && line.endsWith("}")
                && open >= 0
                && open + 1 < end
                && line.substring(open + 1, end).chars().allMatch(c -> c >= '0' && c <= '9');
        if (!sized) {
            pieces.rest(line);
            return;
        }
        pieces.rest(line.substring(0, open + 1));
        pieces.add(new Bound(Kind.SIZE, ""));
        pieces.rest(line.substring(end));
    }

    /** Whether it is a line: an end is implied, as no lone backslash stands there, and none is within, as in a file. */
    private static boolean isLine(String text) {
        int backslashes = 0;
        while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        if (backslashes % 2 != 0 || !text.contains("\\x0a")) {
            return backslashes % 2 == 0;
        }
        String bytes = plain(text, true);
        return bytes.indexOf('\n') == bytes.length() - 1;
    }

    /** The bytes as ISO 8859-1, stars and secrets marked. */
    private String marked(String text) {
        StringBuilder out = new StringBuilder();
        boolean line = isLine(text);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean secret = text.startsWith(Transcript.REDACTED, i);
            boolean escaped = text.charAt(i) == '\\';
            boolean star = text.charAt(i) == '*' && !secret && line && !rules.exact();
            if (secret || star) {
                out.append(plain(text.substring(from, i), false)).append(secret ? SECRET : STAR);
                i += secret ? Transcript.REDACTED.length() - 1 : 0;
                from = i + 1;
            } else if (escaped) {
                i++;
            }
        }
        return out.append(plain(text.substring(from), true)).toString();
    }

    /** A piece of escaped text as it stands on the wire. */
    private static String plain(String text, boolean last) {
        Transcript.Said said = new Transcript.Said(1, Duration.ZERO, Transcript.Side.CLIENT, last ? text : text + "\\");
        return new String(said.bytes(), StandardCharsets.ISO_8859_1);
    }

    /** Pieces in the making; markers in what is left of a line become holes. */
    private static final class Pieces {
        private final List<Piece> all = new ArrayList<>();

        void add(Piece piece) {
            all.add(piece);
        }

        void literal(String text) {
            if (!text.isEmpty()) {
                all.add(new Literal(text, false));
            }
        }

        void rest(String text) {
            int from = 0;
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == STAR || text.charAt(i) == SECRET) {
                    literal(text.substring(from, i));
                    all.add(new Any(text.charAt(i) == STAR ? Hole.ANY : Hole.SECRET));
                    from = i + 1;
                }
            }
            literal(text.substring(from));
        }
    }
}
