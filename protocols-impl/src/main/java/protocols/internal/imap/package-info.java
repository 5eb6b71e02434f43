/**
 * The IMAP client (RFC 3501, RFC 9051): the grammar of responses, and commands made of parts. Reads
 * {@code protocols.imap} and the shared rooms; no other client.
 */
package protocols.internal.imap;
