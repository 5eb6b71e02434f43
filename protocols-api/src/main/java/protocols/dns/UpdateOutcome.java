package protocols.dns;

import protocols.Reply;
import protocols.WireException;

/** What a server made of an {@link Update} (RFC 2136 section 2.2): all of it, or nothing. */
public final class UpdateOutcome {

    private final Update update;
    private final Message response;

    private UpdateOutcome(Update update, Message response) {
        this.update = update;
        this.response = response;
    }

    /** What a response says; also for tests of what a program makes of it. */
    public static UpdateOutcome of(Update update, Message response) {
        return new UpdateOutcome(update, response);
    }

    /** Whether the zone is as the update wants it. */
    public boolean isDone() {
        return rcode().equals(Rcode.NOERROR);
    }

    /** Whether nothing was changed because something was not as a prerequisite says: the server would have done it else. */
    public boolean isPrerequisiteFailure() {
        return switch (rcode().toString()) {
            case "NXDOMAIN", "YXDOMAIN", "YXRRSET", "NXRRSET" -> true;
            default -> false;
        };
    }

    /** What the server says. */
    public Rcode rcode() {
        return response.rcode();
    }

    /** The response as it came. */
    public Message response() {
        return response;
    }

    /** What it means, in a few words. */
    public String words() {
        return switch (rcode().toString()) {
            case "NOERROR" -> "done";
            case "FORMERR" -> "the server could not read the update";
            case "SERVFAIL" -> "the server failed, or cannot reach the primary";
            case "NXDOMAIN" -> "a name that must be in use is not";
            case "NOTIMP" -> "the server takes no updates";
            case "REFUSED" -> "the server does not allow it";
            case "YXDOMAIN" -> "a name that must not be in use is";
            case "YXRRSET" -> "records that must not exist do";
            case "NXRRSET" -> "records that must exist do not, or are others";
            case "NOTAUTH" -> "the server has no authority over the zone, or the client none for this";
            case "NOTZONE" -> "a name is not in the zone";
            default -> "an error of the server";
        };
    }

    /**
     * This, if it is done.
     *
     * @throws WireException.Refused if it is not; the status of its reply is the name of the response code
     */
    public UpdateOutcome orThrow() throws WireException.Refused {
        if (!isDone()) {
            throw new WireException.Refused(Reply.of(rcode().toString(), update.zone() + ": " + words()));
        }
        return this;
    }

    /** The code and what it means: {@code YXDOMAIN: a name that must not be in use is}. */
    @Override
    public String toString() {
        return rcode() + ": " + words();
    }
}
