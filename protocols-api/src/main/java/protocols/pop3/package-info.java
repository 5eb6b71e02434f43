/**
 * POP3 (RFC 1939, capabilities RFC 2449, STLS RFC 2595, AUTH RFC 5034): a maildrop to list, fetch from and delete in.
 * {@link protocols.pop3.Pop3} leads to {@link protocols.pop3.Pop3Connection}, and a login to
 * {@link protocols.pop3.Maildrop}. Nothing is deleted before {@link protocols.pop3.Maildrop#quit()}.
 */
@NullMarked
package protocols.pop3;

import org.jspecify.annotations.NullMarked;
