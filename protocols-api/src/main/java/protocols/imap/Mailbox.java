package protocols.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;

/**
 * A mailbox that is selected (RFC 9051 section 3.3). All numbers are UIDs unless the name of the method says otherwise.
 * Once another mailbox is selected, this one is unselected, or the session ends, every call but {@link #state()} and
 * {@link #news()} throws {@link IllegalStateException}.
 *
 * <p>An empty set of messages is no mistake: nothing is sent for it.
 *
 * <p>What a server tells unasked is kept, at most {@value MailboxEvent#KEPT} events, until {@link #news()},
 * {@link #noop()} or {@link #idle(Duration)} gives it.
 *
 * <p>What a receiver or a sink throws comes out of the call as it is. If little is left of what the server has to say, that
 * is read over and the session goes on; else the session is closed.
 */
public interface Mailbox {

    /** The mailbox as the server has described it so far: {@code EXISTS} and flags change while commands run. */
    SelectedMailbox state();

    /** What is asked for of these messages, in memory; see {@link #fetch(UidSet, Fetch, Receiver)}. */
    Messages fetch(UidSet uids, Fetch what) throws WireException;

    /**
     * Fetches from these messages, in one command, and hands each on as it comes. Sections of messages are kept in memory
     * as far as {@link protocols.Limits#body()} allows. A UID that no message has is not an error.
     *
     * @param each runs while the command does: it cannot send another one
     */
    void fetch(UidSet uids, Fetch what, Receiver<FetchedMessage> each) throws IOException;

    /**
     * As {@link #fetch(UidSet, Fetch, Receiver)}, but sections of messages, of any size, are streamed: they are not in what
     * {@code each} gets.
     *
     * @param sections runs while the command does, before {@code each} gets the message
     */
    void fetch(UidSet uids, Fetch what, Receiver<Section> sections, Receiver<FetchedMessage> each) throws IOException;

    /** As {@link #fetch(UidSet, Fetch)}, by sequence numbers. */
    Messages fetchNumbers(SequenceSet numbers, Fetch what) throws WireException;

    /** As {@link #fetch(UidSet, Fetch, Receiver)}, by sequence numbers. */
    void fetchNumbers(SequenceSet numbers, Fetch what, Receiver<FetchedMessage> each) throws IOException;

    /** As {@link #download(long, Sink)}, into a file, whole or not at all. */
    default Optional<Transfer> download(long uid, Path to) throws IOException {
        return download(uid, Sink.file(to));
    }

    /** As {@link #download(long, Sink)}, into a stream, which is flushed and not closed. */
    default Optional<Transfer> download(long uid, OutputStream to) throws IOException {
        return download(uid, Sink.stream(to));
    }

    /**
     * Writes a whole message, byte for byte, as it comes.
     *
     * @return what it took; empty if no message has this UID, and then the sink is not touched
     */
    Optional<Transfer> download(long uid, Sink to) throws IOException;

    /**
     * Adds flags.
     *
     * @return what the server told of the messages' flags now
     */
    Messages addFlags(UidSet uids, Flag... flags) throws WireException;

    /**
     * Removes flags.
     *
     * @return what the server told of the messages' flags now
     */
    Messages removeFlags(UidSet uids, Flag... flags) throws WireException;

    /**
     * Replaces all flags.
     *
     * @return what the server told of the messages' flags now
     */
    Messages replaceFlags(UidSet uids, Flag... flags) throws WireException;

    /** The UIDs of the messages that a search finds. */
    UidSet search(Search search) throws WireException;

    /** As {@link #copy(UidSet, MailboxName)}. */
    default Optional<CopyUid> copy(UidSet uids, String to) throws WireException {
        return copy(uids, MailboxName.of(to));
    }

    /**
     * Copies messages to another mailbox.
     *
     * @return where they are, if the server says so (UIDPLUS)
     */
    Optional<CopyUid> copy(UidSet uids, MailboxName to) throws WireException;

    /** As {@link #move(UidSet, MailboxName)}. */
    default Optional<CopyUid> move(UidSet uids, String to) throws WireException {
        return move(uids, MailboxName.of(to));
    }

    /**
     * Moves messages to another mailbox in one step (RFC 6851).
     *
     * @return where they are, if the server says so
     * @throws WireException.Unsupported if the server does not offer MOVE
     */
    Optional<CopyUid> move(UidSet uids, MailboxName to) throws WireException;

    /** Removes all messages with {@link Flag#DELETED}, for good. */
    Removal expunge() throws WireException;

    /**
     * Removes those of these messages that have {@link Flag#DELETED}, for good (RFC 4315).
     *
     * @throws WireException.Unsupported if the server does not offer UIDPLUS
     */
    Removal expunge(UidSet uids) throws WireException;

    /**
     * What the server told since this was asked last, or since the mailbox was opened, and takes it from what is kept.
     * Nothing is sent, and nothing is waited for.
     */
    List<MailboxEvent> news();

    /** Asks for what is new, and gives all {@link #news()}. */
    List<MailboxEvent> noop() throws WireException;

    /**
     * Waits for news (RFC 2177). What is kept already is not waited for: with it this returns at once, so that a loop that
     * waits and acts on what it gets misses nothing. Another thread may close the session meanwhile.
     *
     * @param most how long; longer waits are renewed within the half hour that servers allow
     * @return all news; empty if the time is up
     * @throws WireException.Unsupported if the server does not offer IDLE
     */
    List<MailboxEvent> idle(Duration most) throws WireException;

    /**
     * Leaves the mailbox; nothing is expunged.
     *
     * @throws WireException.Unsupported if the mailbox can be changed and the server does not offer UNSELECT (RFC 3691)
     */
    void unselect() throws WireException;

    /** Leaves the mailbox and removes all messages with {@link Flag#DELETED}, unless it is open for reading alone (CLOSE). */
    void closeAndExpunge() throws WireException;
}
