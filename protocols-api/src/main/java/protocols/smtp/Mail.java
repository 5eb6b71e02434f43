package protocols.smtp;

import protocols.mail.Draft;
import protocols.mail.MailMessage;

/** A message in its envelope: an immutable value. */
public final class Mail {

    private final Envelope envelope;
    private final MailMessage message;

    private Mail(Envelope envelope, MailMessage message) {
        if (envelope.recipients().isEmpty()) {
            throw new IllegalArgumentException("a mail to nobody");
        }
        this.envelope = envelope;
        this.message = message;
    }

    /**
     * A message and whom it goes to.
     *
     * @throws IllegalArgumentException if it goes to nobody
     */
    public static Mail of(Envelope envelope, MailMessage message) {
        return new Mail(envelope, message);
    }

    /**
     * From the author of a message to all that it names.
     *
     * @throws IllegalArgumentException if it names nobody
     */
    public static Mail of(Draft message) {
        return new Mail(Envelope.of(message), message);
    }

    /**
     * The same message in another envelope.
     *
     * @throws IllegalArgumentException if it goes to nobody
     */
    public Mail envelope(Envelope other) {
        return new Mail(other, message);
    }

    /** Another message in the same envelope. */
    public Mail message(MailMessage other) {
        return new Mail(envelope, other);
    }

    /** Whom it is from and whom it goes to. */
    public Envelope envelope() {
        return envelope;
    }

    /** What is in it. */
    public MailMessage message() {
        return message;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mail that && message.equals(that.message) && envelope.equals(that.envelope);
    }

    @Override
    public int hashCode() {
        return 31 * message.hashCode() + envelope.hashCode();
    }

    /** The envelope. */
    @Override
    public String toString() {
        return envelope.toString();
    }
}
