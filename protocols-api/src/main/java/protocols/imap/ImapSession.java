package protocols.imap;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.Session;
import protocols.WireException;

/**
 * A session of a user who has logged in (RFC 9051 section 3.2). A NO of the server is {@link WireException.Refused} and
 * leaves the session as it was. After {@link #logout()} every call throws {@link IllegalStateException}.
 */
public interface ImapSession extends Session {

    /** What the server can do for this user, in capitals: {@code MOVE}, {@code UIDPLUS}, {@code IDLE}. */
    Set<String> capabilities();

    /** All mailboxes. */
    default List<MailboxInfo> list() throws WireException {
        return list("*");
    }

    /**
     * The mailboxes whose names match (RFC 9051 section 6.3.9).
     *
     * @param pattern a name in which {@code *} stands for anything, {@code %} for anything within one level
     */
    List<MailboxInfo> list(String pattern) throws WireException;

    /** The mailboxes of {@link #list(String)} that the user has subscribed to. */
    List<MailboxInfo> subscribed(String pattern) throws WireException;

    /** How many messages a mailbox has, without selecting it. */
    MailboxStatus status(MailboxName mailbox) throws WireException;

    /**
     * The same of many mailboxes, in windows of commands: their number of round trips is a small part of their number. A
     * mailbox of which the server says NO is left out.
     */
    List<MailboxStatus> status(Collection<MailboxName> mailboxes) throws WireException;

    /** Makes a mailbox. */
    void create(MailboxName mailbox) throws WireException;

    /** Removes a mailbox and the messages in it. */
    void delete(MailboxName mailbox) throws WireException;

    /** Gives a mailbox another name. */
    void rename(MailboxName mailbox, MailboxName to) throws WireException;

    /** Adds a mailbox to those that the user has subscribed to. */
    void subscribe(MailboxName mailbox) throws WireException;

    /** Takes a mailbox from those that the user has subscribed to. */
    void unsubscribe(MailboxName mailbox) throws WireException;

    /** As {@link #append(MailboxName, NewMessage)}, without flags and with the present as its date. */
    default Optional<AppendUid> append(MailboxName mailbox, byte[] message) throws WireException {
        return append(mailbox, NewMessage.of(message));
    }

    /**
     * Puts a message into a mailbox. It is streamed: its length is not limited here.
     *
     * @return where it is, if the server says so (UIDPLUS)
     * @throws WireException.OutcomeUnknown if the line breaks after the message was sent: it may be in the mailbox
     */
    Optional<AppendUid> append(MailboxName mailbox, NewMessage message) throws WireException;

    /** Selects {@code INBOX} or another mailbox by the name that people write; see {@link #select(MailboxName)}. */
    default Mailbox select(String mailbox) throws WireException {
        return select(MailboxName.of(mailbox));
    }

    /**
     * Opens a mailbox for reading and changing. The mailbox that was open before is closed, nothing is expunged, and its
     * {@link Mailbox} is stale; so it is also if the server says NO.
     */
    Mailbox select(MailboxName mailbox) throws WireException;

    /** Opens a mailbox for reading alone; see {@link #select(MailboxName)}. */
    Mailbox examine(MailboxName mailbox) throws WireException;

    /** Does nothing but show the server that somebody is there, and take in what it has to say. */
    void noop() throws WireException;

    /** Ends the session politely: waits for the server's farewell and closes the connection. */
    void logout() throws WireException;
}
