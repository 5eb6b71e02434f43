package protocols.internal.imap;

/**
 * How much a server may send.
 *
 * @param line bytes of a line, literals not counted
 * @param literal bytes of a literal that is not a section of a message
 * @param response bytes of a response, without what is streamed
 * @param search bytes of a SEARCH or ESEARCH line, which names each message and is kept as ranges
 */
record ImapLimits(int line, int literal, int response, int search) {

    static final ImapLimits DEFAULT = new ImapLimits(64 << 10, 64 << 10, 1 << 20, 16 << 20);
}
