package protocols.imap;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import protocols.Batch;
import protocols.Capabilities;
import protocols.Content;
import protocols.Receiver;
import protocols.Session;
import protocols.WireException;
import protocols.mail.MailMessage;

/**
 * A session of a user who has logged in (RFC 9051 section 3.2). A NO of the server is {@link WireException.Refused} and
 * leaves the session as it was. After {@link #logout()} every call throws {@link IllegalStateException}.
 *
 * <p>Mailboxes are named as people write them, or by the {@link MailboxName} that the server told: only that names a mailbox
 * whose name is no modified UTF-7.
 */
public interface ImapSession extends Session {

    /** What the server can do for this user: {@code MOVE}, {@code UIDPLUS}, {@code IDLE}. */
    Capabilities capabilities();

    /** All mailboxes. */
    default Mailboxes list() throws WireException {
        return list("*");
    }

    /**
     * The mailboxes whose names match (RFC 9051 section 6.3.9).
     *
     * @param pattern a name in which {@code *} stands for anything, {@code %} for anything within one level
     * @throws WireException.LimitExceeded if there are more than {@link protocols.Limits#entries()}, or they are longer than
     *     {@link protocols.Limits#listing()}; the session goes on
     */
    Mailboxes list(String pattern) throws WireException;

    /**
     * As {@link #list(String)}, but each is handed on as it comes, and there may be any number of them.
     *
     * @return the lines that cannot be read
     */
    List<UnreadableResponse> list(String pattern, Receiver<MailboxInfo> each) throws IOException;

    /** The mailboxes of {@link #list(String)} that the user has subscribed to. */
    Mailboxes subscribed(String pattern) throws WireException;

    /** As {@link #list(String, Receiver)}, of the mailboxes that the user has subscribed to. */
    List<UnreadableResponse> subscribed(String pattern, Receiver<MailboxInfo> each) throws IOException;

    /** As {@link #status(MailboxName)}. */
    default MailboxStatus status(String mailbox) throws WireException {
        return status(MailboxName.of(mailbox));
    }

    /**
     * How many messages a mailbox has, without selecting it.
     *
     * @throws WireException.Malformed if the server says OK and nothing of this mailbox, or nothing that can be read; the
     *     session goes on
     */
    MailboxStatus status(MailboxName mailbox) throws WireException;

    /** As {@link #statusAll(Iterable)}. */
    default Batch<MailboxName, MailboxStatus> statusAll(String... mailboxes) throws WireException {
        return statusAll(Stream.of(mailboxes).map(MailboxName::of).toList());
    }

    /**
     * The same of many mailboxes, in windows of commands: their number of round trips is a small part of their number. A
     * mailbox of which the server says NO is refused, and the others are asked for all the same; one of which it says OK
     * and nothing else is refused as {@link WireException.Malformed}.
     *
     * @param mailboxes read once, on the caller's thread, while commands are on their way; what that throws comes out as it
     *     is
     * @throws WireException if the line breaks; {@link WireException#batch()} has what was answered by then
     */
    Batch<MailboxName, MailboxStatus> statusAll(Iterable<MailboxName> mailboxes) throws WireException;

    /** As {@link #create(MailboxName)}. */
    default void create(String mailbox) throws WireException {
        create(MailboxName.of(mailbox));
    }

    /**
     * Makes a mailbox.
     *
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    void create(MailboxName mailbox) throws WireException;

    /** As {@link #delete(MailboxName)}. */
    default void delete(String mailbox) throws WireException {
        delete(MailboxName.of(mailbox));
    }

    /**
     * Removes a mailbox and the messages in it.
     *
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    void delete(MailboxName mailbox) throws WireException;

    /** As {@link #rename(MailboxName, MailboxName)}. */
    default void rename(String mailbox, String to) throws WireException {
        rename(MailboxName.of(mailbox), MailboxName.of(to));
    }

    /**
     * Gives a mailbox another name.
     *
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    void rename(MailboxName mailbox, MailboxName to) throws WireException;

    /** As {@link #subscribe(MailboxName)}. */
    default void subscribe(String mailbox) throws WireException {
        subscribe(MailboxName.of(mailbox));
    }

    /** Adds a mailbox to those that the user has subscribed to. */
    void subscribe(MailboxName mailbox) throws WireException;

    /** As {@link #unsubscribe(MailboxName)}. */
    default void unsubscribe(String mailbox) throws WireException {
        unsubscribe(MailboxName.of(mailbox));
    }

    /** Takes a mailbox from those that the user has subscribed to. */
    void unsubscribe(MailboxName mailbox) throws WireException;

    /** As {@link #append(MailboxName, byte[])}. */
    default Optional<AppendUid> append(String mailbox, byte[] message) throws WireException {
        return append(MailboxName.of(mailbox), message);
    }

    /** As {@link #append(MailboxName, NewMessage)}, without flags and with the present as its date. */
    Optional<AppendUid> append(MailboxName mailbox, byte[] message) throws WireException;

    /** As {@link #append(MailboxName, NewMessage)}, without flags and with the present as its date. */
    default Optional<AppendUid> append(String mailbox, MailMessage message) throws IOException {
        return append(MailboxName.of(mailbox), NewMessage.of(message));
    }

    /** As {@link #append(MailboxName, NewMessage)}, without flags and with the present as its date. */
    default Optional<AppendUid> append(MailboxName mailbox, MailMessage message) throws IOException {
        return append(mailbox, NewMessage.of(message));
    }

    /** As {@link #append(MailboxName, NewMessage)}, without flags and with the present as its date. */
    default Optional<AppendUid> append(String mailbox, Content message) throws IOException {
        return append(MailboxName.of(mailbox), NewMessage.of(message));
    }

    /** As {@link #append(MailboxName, NewMessage)}, without flags and with the present as its date. */
    default Optional<AppendUid> append(MailboxName mailbox, Content message) throws IOException {
        return append(mailbox, NewMessage.of(message));
    }

    /** As {@link #append(MailboxName, NewMessage)}. */
    default Optional<AppendUid> append(String mailbox, NewMessage message) throws IOException {
        return append(MailboxName.of(mailbox), message);
    }

    /**
     * Puts a message into a mailbox. It is streamed: its length is not limited here. What the message throws while it is
     * read comes out as it is; if the server was told of the message by then, the session is closed.
     *
     * @return where it is, if the server says so (UIDPLUS)
     * @throws WireException.OutcomeUnknown if the line breaks after the message was sent: it may be in the mailbox
     * @throws IllegalArgumentException before anything is sent, if the length of the message is not known
     * @throws IOException if the message ends before its length; what goes on behind it is not read
     */
    Optional<AppendUid> append(MailboxName mailbox, NewMessage message) throws IOException;

    /** As {@link #select(MailboxName)}. */
    default Mailbox select(String mailbox) throws WireException {
        return select(MailboxName.of(mailbox));
    }

    /**
     * Opens a mailbox for reading and changing. The mailbox that was open before is closed, nothing is expunged, and its
     * {@link Mailbox} is stale; so it is also if the server says NO.
     */
    Mailbox select(MailboxName mailbox) throws WireException;

    /** As {@link #examine(MailboxName)}. */
    default Mailbox examine(String mailbox) throws WireException {
        return examine(MailboxName.of(mailbox));
    }

    /** Opens a mailbox for reading alone; see {@link #select(MailboxName)}. */
    Mailbox examine(MailboxName mailbox) throws WireException;

    /**
     * Shows the server that somebody is there, and takes in what it has to say; what that is about the selected mailbox,
     * {@link Mailbox#news()} gives.
     */
    void noop() throws WireException;

    /**
     * Sends a command of the caller's own and waits for its OK, for what this library has no word for:
     * {@code command("NAMESPACE")}, {@code command("GETQUOTAROOT", "INBOX")}. What the server tells meanwhile is also taken
     * in as ever.
     *
     * @param verb a word; not one on which the state of this session stands: what begins or ends a login, TLS, compression,
     *     a selection, an idle wait or the session, APPEND, ENABLE and NOTIFY
     * @param arguments printable ASCII, sent as they are with a space before each; none of them is a literal, and a
     *     quotation mark that is opened is closed
     * @return what the server said
     * @throws WireException.LimitExceeded if that is more than {@link protocols.Limits#body()} bytes; the session goes on
     * @throws IllegalArgumentException before anything is sent, if the command cannot be sent so
     */
    ImapResponses command(String verb, String... arguments) throws WireException;

    /**
     * Ends the session politely: waits for the server's farewell and closes the connection. A server that has closed or
     * taken leave already is no fault.
     */
    void logout() throws WireException;
}
