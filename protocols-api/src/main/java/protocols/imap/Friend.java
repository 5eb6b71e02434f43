package protocols.imap;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import protocols.Reply;
import protocols.WireException.Malformed;
import protocols.spi.FetchedParts;
import protocols.spi.ImapFriend;
import protocols.spi.NewMessageParts;
import protocols.spi.SearchPart;
import protocols.spi.SelectedParts;

/** Opens this room to the engine. */
final class Friend implements ImapFriend {

    static final Friend INSTANCE = new Friend();

    private Friend() {}

    @Override
    public MailboxName mailboxName(byte[] wire) {
        return MailboxName.ofWire(wire);
    }

    @Override
    public byte[] wire(MailboxName name) {
        return name.wire();
    }

    @Override
    public MailboxInfo info(MailboxName name, Optional<String> delimiter, List<String> attributes) {
        return new MailboxInfo(name, delimiter, attributes);
    }

    @Override
    public MailboxStatus status(MailboxName name, Map<String, Long> values) {
        return new MailboxStatus(name, values);
    }

    @Override
    public SelectedMailbox selected(SelectedParts parts) {
        return new SelectedMailbox(parts);
    }

    @Override
    public FetchedMessage message(FetchedParts parts) {
        return new FetchedMessage(parts);
    }

    @Override
    public FetchedBody body(String section, OptionalLong origin, byte[] bytes) {
        return new FetchedBody(section, origin, bytes);
    }

    @Override
    public Section section(FetchedMessage message, String name, long size, InputStream bytes) {
        return new Section(message, name, size, bytes);
    }

    @Override
    public void envelope(FetchedParts message, byte[] bytes, int start, int end) throws Malformed {
        message.envelope(MessageEnvelope.parse(bytes, start, end, message));
    }

    @Override
    public BodyStructure structure(byte[] bytes, int start, int end) throws Malformed {
        return BodyStructure.parse(bytes, start, end);
    }

    @Override
    public UidSet uids(long... pairs) {
        return new UidSet(NumberRanges.ofRanges(pairs));
    }

    @Override
    public UidSet union(List<UidSet> sets) {
        return UidSet.union(sets);
    }

    @Override
    public SearchResult found(UidSet uids, OptionalLong min, OptionalLong max, OptionalLong count) {
        return new SearchResult(uids, min, max, count);
    }

    @Override
    public List<SearchPart> parts(Search search) {
        return search.parts();
    }

    @Override
    public NewMessageParts parts(NewMessage message) {
        return message.parts();
    }

    @Override
    public AppendUid appendUid(String argument) {
        return AppendUid.parse(argument);
    }

    @Override
    public CopyUid copyUid(String argument) {
        return CopyUid.parse(argument);
    }

    @Override
    public UidSet uids(String text) {
        return UidSet.parse(text);
    }

    @Override
    public Messages messages(List<FetchedMessage> messages) {
        return Messages.of(messages);
    }

    @Override
    public FetchedMessage joined(FetchedMessage first, FetchedMessage later) {
        return first.with(later);
    }

    @Override
    public int asked(Fetch what) {
        return what.asked();
    }

    @Override
    public List<String> sections(Fetch what) {
        return what.sections();
    }

    @Override
    public int told(FetchedMessage message) {
        return message.told();
    }

    @Override
    public int lost(FetchedMessage message) {
        return message.lost();
    }

    @Override
    public long number(FetchedMessage message) {
        return message.number();
    }

    @Override
    public Removal removal(long count, UidSet uids) {
        return Removal.of(count, uids);
    }

    @Override
    public NewMessage newMessage(byte[] bytes) {
        return NewMessage.of(bytes);
    }

    @Override
    public MailboxEvent exists(long before, long exists) {
        return MailboxEvent.Exists.of(before, exists);
    }

    @Override
    public MailboxEvent expunged(long number, long uid) {
        return MailboxEvent.Expunged.of(number, uid);
    }

    @Override
    public Optional<MailboxEvent> flagsChanged(FetchedMessage message) {
        return message.hasFlags() ? Optional.of(MailboxEvent.FlagsChanged.of(message)) : Optional.empty();
    }

    @Override
    public MailboxEvent unreadable(UnreadableResponse response) {
        return MailboxEvent.Unreadable.of(response);
    }

    @Override
    public MailboxEvent missed(long count) {
        return MailboxEvent.Missed.of(count);
    }

    @Override
    public ImapResponses responses(List<String> lines, Reply reply) {
        return ImapResponses.of(lines, reply);
    }
}
