package protocols.imap;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import protocols.WireException;

/**
 * A mailbox that is selected (RFC 9051 section 3.3). All numbers are UIDs unless the name of the method says otherwise.
 * Once another mailbox is selected, this one is unselected, or the session ends, every call throws
 * {@link IllegalStateException}.
 */
public interface Mailbox {

    /** The mailbox as the server has described it so far: {@code EXISTS} and flags change while commands run. */
    SelectedMailbox state();

    /** What is asked for of these messages, in memory; see {@link #fetch(UidSet, Fetch, Consumer)}. */
    List<FetchedMessage> fetch(UidSet uids, Fetch what) throws WireException;

    /**
     * Fetches from these messages, in one command, and hands each on as it comes. Sections of messages are kept in memory
     * as far as {@link protocols.Limits#body()} allows. A UID that no message has is not an error.
     *
     * @param each runs while the command does: it cannot send another one
     */
    void fetch(UidSet uids, Fetch what, Consumer<FetchedMessage> each) throws WireException;

    /**
     * As {@link #fetch(UidSet, Fetch, Consumer)}, but sections of messages, of any size, are streamed: they are not in what
     * {@code each} gets.
     */
    void fetch(UidSet uids, Fetch what, Sections sections, Consumer<FetchedMessage> each) throws WireException;

    /** As {@link #fetch(UidSet, Fetch, Consumer)}, by sequence numbers; {@link Fetch#uid()} tells the UIDs. */
    void fetchNumbers(UidSet numbers, Fetch what, Consumer<FetchedMessage> each) throws WireException;

    /**
     * Writes a whole message, byte for byte, as it comes.
     *
     * @return its length in bytes; empty if no message has this UID
     */
    Optional<Long> download(long uid, OutputStream to) throws WireException;

    /**
     * Adds flags.
     *
     * @return what the server told of the messages' flags now
     */
    List<FetchedMessage> addFlags(UidSet uids, Flag... flags) throws WireException;

    /**
     * Removes flags.
     *
     * @return what the server told of the messages' flags now
     */
    List<FetchedMessage> removeFlags(UidSet uids, Flag... flags) throws WireException;

    /**
     * Replaces all flags.
     *
     * @return what the server told of the messages' flags now
     */
    List<FetchedMessage> replaceFlags(UidSet uids, Flag... flags) throws WireException;

    /** The UIDs of the messages that a search finds. */
    UidSet search(Search search) throws WireException;

    /**
     * Copies messages to another mailbox.
     *
     * @return where they are, if the server says so (UIDPLUS)
     */
    Optional<CopyUid> copy(UidSet uids, MailboxName to) throws WireException;

    /**
     * Moves messages to another mailbox in one step (RFC 6851).
     *
     * @return where they are, if the server says so
     * @throws WireException.Unsupported if the server does not offer MOVE
     */
    Optional<CopyUid> move(UidSet uids, MailboxName to) throws WireException;

    /**
     * Removes all messages with {@link Flag#DELETED}, for good.
     *
     * @return how many were removed
     */
    long expunge() throws WireException;

    /**
     * Removes those of these messages that have {@link Flag#DELETED}, for good (RFC 4315).
     *
     * @return how many messages were removed
     * @throws WireException.Unsupported if the server does not offer UIDPLUS
     */
    long expunge(UidSet uids) throws WireException;

    /** Asks for what is new, and gives the mailbox as it is then. */
    SelectedMailbox noop() throws WireException;

    /**
     * Waits until something happens in the mailbox (RFC 2177). What a server told of messages that came or went
     * since the mailbox was opened, or since the last wait or {@link #noop()}, is not waited for: with it this returns
     * at once, so that a loop that waits, looks at {@link #state()} and fetches misses nothing. Another thread may
     * close the session meanwhile.
     *
     * @param most how long; longer waits are renewed within the half hour that servers allow
     * @return whether anything happened; {@link #state()} tells what
     * @throws WireException.Unsupported if the server does not offer IDLE
     */
    boolean idle(Duration most) throws WireException;

    /**
     * Leaves the mailbox; nothing is expunged.
     *
     * @throws WireException.Unsupported if the mailbox can be changed and the server does not offer UNSELECT (RFC 3691)
     */
    void unselect() throws WireException;

    /** Leaves the mailbox and removes all messages with {@link Flag#DELETED}, unless it is open for reading alone (CLOSE). */
    void closeAndExpunge() throws WireException;
}
