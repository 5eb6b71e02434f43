package protocols.telnet;

/** How much TELNET is spoken on a connection. */
public enum TelnetMode {
    /** The client offers its terminal and its wishes at once: the default on ports 23 and 992. */
    ACTIVE,
    /**
     * The client says nothing of its own before the peer negotiates, and then what it would have said at once: the default
     * on any other port, where the peer may know no TELNET at all.
     */
    PASSIVE,
    /** No TELNET: bytes pass as they are, 255 too. For a protocol in lines on any port. */
    RAW
}
