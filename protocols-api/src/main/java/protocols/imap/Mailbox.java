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

    /**
     * What is asked for of these messages, in memory; see {@link #fetch(UidSet, Fetch, Receiver)}. All of it comes within
     * the client's timeout.
     *
     * @throws WireException.LimitExceeded if it is more than {@link protocols.Limits#body()} bytes; the session goes on
     */
    Messages fetch(UidSet uids, Fetch what) throws WireException;

    /**
     * Fetches from these messages, in one command, and hands each on once, as soon as the server has told all of it, in
     * however many responses that is. Sections of messages are kept in memory as far as {@link protocols.Limits#body()}
     * allows. A UID that no message has is not an error. What the server tells of other messages is no result but
     * {@link #news()}.
     *
     * <p>What cannot be read of a message is one of its {@linkplain FetchedMessage#problems() problems}; the others are not
     * touched by it. A response that cannot be read and does not say whose it is comes last, without a UID.
     *
     * @param each runs while the command does: it cannot send another one
     */
    void fetch(UidSet uids, Fetch what, Receiver<FetchedMessage> each) throws IOException;

    /**
     * As {@link #fetch(UidSet, Fetch, Receiver)}, but sections of messages, of any size, are streamed: they are not in what
     * {@code each} gets.
     *
     * @param sections runs while the command does, before {@code each} gets the message, and only when the UID is known: where
     *     a server tells that after a section, the section is kept in memory until then, as far as
     *     {@link protocols.Limits#body()} allows, and is a problem of its message where it is longer
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
     * Writes a whole message, byte for byte, as it comes. Another message, of which the server may tell meanwhile, is never
     * written: where the UID comes after the bytes, they are kept in memory until then.
     *
     * @return what it took; empty if no message has this UID, and then the sink is not touched
     * @throws WireException.Malformed if what the server says of the message cannot be read, or is not its bytes; the session
     *     goes on. So it is also where more than {@link protocols.Limits#body()} bytes came before their UID, which is that
     *     of another message: a file is left as it was, and a stream has bytes that are not of this message
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

    /**
     * The UIDs of the messages that a search finds.
     *
     * @throws WireException.Malformed if the answer cannot be read; the session goes on
     * @throws WireException.LimitExceeded if it is longer than {@link protocols.Limits#listing()} or has more than
     *     {@link protocols.Limits#entries()} ranges; the session goes on
     */
    UidSet search(Search search) throws WireException;

    /**
     * As {@link #search(Search)}, but the UIDs are handed on as they come, and there may be any number of them.
     *
     * @param each gets some of them at a time
     */
    void search(Search search, Receiver<UidSet> each) throws IOException;

    /** As {@link #copy(UidSet, MailboxName)}. */
    default Optional<CopyUid> copy(UidSet uids, String to) throws WireException {
        return copy(uids, MailboxName.of(to));
    }

    /**
     * Copies messages to another mailbox.
     *
     * @return where they are, if the server says so (UIDPLUS)
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
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
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    Optional<CopyUid> move(UidSet uids, MailboxName to) throws WireException;

    /**
     * Removes all messages with {@link Flag#DELETED}, for good.
     *
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    Removal expunge() throws WireException;

    /**
     * Removes those of these messages that have {@link Flag#DELETED}, for good (RFC 4315). What another client removes
     * meanwhile is {@link #news()}; where the UIDs are not known, no more are counted than were asked for.
     *
     * @throws WireException.Unsupported if the server does not offer UIDPLUS
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
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
