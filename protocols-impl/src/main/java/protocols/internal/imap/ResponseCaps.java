package protocols.internal.imap;

import protocols.WireException.LimitExceeded;

/** How long one response may be, and how long its line; literals begin a new line. Positions count all bytes that came. */
final class ResponseCaps {

    private static final String RESPONSE = "response";

    private final ImapLimits limits;
    private long responseStart;
    private long lineStart;
    private long line;
    private long response;
    private String responseName = RESPONSE;

    ResponseCaps(ImapLimits limits) {
        this.limits = limits;
    }

    void begin(long position) {
        responseStart = position;
        lineStart = position;
        line = limits.line();
        response = limits.response();
        responseName = RESPONSE;
    }

    /** The response is data: all of it may be one line. */
    void allowData() {
        line = response;
    }

    /** The response may be one long line of numbers. */
    void allowNumbers(boolean handedOn) {
        response = handedOn ? Long.MAX_VALUE : limits.listing();
        line = response;
        responseName = "listing";
    }

    /** The response may hold a section of a message. */
    void allowBody() {
        response = Math.max(response, limits.body());
    }

    /** Nothing of the response is kept from here on. */
    void lift() {
        line = Long.MAX_VALUE;
        response = Long.MAX_VALUE;
    }

    /** What came before was a literal. */
    void newLine(long position) {
        lineStart = position;
    }

    /** What came before went past the buffer. */
    void restart(long position) {
        responseStart = position;
        lineStart = position;
    }

    void check(long position) throws LimitExceeded {
        if (line < response && position - lineStart > line) {
            throw new LimitExceeded("line", line);
        }
        if (position - responseStart > response) {
            throw new LimitExceeded(responseName, response);
        }
    }
}
