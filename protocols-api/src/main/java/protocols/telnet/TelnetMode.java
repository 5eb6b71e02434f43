package protocols.telnet;

/** How much TELNET is spoken on a connection. */
public enum TelnetMode {
    /** TELNET from the first byte on; the client offers its terminal and its wishes at once: the default on ports 23 and 992. */
    ACTIVE,
    /**
     * TELNET from the first byte on, but the client says nothing of its own before the peer negotiates, and then what it
     * would have said at once. For a server of TELNET on another port that greets first and negotiates later.
     */
    PASSIVE,
    /**
     * As {@link #PASSIVE} if the first two bytes of the peer are IAC and WILL, WONT, DO or DONT; else as {@link #RAW}, for
     * good. What is sent before the peer has said so much is raw too, and a command is refused with
     * {@link IllegalStateException}. The default on any port but 23 and 992, where the peer may know no TELNET at all.
     */
    DETECT,
    /** No TELNET: bytes pass as they are, 255 too. For any other protocol, on any port. */
    RAW
}
