package protocols.internal.imap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import protocols.WireException;
import protocols.imap.MailboxName;
import protocols.imap.MailboxStatus;

/** What STATUS tells of mailboxes that were asked for, in however many responses. */
final class StatusTaker implements Data {

    /** How many responses are kept that cannot be read: each is the reason why one mailbox has no answer. */
    private static final int KEPT = 64;

    private final Predicate<MailboxName> asked;
    private final Map<MailboxName, MailboxStatus> told = new HashMap<>();
    private final Deque<WireException> unreadable = new ArrayDeque<>();

    StatusTaker(Predicate<MailboxName> asked) {
        this.asked = asked;
    }

    @Override
    public boolean take(Response response) {
        if (response instanceof Response.StatusOf status && asked.test(status.name())) {
            told.merge(status.name(), status.status(), StatusTaker::joined);
            return true;
        }
        if (response instanceof Response.Unreadable lost && lost.is("STATUS")) {
            if (unreadable.size() < KEPT) {
                unreadable.add(lost.told().why());
            }
            return true;
        }
        return false;
    }

    private static MailboxStatus joined(MailboxStatus first, MailboxStatus later) {
        MailboxStatus both = first;
        for (Map.Entry<String, Long> value : later.values().entrySet()) {
            both = both.value(value.getKey(), value.getValue());
        }
        return both;
    }

    Optional<MailboxStatus> of(MailboxName mailbox) {
        return Optional.ofNullable(told.get(mailbox));
    }

    /** The server says that it answers, and does not, or not so that it can be read. */
    WireException missing(MailboxName name) {
        return unreadable.isEmpty()
                ? new WireException.Malformed("a STATUS of the mailbox", String.valueOf(name))
                : unreadable.remove();
    }
}
