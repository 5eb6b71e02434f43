package protocols.dns;

/** The sections of a message that hold records (RFC 1035 section 4.1). */
public enum Section {
    ANSWER,
    AUTHORITY,
    ADDITIONAL
}
