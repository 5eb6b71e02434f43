/**
 * IMAP4rev1 and IMAP4rev2 (RFC 3501, RFC 9051): the values that a session takes and gives, computed without a network.
 * Reads {@code protocols} alone.
 */
package protocols.imap;
