package protocols.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import protocols.Content;
import protocols.mail.Address;
import protocols.mail.MailMessage;

/**
 * A mail being prepared on a session (RFC 5321 section 3.3): an immutable value that has said nothing yet. Sending it
 * twice sends two mails.
 */
public final class MailTransaction {

    private final SmtpSession session;
    private final Envelope envelope;

    MailTransaction(SmtpSession session, Envelope envelope) {
        this.session = session;
        this.envelope = envelope;
    }

    /** With recipients, as {@link Address#of(String)} takes them; those that were named before stay. */
    public MailTransaction to(String... mailboxes) {
        return new MailTransaction(session, envelope.to(mailboxes));
    }

    /** With recipients; those that were named before stay. */
    public MailTransaction to(List<Address> addresses) {
        return new MailTransaction(session, envelope.to(addresses));
    }

    /** Whom it is from and whom it goes to. */
    public Envelope envelope() {
        return envelope;
    }

    /** Sends a message; see {@link SmtpSession#send(Mail)}. */
    public Receipt send(MailMessage message) throws IOException {
        return session.send(Mail.of(envelope, message));
    }

    /** Sends a finished message; see {@link SmtpSession#send(Mail)}. */
    public Receipt send(byte[] message) throws IOException {
        return send(MailMessage.raw(message));
    }

    /** Sends a finished message; see {@link SmtpSession#send(Envelope, Content)}. */
    public Receipt send(Content message) throws IOException {
        return session.send(envelope, message);
    }

    /** Sends a finished message; see {@link SmtpSession#send(Envelope, InputStream)}. */
    public Receipt send(InputStream message) throws IOException {
        return session.send(envelope, message);
    }

    /** The envelope. */
    @Override
    public String toString() {
        return envelope.toString();
    }
}
