package protocols.internal.reply;

import protocols.Reply;
import protocols.WireException;
import protocols.internal.wire.Link;

/**
 * A command and what was answered to it.
 *
 * @param verb the command's verb
 * @param reply the answer
 * @param link what it came over: gives a refusal its place
 */
public record Exchange(String verb, Reply reply, Link link) {

    /**
     * The reply, if its status begins with one of these: {@code expect("250", "251")}, {@code expect("2")},
     * {@code expect("+OK")}.
     *
     * @throws WireException.Refused if the peer said no
     * @throws WireException.Malformed if it said yes to something else, which ends the session
     */
    public Reply expect(String... statuses) throws WireException {
        if (is(statuses)) {
            return reply;
        }
        if (isRefusal(reply)) {
            throw link.placed(new WireException.Refused(reply));
        }
        throw link.fail(impossible(verb, reply));
    }

    /** A reply that cannot be the answer to a command. */
    static WireException impossible(String verb, Reply reply) {
        return new WireException.Malformed("no answer to " + verb, reply.toString());
    }

    /** Whether the status begins with one of these. */
    public boolean is(String... statuses) {
        for (String status : statuses) {
            if (reply.status().startsWith(status)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a reply says no: 4yz, 5yz, {@code -ERR}, {@code NO}, {@code BAD}, {@code BYE}. */
    public static boolean isRefusal(Reply reply) {
        return switch (reply.status()) {
            case "-ERR", "NO", "BAD", "BYE" -> true;
            default -> reply.code() / 100 == 4 || reply.code() / 100 == 5;
        };
    }
}
