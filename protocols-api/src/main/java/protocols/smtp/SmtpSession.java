package protocols.smtp;

import java.io.InputStream;
import java.util.function.BiConsumer;
import protocols.Credentials;
import protocols.Reply;
import protocols.Secret;
import protocols.Session;
import protocols.WireException;
import protocols.mail.Address;
import protocols.mail.Draft;

/**
 * A server that has greeted us, ready for mail. A refusal leaves the session usable; after anything else, and after a
 * reply 421 (RFC 5321 section 3.8), it is closed.
 */
public interface SmtpSession extends Session {

    /**
     * Logs in by the best mechanism that both sides know: PLAIN (RFC 4616), LOGIN. Whatever makes it fail closes the
     * session.
     *
     * @return this session
     * @throws WireException.Refused if the server does not accept the password
     * @throws WireException.Unsupported if it offers no mechanism that we know; the password was not sent
     * @throws WireException.Insecure without TLS, unless the peer is loopback or {@link Smtp#allowClearLogin()} was
     *     said; the password was not sent
     * @throws IllegalStateException if somebody is logged in already
     */
    SmtpSession login(Credentials who) throws WireException;

    /** As {@link #login(Credentials)}. */
    default SmtpSession login(String user, String password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /** As {@link #login(Credentials)}. */
    default SmtpSession login(String user, Secret password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /** What the server said first. */
    Reply greeting();

    /** What the server can do; after an upgrade to TLS what it said then. */
    Extensions extensions();

    /**
     * Prepares a mail; says nothing yet.
     *
     * @param sender as {@link Envelope#from(String)} takes it
     */
    default MailTransaction from(String sender) {
        return new MailTransaction(this, Envelope.from(sender));
    }

    /** Prepares a mail; says nothing yet. */
    default MailTransaction from(Address sender) {
        return new MailTransaction(this, Envelope.from(sender));
    }

    /**
     * Sends one mail. Where the server offers PIPELINING it costs two round trips for up to 100 recipients, else one for
     * each recipient and three more. The envelope has the session's timeout as its total, and so has the reply to the
     * end of the data; the message itself is only held to the idle limit.
     *
     * @return for whom the mail was taken: at least one recipient
     * @throws WireException.Refused if it was taken for nobody; carries {@link Receipt#reply()}. {@link #sendAll} gives
     *     the reply to each recipient instead
     * @throws WireException.Unsupported if the message is larger than the server takes, or needs 8BITMIME or SMTPUTF8
     *     and the server has it not; nothing was sent
     * @throws WireException.Cancelled if the message could not be read to its end; the server does not have it
     * @throws WireException.OutcomeUnknown if the line broke after the end of the data and before its reply: the server
     *     may have taken the mail
     */
    Receipt send(Mail mail) throws WireException;

    /** Sends a message from its author to all that it names; see {@link #send(Mail)}. */
    default Receipt send(Draft message) throws WireException {
        return send(Mail.of(message));
    }

    /**
     * Sends a finished message as it is read, in one buffer whatever its length; see {@link #send(Mail)}. Its size is
     * not declared. The stream is read to its end and not closed.
     *
     * @throws IllegalArgumentException if it goes to nobody
     */
    Receipt send(Envelope envelope, InputStream message) throws WireException;

    /**
     * Sends many mails. Where the server offers PIPELINING the envelope of the next mail goes out together with the end
     * of the one before (RFC 2920 section 3.1): a mail costs one round trip. Every refusal is data, also of a whole mail.
     *
     * @param mails asked for the next one when the one before is written; its end may wait in the buffer until then, so
     *     this is for mails that are there, not for a queue that waits for more
     * @param receipts called for each mail in order as soon as its fate is known; it must leave this session alone
     * @throws WireException as {@link #send(Mail)}, but {@link WireException.Refused} only for a reply 421. The mails
     *     that got no receipt were not taken; with {@link WireException.OutcomeUnknown} the first of them may have been
     */
    void sendAll(Iterable<Mail> mails, BiConsumer<Mail, Receipt> receipts) throws WireException;

    /**
     * Asks whether a user exists (VRFY, RFC 5321 section 3.5). Codes 250 and 251 say yes, 252 that the server will not
     * say, 550, 551 and 553 no.
     *
     * @param user a mailbox or a name
     * @throws WireException.Refused for any other refusal, such as 502: not implemented
     * @throws IllegalArgumentException if it holds CR, LF or NUL
     */
    Reply verify(String user) throws WireException;

    /** Does nothing but to ask for a reply (NOOP). */
    Reply noop() throws WireException;

    /** Forgets the mail under way (RSET). Sending does so itself where it has to. */
    Reply reset() throws WireException;

    /** Says QUIT, waits for the answer, and closes, whatever the answer is. */
    void quit() throws WireException;
}
