package protocols.pop3;

/**
 * The name of a message that stays the same from session to session: a line of the answer to UIDL (RFC 1939 section 7).
 *
 * @param number from 1
 * @param id printable ASCII without spaces; the RFC says at most 70 characters, which is not enforced. It may hold what
 *     must not stand in a file name
 */
public record UniqueIdListing(int number, String id) {}
