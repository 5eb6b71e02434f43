package protocols.internal.telnet;

/** The codes of the frame itself (RFC 854, "TELNET command structure"). */
final class Codes {
    static final int SE = 240;
    static final int SB = 250;
    static final int WILL = 251;
    static final int DONT = 254;
    static final int IAC = 255;

    private Codes() {}
}
