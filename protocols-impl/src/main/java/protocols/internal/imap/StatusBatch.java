package protocols.internal.imap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
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
    private final Set<MailboxName> known = new HashSet<>();
    private final StatusTaker told = new StatusTaker(known::contains);
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
            conversation.within("STATUS", told, () -> {
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

    private void answered(Exchange exchange) throws WireException {
        MailboxName name = asked.get(fates.size());
        if (exchange.is("NO", "BAD")) {
            WireException refused = conversation.link().placed(new WireException.Refused(exchange.reply()));
            fates.add(Fate.refused(name, refused));
            return;
        }
        exchange.expect("OK");
        Optional<MailboxStatus> status = told.of(name);
        fates.add(
                status.isEmpty()
                        ? Fate.refused(name, conversation.link().placed(told.missing(name)))
                        : Fate.done(name, status.get()));
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
        if (failure.isPresent()) {
            throw StatusBatch.<RuntimeException>asItIs(failure.get());
        }
    }

    @SuppressWarnings("unchecked") // An iterator may throw a checked exception undeclared, and that comes out too.
    private static <E extends Throwable> RuntimeException asItIs(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** What the caller's own iterator throws waits until what was sent is answered. */
    @Override
    public boolean hasNext() {
        if (upcoming.isEmpty() && failure.isEmpty()) {
            try {
                upcoming = names.hasNext() ? Optional.of(question(names.next())) : Optional.empty();
            } catch (Throwable e) {
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
        known.add(question.name());
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
