package protocols;

/**
 * How much a peer may send before a client gives up with {@link WireException.LimitExceeded}. Nothing is ever allocated
 * by what a peer claims; these are the caps on what really arrives. Bodies that are streamed have no limit.
 *
 * @param line bytes in one line, its end not counted; default 65,536
 * @param reply bytes in one reply of several lines, in one response head or in one listing held in memory; default
 *     1,048,576
 * @param literal bytes in one IMAP literal that is not a streamed body; default 65,536
 * @param fields header fields in one HTTP head; default 256
 * @param body bytes of a body that is held in memory instead of streamed; default 67,108,864
 * @param transcript bytes that a session keeps for its transcript unless it keeps everything; default 262,144
 */
public record Limits(int line, int reply, int literal, int fields, long body, int transcript) {

    /** The defaults. */
    public static final Limits DEFAULT = new Limits(65_536, 1_048_576, 65_536, 256, 67_108_864, 262_144);

    public Limits {
        if (line < 1 || reply < 1 || literal < 1 || fields < 1 || body < 1 || transcript < 1) {
            throw new IllegalArgumentException("a limit must be positive");
        }
    }

    /** With another limit for a line. */
    public Limits line(int bytes) {
        return new Limits(bytes, reply, literal, fields, body, transcript);
    }

    /** With another limit for a reply. */
    public Limits reply(int bytes) {
        return new Limits(line, bytes, literal, fields, body, transcript);
    }

    /** With another limit for a literal. */
    public Limits literal(int bytes) {
        return new Limits(line, reply, bytes, fields, body, transcript);
    }

    /** With another limit for the number of header fields. */
    public Limits fields(int count) {
        return new Limits(line, reply, literal, count, body, transcript);
    }

    /** With another limit for a body in memory. */
    public Limits body(long bytes) {
        return new Limits(line, reply, literal, fields, bytes, transcript);
    }

    /** With another limit for the transcript. */
    public Limits transcript(int bytes) {
        return new Limits(line, reply, literal, fields, body, bytes);
    }
}
