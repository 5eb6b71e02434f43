package protocols.internal.imap;

import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import protocols.Reply;
import protocols.WireException;
import protocols.imap.CopyUid;
import protocols.imap.Fetch;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.imap.Mailbox;
import protocols.imap.MailboxName;
import protocols.imap.Search;
import protocols.imap.Sections;
import protocols.imap.SelectedMailbox;
import protocols.imap.UidSet;

final class LinkedMailbox implements Mailbox {

    private final LinkedImapSession session;
    private final ImapConversation conversation;
    private final Selection selection;
    private Optional<String> lost = Optional.empty();

    LinkedMailbox(LinkedImapSession session, ImapConversation conversation, Selection selection) {
        this.session = session;
        this.conversation = conversation;
        this.selection = selection;
        selection.takeMoved();
    }

    void lose(String why) {
        lost = Optional.of(why);
    }

    @Override
    public SelectedMailbox state() {
        return selection.state();
    }

    @Override
    public List<FetchedMessage> fetch(UidSet uids, Fetch what) throws WireException {
        List<FetchedMessage> messages = new ArrayList<>();
        fetch(uids, what, messages::add);
        return List.copyOf(messages);
    }

    @Override
    public void fetch(UidSet uids, Fetch what, Consumer<FetchedMessage> each) throws WireException {
        fetch(ImapCommand.of("UID FETCH").set(uids).fetch(what), Optional.empty(), withUid(each));
    }

    @Override
    public void fetch(UidSet uids, Fetch what, Sections sections, Consumer<FetchedMessage> each) throws WireException {
        fetch(ImapCommand.of("UID FETCH").set(uids).fetch(what), Optional.of(sections), withUid(each));
    }

    @Override
    public void fetchNumbers(UidSet numbers, Fetch what, Consumer<FetchedMessage> each) throws WireException {
        fetch(ImapCommand.of("FETCH").set(numbers).fetch(what), Optional.empty(), each);
    }

    /** An answer to UID FETCH has the UID (RFC 9051 section 6.4.9); what has none was said unasked, about flags. */
    private static Consumer<FetchedMessage> withUid(Consumer<FetchedMessage> each) {
        return message -> {
            if (message.uid().isPresent()) {
                each.accept(message);
            }
        };
    }

    private void fetch(ImapCommand command, Optional<Sections> sections, Consumer<FetchedMessage> each)
            throws WireException {
        requireSelected();
        conversation.transfer(command, fetched(each), sections);
    }

    private static Consumer<Response> fetched(Consumer<FetchedMessage> each) {
        return response -> {
            if (response instanceof Response.Fetched fetched) {
                each.accept(fetched.message());
            }
        };
    }

    @Override
    public Optional<Long> download(long uid, OutputStream to) throws WireException {
        long[] length = {-1};
        Sections whole = (message, section, bytes) -> length[0] = bytes.transferTo(to);
        fetch(UidSet.of(uid), Fetch.uid().body(), whole, message -> {});
        return length[0] < 0 ? Optional.empty() : Optional.of(length[0]);
    }

    @Override
    public List<FetchedMessage> addFlags(UidSet uids, Flag... flags) throws WireException {
        return store(uids, "+FLAGS", flags);
    }

    @Override
    public List<FetchedMessage> removeFlags(UidSet uids, Flag... flags) throws WireException {
        return store(uids, "-FLAGS", flags);
    }

    @Override
    public List<FetchedMessage> replaceFlags(UidSet uids, Flag... flags) throws WireException {
        return store(uids, "FLAGS", flags);
    }

    private List<FetchedMessage> store(UidSet uids, String item, Flag... flags) throws WireException {
        ImapCommand command = ImapCommand.of("UID STORE").set(uids).word(item).flags(List.of(flags));
        List<FetchedMessage> messages = new ArrayList<>();
        run(command, fetched(withUid(messages::add)));
        return List.copyOf(messages);
    }

    @Override
    public UidSet search(Search search) throws WireException {
        List<UidSet> found = new ArrayList<>();
        run(ImapCommand.of("UID SEARCH").search(search), response -> {
            if (response instanceof Response.Found some) {
                found.add(some.result().numbers());
            }
        });
        return found.stream().reduce(UidSet.EMPTY, UidSet::union);
    }

    @Override
    public Optional<CopyUid> copy(UidSet uids, MailboxName to) throws WireException {
        Reply reply = run(ImapCommand.of("UID COPY").set(uids).mailbox(to), response -> {});
        return ImapConversation.code(reply).flatMap(ResponseCode::copyUid);
    }

    /** The COPYUID of a move comes before its EXPUNGEs, untagged (RFC 6851 section 4.3). */
    @Override
    public Optional<CopyUid> move(UidSet uids, MailboxName to) throws WireException {
        ImapCommand command = ImapCommand.of("UID MOVE").set(uids).mailbox(to);
        requireSelected();
        conversation.require("MOVE");
        List<CopyUid> moved = new ArrayList<>();
        run(command, response -> {
            if (response instanceof Response.Status status) {
                status.code().flatMap(ResponseCode::copyUid).ifPresent(moved::add);
            }
        });
        return moved.stream().findFirst();
    }

    @Override
    public long expunge() throws WireException {
        return expunge(ImapCommand.of("EXPUNGE"));
    }

    @Override
    public long expunge(UidSet uids) throws WireException {
        ImapCommand command = ImapCommand.of("UID EXPUNGE").set(uids);
        requireSelected();
        conversation.require("UIDPLUS");
        return expunge(command);
    }

    private long expunge(ImapCommand command) throws WireException {
        long before = selection.expunged();
        run(command, response -> {});
        return selection.expunged() - before;
    }

    @Override
    public SelectedMailbox noop() throws WireException {
        run(ImapCommand.of("NOOP"), response -> {});
        selection.takeMoved();
        return state();
    }

    @Override
    public boolean idle(Duration most) throws WireException {
        requireSelected();
        conversation.require("IDLE");
        return new Idle(conversation, selection).run(most);
    }

    @Override
    public void unselect() throws WireException {
        requireSelected();
        if (conversation.can("UNSELECT")) {
            run(ImapCommand.of("UNSELECT"), response -> {});
        } else if (state().isReadOnly()) {
            run(ImapCommand.of("CLOSE"), response -> {});
        } else {
            throw new WireException.Unsupported("the server does not offer UNSELECT, and CLOSE would expunge");
        }
        session.leave("it was unselected");
    }

    @Override
    public void closeAndExpunge() throws WireException {
        run(ImapCommand.of("CLOSE"), response -> {});
        session.leave("it was closed");
    }

    private Reply run(ImapCommand command, Consumer<Response> data) throws WireException {
        requireSelected();
        return conversation.run(command, data);
    }

    private void requireSelected() {
        session.requireSession();
        lost.ifPresent(why -> {
            throw new IllegalStateException("the mailbox " + state().name() + " is no longer selected: " + why);
        });
    }
}
