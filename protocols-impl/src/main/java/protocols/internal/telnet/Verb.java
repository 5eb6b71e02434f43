package protocols.internal.telnet;

/** The four verbs of a negotiation (RFC 854). */
enum Verb {
    WILL(251),
    WONT(252),
    DO(253),
    DONT(254);

    private final int code;

    Verb(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Whose option the peer speaks of when he says this. */
    Side sideWhenReceived() {
        return this == WILL || this == WONT ? Side.HIM : Side.US;
    }

    boolean enables() {
        return this == WILL || this == DO;
    }

    /** The verb of a code from 251 to 254. */
    static Verb of(int code) {
        return values()[code - WILL.code];
    }
}
