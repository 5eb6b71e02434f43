package protocols.internal.telnet;

/** Which end performs an option, in the words of RFC 1143: we (DO and WILL about us), or he, the peer. */
enum Side {
    /** We perform the option: the peer says DO and DONT, we say WILL and WONT. */
    US(Verb.WILL, Verb.WONT),
    /** The peer performs the option: he says WILL and WONT, we say DO and DONT. */
    HIM(Verb.DO, Verb.DONT);

    private final Verb on;
    private final Verb off;

    Side(Verb on, Verb off) {
        this.on = on;
        this.off = off;
    }

    /** What we say about an option of this side. */
    Verb verb(boolean enable) {
        return enable ? on : off;
    }
}
