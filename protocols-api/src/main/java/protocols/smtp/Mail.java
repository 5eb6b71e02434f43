package protocols.smtp;

import protocols.mail.Draft;
import protocols.mail.MailMessage;

/**
 * A message in its envelope.
 *
 * @param envelope whom it is from and whom it goes to
 * @param message what is in it
 */
public record Mail(Envelope envelope, MailMessage message) {

    /**
     * @throws IllegalArgumentException if it goes to nobody
     */
    public Mail {
        if (envelope.recipients().isEmpty()) {
            throw new IllegalArgumentException("a mail to nobody");
        }
    }

    /** From the author of a message to all that it names. */
    public static Mail of(Draft message) {
        return new Mail(Envelope.of(message), message);
    }
}
