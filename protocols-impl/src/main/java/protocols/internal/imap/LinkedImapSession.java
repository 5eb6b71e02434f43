package protocols.internal.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.WireException;
import protocols.imap.AppendUid;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;
import protocols.imap.MailboxInfo;
import protocols.imap.MailboxName;
import protocols.imap.MailboxStatus;
import protocols.imap.NewMessage;
import protocols.internal.line.Command;
import protocols.internal.wire.LinkedSession;

final class LinkedImapSession extends LinkedSession implements ImapSession {

    /** Commands that are sent before the first of them is answered. */
    private static final int WINDOW = 32;

    private static final String STATUS_ITEMS = "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN)";

    private final ImapConversation conversation;
    private Optional<LinkedMailbox> selected = Optional.empty();
    private boolean loggedOut;

    LinkedImapSession(ImapConversation conversation) {
        super(conversation.link());
        this.conversation = conversation;
    }

    @Override
    public Set<String> capabilities() {
        return Set.copyOf(conversation.capabilities());
    }

    @Override
    public List<MailboxInfo> list(String pattern) throws WireException {
        return list("LIST", pattern, false);
    }

    @Override
    public List<MailboxInfo> subscribed(String pattern) throws WireException {
        return list("LSUB", pattern, true);
    }

    private List<MailboxInfo> list(String verb, String pattern, boolean subscription) throws WireException {
        List<MailboxInfo> found = new ArrayList<>();
        run(ImapCommand.of(verb).string("").pattern(pattern), response -> {
            if (response instanceof Response.Listed listed && listed.isSubscription() == subscription) {
                found.add(listed.mailbox());
            }
        });
        return List.copyOf(found);
    }

    @Override
    public MailboxStatus status(MailboxName mailbox) throws WireException {
        List<MailboxStatus> told = new ArrayList<>();
        run(status(mailbox, STATUS_ITEMS), response -> collect(response, told));
        return told.stream()
                .filter(status -> status.name().equals(mailbox))
                .findFirst()
                .orElseThrow(() -> new WireException.Malformed("a STATUS of the mailbox", mailbox.toString()));
    }

    @Override
    public List<MailboxStatus> status(Collection<MailboxName> mailboxes) throws WireException {
        requireSession();
        List<MailboxStatus> told = new ArrayList<>();
        Iterator<MailboxName> names = List.copyOf(mailboxes).iterator();
        Iterator<Command> commands = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return names.hasNext();
            }

            @Override
            public Command next() {
                return conversation.next(status(names.next(), STATUS_ITEMS));
            }
        };
        conversation.within("STATUS", response -> collect(response, told), () -> {
            conversation.conversation().pipeline(commands, WINDOW, (index, exchange) -> {
                if (!exchange.is("NO")) {
                    exchange.expect("OK");
                }
            });
            return null;
        });
        return List.copyOf(told);
    }

    private static ImapCommand status(MailboxName mailbox, String items) {
        return ImapCommand.of("STATUS").mailbox(mailbox).word(items);
    }

    private static void collect(Response response, List<MailboxStatus> told) {
        if (response instanceof Response.StatusOf status) {
            told.add(status.status());
        }
    }

    @Override
    public void create(MailboxName mailbox) throws WireException {
        run(ImapCommand.of("CREATE").mailbox(mailbox));
    }

    @Override
    public void delete(MailboxName mailbox) throws WireException {
        run(ImapCommand.of("DELETE").mailbox(mailbox));
    }

    @Override
    public void rename(MailboxName mailbox, MailboxName to) throws WireException {
        run(ImapCommand.of("RENAME").mailbox(mailbox).mailbox(to));
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
    public Optional<AppendUid> append(MailboxName mailbox, NewMessage message) throws WireException {
        requireSession();
        return new Append(conversation, mailbox, message).run();
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
        conversation.within(verb, response -> {}, () -> {
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
    public void logout() throws WireException {
        run(ImapCommand.of("LOGOUT"));
        leave("the session was logged out");
        loggedOut = true;
        close();
    }

    private void run(ImapCommand command) throws WireException {
        run(command, response -> {});
    }

    private void run(ImapCommand command, java.util.function.Consumer<Response> data) throws WireException {
        requireSession();
        conversation.run(command, data);
    }

    void requireSession() {
        if (loggedOut) {
            throw new IllegalStateException("the session was logged out");
        }
    }
}
