package protocols.internal.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import protocols.Batch;
import protocols.Capabilities;
import protocols.Receiver;
import protocols.WireException;
import protocols.imap.AppendUid;
import protocols.imap.ImapResponses;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxInfo;
import protocols.imap.MailboxName;
import protocols.imap.MailboxStatus;
import protocols.imap.Mailboxes;
import protocols.imap.NewMessage;
import protocols.imap.UnreadableResponse;
import protocols.internal.line.Holding;
import protocols.internal.wire.LinkedSession;
import protocols.internal.wire.Recorder;
import protocols.spi.ImapFriend;

final class LinkedImapSession extends LinkedSession implements ImapSession {

    private static final String LIST = "LIST";
    private static final String LSUB = "LSUB";

    private final ImapConversation conversation;
    private Optional<LinkedMailbox> selected = Optional.empty();
    private boolean loggedOut;

    LinkedImapSession(ImapConversation conversation) {
        super(conversation.link());
        this.conversation = conversation;
    }

    private Recorder recorder() {
        return link().recorder();
    }

    @Override
    public Capabilities capabilities() {
        return conversation.capabilities();
    }

    @Override
    public Mailboxes list(String pattern) throws WireException {
        return list(LIST, pattern);
    }

    @Override
    public List<UnreadableResponse> list(String pattern, Receiver<MailboxInfo> each) throws IOException {
        return list(LIST, pattern, each);
    }

    @Override
    public Mailboxes subscribed(String pattern) throws WireException {
        return list(LSUB, pattern);
    }

    @Override
    public List<UnreadableResponse> subscribed(String pattern, Receiver<MailboxInfo> each) throws IOException {
        return list(LSUB, pattern, each);
    }

    private Mailboxes list(String verb, String pattern) throws WireException {
        requireSession();
        List<MailboxInfo> found = new ArrayList<>();
        Holding holding = Holding.listing(link().settings().limits());
        Listing listing = new Listing(verb, holding, mailbox -> {
            if (holding.takes(conversation.responses().heldSize())) {
                found.add(mailbox);
            }
        });
        ImapCommand command = ImapCommand.of(verb).string("").pattern(pattern);
        recorder().during(verb, () -> conversation.run(command, listing, holding));
        return Mailboxes.of(found, listing.unreadable());
    }

    private List<UnreadableResponse> list(String verb, String pattern, Receiver<MailboxInfo> each) throws IOException {
        requireSession();
        ImapCommand command = ImapCommand.of(verb).string("").pattern(pattern);
        Holding holding = Holding.listing(link().settings().limits());
        Listing listing = new Listing(verb, holding, each);
        Taking taking = new Taking(conversation, listing, section -> {});
        recorder()
                .during(
                        verb,
                        () -> taking.during(() -> conversation.held(
                                holding, () -> conversation.transfer(command, taking, Optional.empty()))));
        return listing.unreadable();
    }

    @Override
    public MailboxStatus status(MailboxName mailbox) throws WireException {
        StatusTaker told = new StatusTaker(mailbox::equals);
        return recorder().during("STATUS", () -> {
            run(StatusBatch.command(mailbox), told);
            return told.of(mailbox).orElseThrow(() -> link().placed(told.missing(mailbox)));
        });
    }

    @Override
    public Batch<MailboxName, MailboxStatus> statusAll(Iterable<MailboxName> mailboxes) throws WireException {
        requireSession();
        return recorder().during("statusAll", () -> new StatusBatch(conversation, mailboxes.iterator()).run());
    }

    @Override
    public void create(MailboxName mailbox) throws WireException {
        change(ImapCommand.of("CREATE").mailbox(mailbox));
    }

    @Override
    public void delete(MailboxName mailbox) throws WireException {
        change(ImapCommand.of("DELETE").mailbox(mailbox));
    }

    @Override
    public void rename(MailboxName mailbox, MailboxName to) throws WireException {
        change(ImapCommand.of("RENAME").mailbox(mailbox).mailbox(to));
    }

    @Override
    public void subscribe(MailboxName mailbox) throws WireException {
        run(ImapCommand.of("SUBSCRIBE").mailbox(mailbox));
    }

    @Override
    public void unsubscribe(MailboxName mailbox) throws WireException {
        run(ImapCommand.of("UNSUBSCRIBE").mailbox(mailbox));
    }

    @Override
    public Optional<AppendUid> append(MailboxName mailbox, byte[] message) throws WireException {
        try {
            return append(mailbox, ImapFriend.get().newMessage(message));
        } catch (WireException e) {
            throw e;
        } catch (IOException impossible) {
            throw new AssertionError("what is in memory can be read", impossible);
        }
    }

    @Override
    public Optional<AppendUid> append(MailboxName mailbox, NewMessage message) throws IOException {
        requireSession();
        return recorder().during("APPEND", () -> new Append(conversation, mailbox, message).run());
    }

    @Override
    public Mailbox select(MailboxName mailbox) throws WireException {
        return open("SELECT", mailbox);
    }

    @Override
    public Mailbox examine(MailboxName mailbox) throws WireException {
        return open("EXAMINE", mailbox);
    }

    private Mailbox open(String verb, MailboxName mailbox) throws WireException {
        ImapCommand command = ImapCommand.of(verb).mailbox(mailbox);
        requireSession();
        Selection selection = new Selection(mailbox, verb.equals("EXAMINE"));
        conversation.within(verb, response -> false, () -> {
            leave("another mailbox was selected");
            conversation.responses().select(selection);
            boolean done = false;
            try {
                conversation.conversation().send(conversation.next(command)).expect("OK");
                done = true;
            } finally {
                if (!done) {
                    conversation.responses().selectNothing();
                }
            }
            return null;
        });
        LinkedMailbox opened = new LinkedMailbox(this, conversation, selection);
        selected = Optional.of(opened);
        return opened;
    }

    /** The selected mailbox is none any more. */
    void leave(String why) {
        conversation.responses().selectNothing();
        selected.ifPresent(mailbox -> mailbox.lose(why));
        selected = Optional.empty();
    }

    @Override
    public void noop() throws WireException {
        run(ImapCommand.of("NOOP"));
    }

    @Override
    public ImapResponses command(String verb, String... arguments) throws WireException {
        ImapCommand command = RawCommand.command(verb, arguments);
        requireSession();
        return new RawCommand(conversation).run(command);
    }

    @Override
    public void logout() throws WireException {
        recorder().during("LOGOUT", () -> {
            takeLeave();
            return true;
        });
    }

    private void takeLeave() throws WireException {
        try {
            run(ImapCommand.of("LOGOUT"));
        } catch (WireException.Hangup e) {
            // A server that closed before or instead of answering has taken leave as well.
            close();
        } catch (WireException.Refused e) {
            if (!e.reply().status().equals("BYE")) {
                throw e;
            }
        }
        leave("the session was logged out");
        loggedOut = true;
        close();
    }

    private void run(ImapCommand command) throws WireException {
        run(command, response -> false);
    }

    private void run(ImapCommand command, Data data) throws WireException {
        requireSession();
        conversation.run(command, data);
    }

    private void change(ImapCommand command) throws WireException {
        requireSession();
        conversation.change(command, response -> false);
    }

    void requireSession() {
        if (loggedOut) {
            throw new IllegalStateException("the session was logged out");
        }
    }
}
