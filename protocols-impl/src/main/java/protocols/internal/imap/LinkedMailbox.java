package protocols.internal.imap;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.Reply;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;
import protocols.imap.CopyUid;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.Mailbox;
import protocols.imap.MailboxEvent;
import protocols.imap.MailboxName;
import protocols.imap.Messages;
import protocols.imap.Removal;
import protocols.imap.Search;
import protocols.imap.Section;
import protocols.imap.SelectedMailbox;
import protocols.imap.SequenceSet;
import protocols.imap.UidSet;
import protocols.spi.ImapFriend;

final class LinkedMailbox implements Mailbox {

    private static final ImapFriend API = ImapFriend.get();

    private final LinkedImapSession session;
    private final ImapConversation conversation;
    private final Selection selection;
    private Optional<String> lost = Optional.empty();

    /** What the answer to SELECT told is what the mailbox is, and no news. */
    LinkedMailbox(LinkedImapSession session, ImapConversation conversation, Selection selection) {
        this.session = session;
        this.conversation = conversation;
        this.selection = selection;
        selection.news().take();
    }

    void lose(String why) {
        lost = Optional.of(why);
    }

    @Override
    public SelectedMailbox state() {
        return selection.state();
    }

    @Override
    public List<MailboxEvent> news() {
        return selection.news().take();
    }

    @Override
    public Messages fetch(UidSet uids, Fetch what) throws WireException {
        requireSelected();
        if (uids.isEmpty()) {
            return Messages.NONE;
        }
        return collected(ImapCommand.of("UID FETCH").set(uids).fetch(what), true);
    }

    @Override
    public void fetch(UidSet uids, Fetch what, Receiver<FetchedMessage> each) throws IOException {
        fetch(uids, what, Taking.byUid(conversation, each, section -> {}), Optional.empty());
    }

    @Override
    public void fetch(UidSet uids, Fetch what, Receiver<Section> sections, Receiver<FetchedMessage> each)
            throws IOException {
        Taking taking = Taking.byUid(conversation, each, sections);
        fetch(uids, what, taking, Optional.of(taking));
    }

    private void fetch(UidSet uids, Fetch what, Taking taking, Optional<SectionTaker> sections) throws IOException {
        requireSelected();
        if (!uids.isEmpty()) {
            transfer(ImapCommand.of("UID FETCH").set(uids).fetch(what), taking, sections);
        }
    }

    @Override
    public Messages fetchNumbers(SequenceSet numbers, Fetch what) throws WireException {
        requireSelected();
        return collected(ImapCommand.of("FETCH").set(numbers).fetch(what), false);
    }

    @Override
    public void fetchNumbers(SequenceSet numbers, Fetch what, Receiver<FetchedMessage> each) throws IOException {
        requireSelected();
        transfer(
                ImapCommand.of("FETCH").set(numbers).fetch(what),
                Taking.byNumber(conversation, each),
                Optional.empty());
    }

    private Reply transfer(ImapCommand command, Taking taking, Optional<SectionTaker> sections) throws IOException {
        return taking.during(() -> conversation.transfer(command, taking, sections));
    }

    private Messages collected(ImapCommand command, boolean byUid) throws WireException {
        List<FetchedMessage> messages = new ArrayList<>();
        conversation.transfer(command, fetched(messages, byUid), Optional.empty());
        return API.messages(messages);
    }

    /** An answer to a UID command has the UID (RFC 9051 section 6.4.9); what has none was said unasked, about flags. */
    private static Data fetched(List<FetchedMessage> messages, boolean byUid) {
        return response -> response instanceof Response.Fetched fetched
                && (!byUid || fetched.message().uid().isPresent())
                && messages.add(fetched.message());
    }

    @Override
    public Optional<Transfer> download(long uid, Sink to) throws IOException {
        ImapCommand command = ImapCommand.of("UID FETCH").set(UidSet.of(uid)).word("(UID BODY.PEEK[])");
        requireSelected();
        try (Download download = new Download(to)) {
            Taking taking = Taking.byUid(conversation, message -> {}, download);
            return download.finish(transfer(command, taking, Optional.of(taking)));
        }
    }

    @Override
    public Messages addFlags(UidSet uids, Flag... flags) throws WireException {
        return store(uids, "+FLAGS", flags);
    }

    @Override
    public Messages removeFlags(UidSet uids, Flag... flags) throws WireException {
        return store(uids, "-FLAGS", flags);
    }

    @Override
    public Messages replaceFlags(UidSet uids, Flag... flags) throws WireException {
        return store(uids, "FLAGS", flags);
    }

    private Messages store(UidSet uids, String item, Flag... flags) throws WireException {
        requireSelected();
        if (uids.isEmpty()) {
            return Messages.NONE;
        }
        List<FetchedMessage> messages = new ArrayList<>();
        run(ImapCommand.of("UID STORE").set(uids).word(item).flags(List.of(flags)), fetched(messages, true));
        return API.messages(messages);
    }

    @Override
    public UidSet search(Search search) throws WireException {
        List<UidSet> found = new ArrayList<>();
        run(
                ImapCommand.of("UID SEARCH").search(search),
                response -> response instanceof Response.Found some
                        && found.add(some.result().uids()));
        return found.stream().reduce(UidSet.EMPTY, UidSet::union);
    }

    @Override
    public Optional<CopyUid> copy(UidSet uids, MailboxName to) throws WireException {
        requireSelected();
        if (uids.isEmpty()) {
            return Optional.empty();
        }
        Reply reply = run(ImapCommand.of("UID COPY").set(uids).mailbox(to));
        return ImapConversation.code(reply).flatMap(ResponseCode::copyUid);
    }

    /** The COPYUID of a move comes before its EXPUNGEs, untagged (RFC 6851 section 4.3). */
    @Override
    public Optional<CopyUid> move(UidSet uids, MailboxName to) throws WireException {
        requireSelected();
        conversation.require("MOVE");
        if (uids.isEmpty()) {
            return Optional.empty();
        }
        List<CopyUid> moved = new ArrayList<>();
        run(ImapCommand.of("UID MOVE").set(uids).mailbox(to), response -> {
            if (response instanceof Response.Status status) {
                status.code().flatMap(ResponseCode::copyUid).ifPresent(moved::add);
            }
            return false;
        });
        return moved.stream().findFirst();
    }

    @Override
    public Removal expunge() throws WireException {
        return expunge(ImapCommand.of("EXPUNGE"));
    }

    @Override
    public Removal expunge(UidSet uids) throws WireException {
        requireSelected();
        conversation.require("UIDPLUS");
        return uids.isEmpty()
                ? API.removal(0, UidSet.EMPTY)
                : expunge(ImapCommand.of("UID EXPUNGE").set(uids));
    }

    private Removal expunge(ImapCommand command) throws WireException {
        Removing removing = new Removing(selection);
        run(command, removing);
        return removing.removal();
    }

    @Override
    public List<MailboxEvent> noop() throws WireException {
        run(ImapCommand.of("NOOP"));
        return news();
    }

    @Override
    public List<MailboxEvent> idle(Duration most) throws WireException {
        requireSelected();
        conversation.require("IDLE");
        return new Idle(conversation, selection.news()).run(most);
    }

    @Override
    public void unselect() throws WireException {
        requireSelected();
        if (conversation.can("UNSELECT")) {
            run(ImapCommand.of("UNSELECT"));
        } else if (selection.isReadOnly()) {
            run(ImapCommand.of("CLOSE"));
        } else {
            throw new WireException.Unsupported("the server does not offer UNSELECT, and CLOSE would expunge");
        }
        session.leave("it was unselected");
    }

    @Override
    public void closeAndExpunge() throws WireException {
        run(ImapCommand.of("CLOSE"));
        session.leave("it was closed");
    }

    private Reply run(ImapCommand command) throws WireException {
        return run(command, response -> false);
    }

    private Reply run(ImapCommand command, Data data) throws WireException {
        requireSelected();
        return conversation.run(command, data);
    }

    private void requireSelected() {
        session.requireSession();
        lost.ifPresent(why -> {
            throw new IllegalStateException("the mailbox " + selection.name() + " is no longer selected: " + why);
        });
    }
}
