package protocols.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Script;
import protocols.Transcript;

/**
 * What a {@link Script} holds, for the engine.
 *
 * @param scenes what is played, one transcript after the other
 * @param forever whether it begins anew at the end
 */
public record ScriptParts(List<Transcript> scenes, boolean forever, Rules rules, Server server) {

    /**
     * How what is said is matched.
     *
     * @param dialogues what is answered whenever it is asked
     */
    public record Rules(List<Transcript> dialogues, List<Ignored> ignored, boolean exact, boolean asRecorded) {}

    /**
     * What may differ: the value of a header field, or of a parameter.
     *
     * @param name in lower case
     */
    public record Ignored(boolean header, String name) {}

    /** What a served peer does besides. */
    public record Server(boolean tls, List<String> certified, Duration patience, Delivery delivery) {}

    /** How a served peer speaks. */
    public record Delivery(Script.Pieces pieces, Duration drip, List<Delay> delays, Optional<Failure> failure) {}

    /** A wait before each line that is this one. */
    public record Delay(String line, Duration before) {}

    /** What goes wrong, after so many bytes or instead of a line. */
    public record Failure(Kind kind, byte[] bytes, long after, Optional<String> line) {

        /** What happens. */
        public enum Kind {
            CUT,
            TEAR,
            RESET,
            STALL,
            GARBAGE,
            REFUSE
        }
    }
}
