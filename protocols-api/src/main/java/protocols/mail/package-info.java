/**
 * Internet mail as values: addresses, messages to send, messages that were received. Shared by SMTP, POP3 and IMAP.
 *
 * <p>{@link protocols.mail.MailMessage} is the door: {@code MailMessage.from(..)} begins a message,
 * {@code MailMessage.read(..)} reads one, {@code MailMessage.raw(..)} takes a finished one as it is.
 *
 * <p>Writing is strict (RFC 5321, 5322, 2045-2047, 2183, 2231, 6532): what would break a header is refused with an
 * {@link IllegalArgumentException}. Reading is tolerant: any bytes give some message, in linear time. Nothing here does
 * I/O but opening the attachments it was told to read.
 */
@NullMarked
package protocols.mail;

import org.jspecify.annotations.NullMarked;
