package protocols.internal.peer;

import java.util.List;
import java.util.Optional;
import protocols.Tls;
import protocols.Transcript;
import protocols.Transcript.Entry;

/**
 * What is said on one connection of a client, and on the data connections that belong to it.
 *
 * @param main the number of the connection in the transcript; the others are data connections
 * @param cues all that happens, in its order
 * @param script all entries of it, as they are shown to whoever has to find a difference
 * @param tagged whether the commands have tags, which the answers repeat
 */
record Scene(int main, List<Cue> cues, List<Entry> script, boolean tagged) {

    Scene {
        cues = List.copyOf(cues);
        script = List.copyOf(script);
    }

    /** What the connection led to when it was recorded. */
    Optional<String> target() {
        return script.stream()
                .filter(entry -> entry instanceof Transcript.Opened && entry.channel() == main)
                .map(entry -> ((Transcript.Opened) entry).target())
                .findFirst();
    }

    /** Host and port of that, if both were noted; else empty. */
    String authority() {
        String whole = target().orElse("");
        String first = whole.substring(0, whole.indexOf(' ') < 0 ? whole.length() : whole.indexOf(' '));
        int colon = first.lastIndexOf(':');
        boolean port = colon > 0
                && colon + 1 < first.length()
                && first.substring(colon + 1).chars().allMatch(Character::isDigit);
        return port ? first : "";
    }

    /** Where TLS began on it. */
    Tls tls() {
        Tls begins = Tls.IMPLICIT;
        for (Entry entry : script) {
            if (entry.channel() == main && entry instanceof Transcript.Secured) {
                return begins;
            }
            if (entry instanceof Transcript.Said) {
                begins = Tls.UPGRADE;
            }
        }
        return Tls.NONE;
    }

    /** Whether no connection came about when it was recorded. */
    boolean isUnreachable() {
        return script.size() == 1 && script.get(0) instanceof Transcript.Closed;
    }
}
