/**
 * SMTP (RFC 5321): handing mail to a server. Begin with {@link protocols.smtp.Smtp#at}; messages are built and read by
 * {@link protocols.mail}.
 */
@NullMarked
package protocols.smtp;

import org.jspecify.annotations.NullMarked;
