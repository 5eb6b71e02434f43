package protocols.internal.peer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import protocols.internal.peer.Pattern.Bound;

/** What stands in this run for what stood in the recording. */
final class Bindings {

    /** What changes from run to run and comes again. */
    enum Kind {
        /** The tag of a command of IMAP, which its answer repeats. */
        TAG,
        /** A boundary of MIME, which stands before each part. */
        BOUNDARY,
        /** The length of a literal of IMAP, which follows. */
        SIZE,
        /** Where an FTP client listens. */
        ADDRESS;

        private boolean ends(char c) {
            return switch (this) {
                case TAG -> c == ' ';
                case BOUNDARY -> c == '"' || c == ';' || c == ' ';
                case SIZE -> c < '0' || c > '9';
                case ADDRESS -> false;
            };
        }

        /** Whether it is the same wherever it stands in the recording. */
        private boolean isName() {
            return this == TAG || this == BOUNDARY;
        }
    }

    private final Map<Bound, String> live = new HashMap<>();
    private final Map<Kind, String> last = new HashMap<>();

    /** What stands there, or has to; empty if nothing does. */
    String read(Bound piece, String text, int at, Map<Bound, String> learned) {
        String known = learned.getOrDefault(piece, live.get(piece));
        if (known != null && piece.kind().isName()) {
            return known;
        }
        int end = at;
        while (end < text.length() && !piece.kind().ends(text.charAt(end))) {
            end++;
        }
        learned.put(piece, text.substring(at, end));
        return text.substring(at, end);
    }

    void learn(Map<Bound, String> learned) {
        live.putAll(learned);
        learned.forEach((piece, value) -> last.put(piece.kind(), value));
    }

    /** What was said last of a kind. */
    Optional<String> last(Kind kind) {
        return Optional.ofNullable(last.get(kind));
    }

    /** What stands for a recorded tag; the tag itself if it was not said. */
    String tag(String recorded) {
        return live.getOrDefault(new Bound(Kind.TAG, recorded), recorded);
    }

    void become(Bindings other) {
        live.clear();
        live.putAll(other.live);
        last.clear();
        last.putAll(other.last);
    }
}
