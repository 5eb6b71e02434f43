package protocols.internal.imap;

import protocols.Limits;

/**
 * How much a server may send.
 *
 * @param line bytes of a line with a status or a continuation
 * @param literal bytes of a literal that is not a section of a message
 * @param response bytes of a response, without its sections
 * @param listing bytes of a SEARCH or ESEARCH line, which names each message and is kept as ranges
 * @param entries how many ranges those may be
 * @param body bytes of a response with sections that are kept in memory
 * @param skipped bytes of a response that are read over where it cannot be read or is over one of these; one that does not
 *     end within them has no end
 */
record ImapLimits(int line, int literal, int response, int listing, int entries, int body, int skipped) {

    private static final int SKIPPED = 1 << 30;

    static final ImapLimits DEFAULT = of(Limits.DEFAULT);

    static ImapLimits of(Limits limits) {
        int body = (int) Math.min(limits.body(), Integer.MAX_VALUE - 64);
        return new ImapLimits(
                limits.line(), limits.literal(), limits.reply(), limits.listing(), limits.entries(), body, SKIPPED);
    }
}
