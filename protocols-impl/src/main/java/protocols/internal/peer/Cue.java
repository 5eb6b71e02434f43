package protocols.internal.peer;

import java.util.Optional;
import protocols.Transcript.Entry;

/**
 * One step of a scene.
 *
 * @param place where it stands in the whole script
 * @param entry what stands there in the transcript, of which there may be more for one step
 * @param pattern what the client is to say, where it is a line or bytes
 * @param head what the client is to say, where it is the head of a request
 * @param listens the channel whose port this line of the server tells; 0 if none
 */
record Cue(Kind kind, int place, Entry entry, Optional<Pattern> pattern, Optional<HeadPattern> head, int listens) {

    enum Kind {
        /** The server speaks. */
        SAY,
        /** The client is to speak: a line, or bytes. */
        HEAR,
        /** The client is to speak: the head of a request of HTTP. */
        HEAD,
        /** The client sends a body, of which nothing is known: up to a line of a single dot. */
        DOT_BODY,
        /** As many bytes as a head or a literal said before. */
        SIZED_BODY,
        /** As many bytes as were recorded. */
        COUNTED_BODY,
        /** Up to the end of what the client says. */
        WHOLE_BODY,
        /** The client connects to a port that the server told. */
        ACCEPT,
        /** The server connects to a port that the client told. */
        CONNECT,
        TLS,
        /** The client closes, and says nothing before. */
        LEAVE,
        CLOSE,
        RESET,
        TEAR,
        STALL,
        GAP,
        PAUSE
    }

    static Cue of(Kind kind, int place, Entry entry) {
        return new Cue(kind, place, entry, Optional.empty(), Optional.empty(), 0);
    }

    Cue hearing(Pattern wanted) {
        return new Cue(kind, place, entry, Optional.of(wanted), head, listens);
    }

    Cue hearing(HeadPattern wanted) {
        return new Cue(kind, place, entry, pattern, Optional.of(wanted), listens);
    }

    Cue telling(int channel) {
        return new Cue(kind, place, entry, pattern, head, channel);
    }

    int channel() {
        return entry.channel();
    }

    /** Whether the client has to say something for the scene to go on. */
    boolean isHeard() {
        return switch (kind) {
            case HEAR, HEAD, DOT_BODY, SIZED_BODY, COUNTED_BODY, WHOLE_BODY -> true;
            default -> false;
        };
    }

    /** Whether what the client says may be anything, and ends where its form says so. */
    boolean isBody() {
        return isHeard() && kind != Kind.HEAR && kind != Kind.HEAD;
    }

    /** Whether the server speaks, or ends the connection. */
    boolean isServers() {
        return switch (kind) {
            case SAY, CLOSE, RESET, TEAR, STALL -> true;
            default -> false;
        };
    }
}
