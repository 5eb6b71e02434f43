package protocols.internal.imap;

import protocols.Limits;

/**
 * How much a server may send.
 *
 * @param line bytes of a line, literals not counted
 * @param literal bytes of a literal that is not a section of a message
 * @param response bytes of a response, without its sections
 * @param search bytes of a SEARCH or ESEARCH line, which names each message and is kept as ranges
 * @param body bytes of a response with sections that are kept in memory
 */
record ImapLimits(int line, int literal, int response, int search, int body) {

    /** Sixteen million bytes of UIDs: two million messages, in no order. */
    private static final int SEARCH = 16 << 20;

    static final ImapLimits DEFAULT = of(Limits.DEFAULT);

    static ImapLimits of(Limits limits) {
        int body = (int) Math.min(limits.body(), Integer.MAX_VALUE - 64);
        return new ImapLimits(limits.line(), limits.literal(), limits.reply(), Math.max(SEARCH, limits.reply()), body);
    }
}
