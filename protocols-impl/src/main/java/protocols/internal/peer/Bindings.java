package protocols.internal.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import protocols.internal.peer.Pattern.Bound;
import protocols.spi.CoreFriend;

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

        /** None of them is longer; a boundary has 70 characters at most (RFC 2046 section 5.1.1). */
        private static final int LONGEST = 1000;

        /** Fewer than a number of 64 bits has. */
        private static final int DIGITS = 18;

        /** What stands there; empty if it is none of this kind. */
        String read(String text, int at) {
            int end = at;
            int limit = Math.min(text.length(), at + LONGEST);
            while (end < limit && !ends(text.charAt(end))) {
                end++;
            }
            return this == SIZE && end - at > DIGITS ? "" : text.substring(at, end);
        }

        private boolean ends(char c) {
            return switch (this) {
                case TAG -> c == ' ';
                case BOUNDARY -> c == '"' || c == ';' || c == ' ';
                case SIZE -> c < '0' || c > '9';
                case ADDRESS -> false;
            };
        }
    }

    private final Map<Bound, String> live = new HashMap<>();
    private final Map<Kind, String> last = new HashMap<>();

    Optional<String> known(Bound piece) {
        return Optional.ofNullable(live.get(piece));
    }

    void learn(Map<Bound, String> learned) {
        live.putAll(learned);
        learned.forEach((piece, value) -> last.put(piece.kind(), value));
    }

    /** Where an FTP client listens, of which a line without holes of that kind tells nothing. */
    void learnAddress(byte[] said) {
        String line = new String(said, StandardCharsets.ISO_8859_1);
        if (line.startsWith("PORT ") || line.startsWith("EPRT ")) {
            last.put(Kind.ADDRESS, line.substring(5).strip());
        }
    }

    /** What was said last of a kind. */
    Optional<String> last(Kind kind) {
        return Optional.ofNullable(last.get(kind));
    }

    /** What stands for a recorded tag, in the escaped form of a transcript; the tag itself if it was not said. */
    String tag(String recorded) {
        String said = live.get(new Bound(Kind.TAG, recorded));
        if (said == null) {
            return recorded;
        }
        byte[] bytes = said.getBytes(ISO_8859_1);
        return CoreFriend.get().escapePart(bytes, 0, bytes.length);
    }

    void become(Bindings other) {
        live.clear();
        live.putAll(other.live);
        last.clear();
        last.putAll(other.last);
    }
}
