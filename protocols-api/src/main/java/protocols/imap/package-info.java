/**
 * IMAP4rev1 and IMAP4rev2 (RFC 3501, RFC 9051): {@link protocols.imap.Imap} is the way in, the rest are the stages of a
 * session and the values that it takes and gives.
 * Reads {@code protocols} and {@code protocols.mail}.
 */
@NullMarked
package protocols.imap;

import org.jspecify.annotations.NullMarked;
