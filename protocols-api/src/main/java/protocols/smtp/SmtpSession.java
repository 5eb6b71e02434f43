package protocols.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import protocols.Batch;
import protocols.Capabilities;
import protocols.Content;
import protocols.Credentials;
import protocols.Receiver;
import protocols.Reply;
import protocols.Secret;
import protocols.Session;
import protocols.WireException;
import protocols.mail.Address;
import protocols.mail.Draft;

/**
 * A server that has greeted us, ready for mail. A refusal leaves the session usable; after anything else, and after a
 * reply 421 (RFC 5321 section 3.8), it is closed.
 *
 * <p>What the caller's own code throws (an attachment that cannot be read, a receiver, the {@code Iterable} of the mails)
 * comes out as it is. A message that breaks off in the middle closes the session, for SMTP knows no other way not to
 * deliver its half; what comes next is an {@link IllegalStateException}.
 */
public interface SmtpSession extends Session {

    /**
     * Logs in with the {@link Smtp#credentials credentials} of the client; see {@link #login(Credentials)}.
     *
     * @throws IllegalStateException if the client holds none; the session is closed then
     */
    SmtpSession login() throws WireException;

    /**
     * Logs in by the best mechanism that both sides know: SCRAM-SHA-256 (RFC 7677), SCRAM-SHA-1 (RFC 5802), both bound to
     * the server's certificate where it offers that (RFC 5929), PLAIN (RFC 4616), LOGIN; with a token OAUTHBEARER (RFC
     * 7628). One that is refused before the server could judge the password is followed by the next that shows it.
     * Whatever makes the login fail closes the session.
     *
     * @return this session
     * @throws WireException.Refused if the server does not accept the password or the token
     * @throws WireException.Unsupported if it offers no mechanism that we know; the password was not sent
     * @throws WireException.Insecure without TLS, unless the peer is loopback or {@link Smtp#allowClearLogin()} was
     *     said; the password was not sent. Also if by SCRAM the server does not prove that it knows the password, or wants
     *     a proof of fewer than 4,096 iterations
     * @throws WireException.LimitExceeded if it wants a proof of more than 1,000,000 iterations
     * @throws IllegalStateException if somebody is logged in already
     */
    SmtpSession login(Credentials who) throws WireException;

    /** As {@link #login(Credentials)}, with a password. */
    default SmtpSession login(String user, String password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /** As {@link #login(Credentials)}, with a password. */
    default SmtpSession login(String user, Secret password) throws WireException {
        return login(Credentials.password(user, password));
    }

    /** What the server said first. */
    Reply greeting();

    /**
     * What the server can do (RFC 5321 section 4.1.1.1); after an upgrade to TLS what it said then. The largest message
     * that it takes stands in {@code extensions().arguments("SIZE")} (RFC 1870).
     */
    Capabilities extensions();

    /**
     * Prepares a mail; says nothing yet.
     *
     * @param sender as {@link Address#of(String)} takes it, or nothing ({@code ""}) for the null reverse-path
     */
    default MailTransaction from(String sender) {
        return new MailTransaction(this, Envelope.of(sender));
    }

    /** Prepares a mail; says nothing yet. */
    default MailTransaction from(Address sender) {
        return new MailTransaction(this, Envelope.of(sender, List.of()));
    }

    /**
     * Sends one mail. Where the server offers PIPELINING it costs two round trips for up to 100 recipients, else one for
     * each recipient and three more. The envelope has the session's timeout as its total, and so has the reply to the
     * end of the data; the message itself is only held to the idle limit.
     *
     * @return for whom the mail was taken: at least one recipient
     * @throws MailRefused if it was taken for nobody
     * @throws WireException.Unsupported if the message is larger than the server takes, or needs 8BITMIME or SMTPUTF8
     *     and the server has it not; nothing was sent
     * @throws WireException.OutcomeUnknown if the line broke after the end of the data and before its reply: the server
     *     may have taken the mail
     * @throws IOException if the message cannot be read to its end, as it was thrown; the server does not have it, and
     *     the session is closed
     */
    Receipt send(Mail mail) throws IOException;

    /** Sends a message from its author to all that it names; see {@link #send(Mail)}. */
    default Receipt send(Draft message) throws IOException {
        return send(Mail.of(message));
    }

    /**
     * Sends a finished message as it is read, in one buffer whatever its length; see {@link #send(Mail)}. Its size is
     * declared if the content tells its length.
     *
     * @throws IllegalArgumentException if it goes to nobody
     * @throws IOException also if the length of the content cannot be told; nothing was sent then
     */
    Receipt send(Envelope envelope, Content message) throws IOException;

    /** As {@link #send(Envelope, Content)}, from a stream that is read to its end and not closed. */
    default Receipt send(Envelope envelope, InputStream message) throws IOException {
        return send(envelope, Content.stream(message));
    }

    /**
     * Sends many mails. Where the server offers PIPELINING the envelope of the next mail goes out together with the end
     * of the one before (RFC 2920 section 3.1): a mail costs one round trip.
     *
     * @param mails asked for all before the first one is sent; for more than fit in memory see
     *     {@link #sendAll(Iterable, Receiver)}
     * @return what became of each: done if it was taken for at least one recipient; else refused, with a
     *     {@link MailRefused}, or with {@link WireException.Unsupported} if it was not sent because the server could not
     *     take it
     * @throws WireException if the line breaks, or the server says 421; {@link WireException#batch()} has what became of
     *     each mail by then. With {@link WireException.OutcomeUnknown} one is unknown: the server may have taken it
     * @throws IOException as {@link #send(Mail)}; whoever has to know what was sent by then takes the other form
     */
    Batch<Mail, Receipt> sendAll(Iterable<Mail> mails) throws IOException;

    /**
     * Sends any number of mails, as {@link #sendAll(Iterable)} does. Every refusal by the server is data, also of a whole
     * mail.
     *
     * @param mails asked for the next one when the one before is written; its end may wait in the buffer until then, so
     *     this is for mails that are there, not for a queue that waits for more
     * @param fates given each mail in order as soon as its fate is known; it must leave this session alone. Where it
     *     throws, the next mail is not sent; as that one may have been announced already, the session may be closed
     * @throws WireException as {@link #sendAll(Iterable)}; {@link WireException#batch()} has the mails that were asked for
     *     and not given to the receiver
     * @throws WireException.Unsupported if the server could not take a mail: it was not sent, and the session is good
     * @throws IOException what a message or the receiver throws, as it is
     */
    void sendAll(Iterable<Mail> mails, Receiver<Sent> fates) throws IOException;

    /**
     * Asks whether a user exists (VRFY, RFC 5321 section 3.5). Codes 250 and 251 say yes, 252 that the server will not
     * say, 550, 551 and 553 no.
     *
     * @param user a mailbox or a name
     * @throws WireException.Refused for any other refusal, such as 502: not implemented
     * @throws IllegalArgumentException if it holds CR, LF or NUL
     */
    Reply verify(String user) throws WireException;

    /**
     * Sends any other command, such as {@code command("EXPN", "staff")}, and gives its reply, whatever that is. A reply
     * 421 closes the session.
     *
     * @param verb letters and digits
     * @param arguments sent with a space before each
     * @throws IllegalArgumentException for a command that the state of the session stands on (EHLO, STARTTLS, AUTH, MAIL,
     *     RCPT, DATA, BDAT, RSET, QUIT and their kin), and for CR, LF or NUL
     */
    Reply command(String verb, String... arguments) throws WireException;

    /** Does nothing but to ask for a reply (NOOP). */
    Reply noop() throws WireException;

    /** Forgets the mail under way (RSET). Sending does so itself where it has to. */
    Reply reset() throws WireException;

    /**
     * Says QUIT, waits for the answer, and closes, whatever the answer is. A server that has closed or taken leave already
     * is no fault.
     */
    void quit() throws WireException;
}
