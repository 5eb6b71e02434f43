package protocols.spi;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Reply;
import protocols.WireException.Malformed;
import protocols.imap.AppendUid;
import protocols.imap.BodyStructure;
import protocols.imap.CopyUid;
import protocols.imap.Fetch;
import protocols.imap.FetchedBody;
import protocols.imap.FetchedMessage;
import protocols.imap.Imap;
import protocols.imap.ImapResponses;
import protocols.imap.MailboxEvent;
import protocols.imap.MailboxInfo;
import protocols.imap.MailboxName;
import protocols.imap.MailboxStatus;
import protocols.imap.Messages;
import protocols.imap.NewMessage;
import protocols.imap.Removal;
import protocols.imap.Search;
import protocols.imap.SearchResult;
import protocols.imap.Section;
import protocols.imap.SelectedMailbox;
import protocols.imap.UidSet;
import protocols.imap.UnreadableResponse;

/** What the engine may do with the values of the IMAP room and users may not. */
public interface ImapFriend {

    /** The one. */
    static ImapFriend get() {
        return Imap.friend();
    }

    /** A mailbox by its name as a server sent it; nothing is refused. */
    MailboxName mailboxName(byte[] wire);

    /** The bytes of a name that go over the wire, before any quoting. */
    byte[] wire(MailboxName name);

    /** A line of LIST. */
    MailboxInfo info(MailboxName name, Optional<String> delimiter, List<String> attributes);

    /** An answer to STATUS. */
    MailboxStatus status(MailboxName name, Map<String, Long> values);

    /** The selected mailbox as it is now. */
    SelectedMailbox selected(SelectedParts parts);

    /** A message. */
    FetchedMessage message(FetchedParts parts);

    /** A section in memory; the array is kept, not copied. */
    FetchedBody body(String section, OptionalLong origin, byte[] bytes);

    /** A section as it comes. */
    Section section(FetchedMessage message, String name, long size, InputStream bytes);

    /** Sets an envelope out of an array of which only a part is copied; that fields are missing is a problem. */
    void envelope(FetchedParts message, byte[] bytes, int start, int end) throws Malformed;

    /** A body structure out of an array of which nothing is kept. */
    BodyStructure structure(byte[] bytes, int start, int end) throws Malformed;

    /** The set of ranges given as pairs of first and last number; the array is kept. */
    UidSet uids(long... pairs);

    /** The numbers of all of these sets. */
    UidSet union(List<UidSet> sets);

    /** What SEARCH found. */
    SearchResult found(UidSet uids, OptionalLong min, OptionalLong max, OptionalLong count);

    /** The pieces of a search in the order they are sent, with one space between two; never empty. */
    List<SearchPart> parts(Search search);

    /** What a new message is made of. */
    NewMessageParts parts(NewMessage message);

    /** Reads APPENDUID; {@link IllegalArgumentException} if it is not that. */
    AppendUid appendUid(String argument);

    /** Reads COPYUID; {@link IllegalArgumentException} if it is not that. */
    CopyUid copyUid(String argument);

    /** A set as RFC 9051 writes it; {@link IllegalArgumentException} if it is not that. */
    UidSet uids(String text);

    /** Messages in memory, copied. */
    Messages messages(List<FetchedMessage> messages);

    /** A message with what a later response told of it. */
    FetchedMessage joined(FetchedMessage first, FetchedMessage later);

    /** What a plan asks for besides sections, a bit for each item. */
    int asked(Fetch what);

    /** The specifications of the sections that a plan asks for. */
    List<String> sections(Fetch what);

    /** What a message tells, in the bits of {@link #asked}. */
    int told(FetchedMessage message);

    /** How many problems of a message stand where something that was asked for would. */
    int lost(FetchedMessage message);

    /** The sequence number of a message. */
    long number(FetchedMessage message);

    /** What EXPUNGE removed. */
    Removal removal(long count, UidSet uids);

    /** A message from memory that is to be put into a mailbox, copied. */
    NewMessage newMessage(byte[] bytes);

    /** The number of messages changed. */
    MailboxEvent exists(long before, long exists);

    /** A message went; its UID is 0 if it is not known. */
    MailboxEvent expunged(long number, long uid);

    /** The flags of a message, if it tells them. */
    Optional<MailboxEvent> flagsChanged(FetchedMessage message);

    /** A response that nobody asked for cannot be read. */
    MailboxEvent unreadable(UnreadableResponse response);

    /** Events are lost. */
    MailboxEvent missed(long count);

    /** What was answered to a command of the caller's own. */
    ImapResponses responses(List<String> lines, Reply reply);
}
