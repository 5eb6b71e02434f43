package protocols.dns;

import java.util.Locale;

/** The flags in the header of a message (RFC 1035 section 4.1.1, RFC 4035 section 3); DO stands in {@link Edns}. */
public enum DnsFlag {
    /** This is a response. */
    QR(0x8000),
    /** The answer is authoritative. */
    AA(0x0400),
    /** The message was cut to fit: ask again over TCP. */
    TC(0x0200),
    /** Recursion is desired. */
    RD(0x0100),
    /** Recursion is available. */
    RA(0x0080),
    /** The server holds the data for authentic (RFC 4035 section 3.2.3, RFC 6840 section 5.7). */
    AD(0x0020),
    /** The server shall not check signatures (RFC 4035 section 3.2.2). */
    CD(0x0010);

    final int mask;

    DnsFlag(int mask) {
        this.mask = mask;
    }

    /** In small letters, as {@code dig} prints it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
