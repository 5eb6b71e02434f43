package protocols.internal.dns;

/** What carries a message, by the name that an attempt has for it. */
enum Way {
    /** One datagram each way (RFC 1035 section 4.2.1). */
    UDP,
    /** A connection (RFC 7766). */
    TCP,
    /** A connection within TLS (RFC 7858). */
    TLS,
    /** A request over HTTPS (RFC 8484). */
    HTTPS
}
