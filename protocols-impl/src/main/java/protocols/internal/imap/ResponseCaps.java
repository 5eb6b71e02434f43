package protocols.internal.imap;

import java.time.Duration;
import protocols.WireException;
import protocols.WireException.LimitExceeded;
import protocols.net.Deadline;

/**
 * How long one response may be, and how long its line; literals begin a new line. Positions count all bytes that came. A line
 * is held in memory, so it comes within the time of one operation, whatever the transfer may last in which it does.
 */
final class ResponseCaps {

    /** A line that has not come after so many pieces is timed: most come in one. */
    private static final int UNTIMED = 2;

    private static final String REPLY = "reply";

    private final ImapLimits limits;
    private final Duration timeout;
    private long responseStart;
    private long lineStart;
    private long line;
    private long response;
    private String responseName = REPLY;
    private int pieces;
    private Deadline within = Deadline.NEVER;

    ResponseCaps(ImapLimits limits, Duration timeout) {
        this.limits = limits;
        this.timeout = timeout;
    }

    void begin(long position) {
        line = limits.line();
        response = limits.response();
        responseName = REPLY;
        restart(position);
    }

    /** The response is data: all of it may be one line. */
    void allowData() {
        line = response;
    }

    /** The response may be one long line of numbers; where they are handed on, without an end. */
    void allowNumbers(boolean handedOn) {
        response = handedOn ? Long.MAX_VALUE : limits.listing();
        line = response;
        responseName = "listing";
    }

    /** The response may hold a section of a message. */
    void allowBody() {
        response = Math.max(response, limits.body());
        line = response;
    }

    /** Nothing of the response is kept from here on, and all of it comes within the time of one operation. */
    void lift() {
        line = Long.MAX_VALUE;
        response = Long.MAX_VALUE;
        within = Deadline.after("timeout", timeout);
    }

    /** What came before was a literal. */
    void newLine(long position) {
        lineStart = position;
        if (line != Long.MAX_VALUE) {
            pieces = 0;
            within = Deadline.NEVER;
        }
    }

    /** Where the line begins, or what follows a literal in it. */
    long line() {
        return lineStart;
    }

    /** What came before went past the buffer. */
    void restart(long position) {
        responseStart = position;
        newLine(position);
    }

    void check(long position) throws LimitExceeded {
        if (line < response && position - lineStart > line) {
            throw new LimitExceeded("line", line);
        }
        if (position - responseStart > response) {
            throw new LimitExceeded(responseName, response);
        }
    }

    /** The same before more is waited for. */
    void checkWait(long position) throws WireException {
        check(position);
        if (line != Long.MAX_VALUE && ++pieces == UNTIMED) {
            within = Deadline.after("timeout", timeout);
        }
        if (within.hasPassed()) {
            throw new WireException.TimedOut(within);
        }
    }
}
