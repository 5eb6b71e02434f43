package protocols.internal.imap;

import protocols.Capabilities;

/** Which literals a server takes without being asked first (RFC 7888). */
enum LiteralMode {
    /** None: each literal waits for a continuation (RFC 3501 section 4.3). */
    SYNCHRONISING(-1),
    /** LITERAL-, which IMAP4rev2 includes: those of at most 4096 bytes. */
    SMALL(4096),
    /** LITERAL+: all. */
    ALL(Long.MAX_VALUE);

    private final long unasked;

    LiteralMode(long unasked) {
        this.unasked = unasked;
    }

    /** The mode that capabilities allow. */
    static LiteralMode of(Capabilities capabilities) {
        if (capabilities.has("LITERAL+")) {
            return ALL;
        }
        boolean small = capabilities.has("LITERAL-") || capabilities.has("IMAP4REV2");
        return small ? SMALL : SYNCHRONISING;
    }

    boolean mustWait(long size) {
        return size > unasked;
    }
}
