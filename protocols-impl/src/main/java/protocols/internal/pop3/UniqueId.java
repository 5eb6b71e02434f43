package protocols.internal.pop3;

/** A line of the answer to UIDL (RFC 1939 section 7). */
record UniqueId(int number, String id) {}
