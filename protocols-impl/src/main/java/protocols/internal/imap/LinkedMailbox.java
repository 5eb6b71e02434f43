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
import protocols.internal.imap.Answers.Plan;
import protocols.internal.line.Holding;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Recorder;
import protocols.spi.ImapFriend;

final class LinkedMailbox implements Mailbox {

    private static final ImapFriend API = ImapFriend.get();
    private static final String FETCH = "FETCH";
    private static final String SEARCH = "UID SEARCH";

    private final LinkedImapSession session;
    private final ImapConversation conversation;
    private final Selection selection;
    private Optional<String> lost = Optional.empty();

    /** What the answer to SELECT told is what the mailbox is, and no news. */
    LinkedMailbox(LinkedImapSession session, ImapConversation conversation, Selection selection) {
        this.session = session;
        this.conversation = conversation;
        this.selection = selection;
        selection.clearNews();
    }

    private Recorder recorder() {
        return conversation.link().recorder();
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
        return collected(ImapCommand.of("UID FETCH").set(uids).fetch(what), Plan.of(Wanted.of(uids, selection), what));
    }

    @Override
    public void fetch(UidSet uids, Fetch what, Receiver<FetchedMessage> each) throws IOException {
        requireSelected();
        if (!uids.isEmpty()) {
            Answers answers = answers(Plan.of(Wanted.of(uids, selection), what), each, section -> {});
            transfer(ImapCommand.of("UID FETCH").set(uids).fetch(what), answers, false);
        }
    }

    @Override
    public void fetch(UidSet uids, Fetch what, Receiver<Section> sections, Receiver<FetchedMessage> each)
            throws IOException {
        requireSelected();
        if (!uids.isEmpty()) {
            Answers answers = answers(Plan.of(Wanted.of(uids, selection), what), each, sections::take);
            transfer(ImapCommand.of("UID FETCH").set(uids).fetch(what), answers, true);
        }
    }

    @Override
    public Messages fetchNumbers(SequenceSet numbers, Fetch what) throws WireException {
        requireSelected();
        return collected(ImapCommand.of(FETCH).set(numbers).fetch(what), Plan.of(Wanted.of(numbers, selection), what));
    }

    @Override
    public void fetchNumbers(SequenceSet numbers, Fetch what, Receiver<FetchedMessage> each) throws IOException {
        requireSelected();
        Answers answers = answers(Plan.of(Wanted.of(numbers, selection), what), each, section -> {});
        transfer(ImapCommand.of(FETCH).set(numbers).fetch(what), answers, false);
    }

    private Answers answers(Plan plan, Receiver<FetchedMessage> each, SectionTaker sections) {
        return new Answers(conversation, plan, (message, size) -> each.take(message), sections, Optional.empty());
    }

    private Reply transfer(ImapCommand command, Answers answers, boolean streamed) throws IOException {
        Taking taking = new Taking(conversation, answers, answers);
        Optional<SectionTaker> sections = streamed ? Optional.of(taking) : Optional.empty();
        return recorder().during(command.verb(), () -> {
            Reply reply = taking.during(() -> conversation.transfer(command, taking, sections));
            answers.end();
            return reply;
        });
    }

    /** In memory, and therefore within the total of an operation. */
    private Messages collected(ImapCommand command, Plan plan) throws WireException {
        List<FetchedMessage> messages = new ArrayList<>();
        Holding holding = Holding.bodies(conversation.link().settings().limits());
        Answers.Out out = (message, size) -> {
            if (holding.takes(size)) {
                messages.add(message);
            } else {
                conversation.responses().streamSections(section -> {});
            }
        };
        Answers answers = new Answers(conversation, plan, out, section -> {}, Optional.empty());
        Taking.Run<Reply> run = () -> conversation.within(command.verb(), answers, () -> {
            Reply reply = conversation.receive(command);
            answers.end();
            return reply;
        });
        recorder().during(command.verb(), () -> conversation.held(holding, run));
        return API.messages(messages);
    }

    @Override
    public Optional<Transfer> download(long uid, Sink to) throws IOException {
        UidSet one = UidSet.of(uid);
        requireSelected();
        return recorder().during("UID FETCH", () -> download(one, recorder().watched(to)));
    }

    private Optional<Transfer> download(UidSet one, Sink to) throws IOException {
        try (Download download = new Download(to)) {
            Answers answers = new Answers(
                    conversation,
                    Plan.of(Wanted.of(one, selection), Fetch.message()),
                    (message, size) -> {
                        if (!download.told(message)) {
                            message.unreadable().ifPresent(selection::unreadable);
                        }
                    },
                    download,
                    Optional.of(download));
            Reply reply = transfer(ImapCommand.of("UID FETCH").set(one).fetch(Fetch.message()), answers, true);
            if (download.fault().isPresent()) {
                throw conversation.link().placed(download.fault().get());
            }
            return download.finish(reply);
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
        return collected(
                ImapCommand.of("UID STORE").set(uids).word(item).flags(List.of(flags)),
                Plan.of(Wanted.of(uids, selection), Fetch.flags()));
    }

    @Override
    public UidSet search(Search search) throws WireException {
        requireSelected();
        Holding holding = Holding.listing(conversation.link().settings().limits());
        SearchTaker found = new SearchTaker(conversation, holding);
        ImapCommand command = ImapCommand.of(SEARCH).search(search);
        recorder().during(SEARCH, () -> {
            conversation.run(command, found, holding);
            found.requireReadable();
            return true;
        });
        return found.uids();
    }

    @Override
    public void search(Search search, Receiver<UidSet> each) throws IOException {
        requireSelected();
        ImapCommand command = ImapCommand.of(SEARCH).search(search);
        SearchTaker found = new SearchTaker(
                conversation, Holding.listing(conversation.link().settings().limits()));
        Taking taking = new Taking(conversation, found, section -> {});
        NumberTaker numbers = some -> taking.run(() -> each.take(some));
        recorder().during(SEARCH, () -> {
            taking.during(() -> conversation.transfer(command, taking, numbers));
            found.requireReadable();
            return true;
        });
    }

    @Override
    public Optional<CopyUid> copy(UidSet uids, MailboxName to) throws WireException {
        return copied("UID COPY", uids, to);
    }

    /** The COPYUID of a move comes before its EXPUNGEs, untagged (RFC 6851 section 4.3). */
    @Override
    public Optional<CopyUid> move(UidSet uids, MailboxName to) throws WireException {
        requireSelected();
        conversation.require("MOVE");
        return copied("UID MOVE", uids, to);
    }

    private Optional<CopyUid> copied(String verb, UidSet uids, MailboxName to) throws WireException {
        requireSelected();
        if (uids.isEmpty()) {
            return Optional.empty();
        }
        CopiedTaker copied = new CopiedTaker(uids);
        conversation.change(ImapCommand.of(verb).set(uids).mailbox(to), copied);
        return copied.all();
    }

    @Override
    public Removal expunge() throws WireException {
        return expunge(ImapCommand.of("EXPUNGE"), UidSet.ALL);
    }

    @Override
    public Removal expunge(UidSet uids) throws WireException {
        requireSelected();
        conversation.require("UIDPLUS");
        return uids.isEmpty()
                ? API.removal(0, UidSet.EMPTY)
                : expunge(ImapCommand.of("UID EXPUNGE").set(uids), uids);
    }

    private Removal expunge(ImapCommand command, UidSet uids) throws WireException {
        requireSelected();
        Removing removing = new Removing(selection, uids);
        conversation.change(command, removing);
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
        return recorder().during("IDLE", () -> new Idle(conversation, selection.news()).run(most));
    }

    @Override
    public void unselect() throws WireException {
        requireSelected();
        if (conversation.can("UNSELECT")) {
            run(ImapCommand.of("UNSELECT"));
        } else if (selection.isReadOnly()) {
            run(ImapCommand.of("CLOSE"));
        } else {
            throw Faults.at(
                    new WireException.Unsupported("the server does not offer UNSELECT, and CLOSE would expunge"),
                    conversation.link().before("UNSELECT"));
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
