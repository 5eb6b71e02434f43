package protocols.dns;

/** The sections of a message that hold records (RFC 1035 section 4.1). */
public enum DnsSection {
    /** What answers the question. */
    ANSWER(0),
    /** Who is authoritative; for an answer that something does not exist, the SOA record. */
    AUTHORITY(1),
    /** What may help, such as the addresses of name servers. */
    ADDITIONAL(2);

    final int index;

    DnsSection(int index) {
        this.index = index;
    }
}
