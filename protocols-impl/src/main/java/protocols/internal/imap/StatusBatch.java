package protocols.internal.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.WireException;
import protocols.imap.MailboxName;
import protocols.imap.MailboxStatus;
import protocols.internal.line.Command;
import protocols.internal.reply.Exchange;
import protocols.spi.CoreFriend;

/** STATUS of many mailboxes, in windows of commands. */
final class StatusBatch implements Iterator<Command> {

    /** Commands that are sent before the first of them is answered. */
    private static final int WINDOW = 32;

    private static final String ITEMS = "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN)";

    /** A mailbox and the command that asks for it. */
    private record Question(MailboxName name, ImapCommand command) {}

    private final ImapConversation conversation;
    private final Iterator<MailboxName> names;
    private final List<MailboxName> asked = new ArrayList<>();
    private final List<Fate<MailboxName, MailboxStatus>> fates = new ArrayList<>();
    private final Map<MailboxName, MailboxStatus> told = new HashMap<>();
    private Optional<Question> upcoming = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();

    StatusBatch(ImapConversation conversation, Iterator<MailboxName> names) {
        this.conversation = conversation;
        this.names = names;
    }

    static ImapCommand command(MailboxName mailbox) {
        return ImapCommand.of("STATUS").mailbox(mailbox).word(ITEMS);
    }

    Batch<MailboxName, MailboxStatus> run() throws WireException {
        if (!hasNext() && failure.isEmpty()) {
            return Batch.empty();
        }
        try {
            conversation.within("STATUS", this::take, () -> {
                conversation.conversation().pipeline(this, WINDOW, (index, exchange) -> answered(exchange));
                return null;
            });
        } catch (WireException e) {
            rethrow();
            throw CoreFriend.get().with(e, soFar());
        }
        rethrow();
        return Batch.of(fates);
    }

    private boolean take(Response response) {
        if (response instanceof Response.StatusOf status) {
            told.put(status.name(), status.status());
        }
        return false;
    }

    private void answered(Exchange exchange) throws WireException {
        MailboxName name = asked.get(fates.size());
        if (exchange.is("NO", "BAD")) {
            WireException refused = conversation.link().placed(new WireException.Refused(exchange.reply()));
            fates.add(Fate.refused(name, refused));
            return;
        }
        exchange.expect("OK");
        MailboxStatus status = told.get(name);
        fates.add(
                status == null
                        ? Fate.refused(name, conversation.link().placed(missing(name)))
                        : Fate.done(name, status));
    }

    /** The server says that it answers, and does not. */
    static WireException missing(MailboxName name) {
        return new WireException.Malformed("a STATUS of the mailbox", String.valueOf(name));
    }

    /** What had become of each when the line broke. */
    private Batch<MailboxName, MailboxStatus> soFar() {
        List<Fate<MailboxName, MailboxStatus>> all = new ArrayList<>(fates);
        asked.subList(fates.size(), asked.size()).forEach(name -> all.add(Fate.unknown(name)));
        while (hasNext()) {
            all.add(Fate.untried(question().name()));
        }
        return Batch.of(all);
    }

    private void rethrow() {
        if (failure.isPresent() && failure.get() instanceof RuntimeException e) {
            throw e;
        }
        if (failure.isPresent()) {
            throw (Error) failure.get();
        }
    }

    /** What the caller's own iterator throws waits until what was sent is answered. */
    @Override
    public boolean hasNext() {
        if (upcoming.isEmpty() && failure.isEmpty()) {
            try {
                upcoming = names.hasNext() ? Optional.of(question(names.next())) : Optional.empty();
            } catch (RuntimeException | Error e) {
                failure = Optional.of(e);
            }
        }
        return upcoming.isPresent();
    }

    private static Question question(MailboxName name) {
        return new Question(name, command(name));
    }

    @Override
    public Command next() {
        Question question = question();
        asked.add(question.name());
        return conversation.next(question.command());
    }

    private Question question() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Question question = upcoming.orElseThrow();
        upcoming = Optional.empty();
        return question;
    }
}
