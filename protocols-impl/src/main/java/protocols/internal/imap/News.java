package protocols.internal.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import protocols.imap.MailboxEvent;
import protocols.spi.ImapFriend;

/** What the server told unasked, until somebody asks for it; see {@link MailboxEvent#KEPT}. */
final class News {

    private final Deque<MailboxEvent> events = new ArrayDeque<>();
    private long missed;

    void add(MailboxEvent event) {
        if (events.size() == MailboxEvent.KEPT) {
            events.remove();
            missed++;
        }
        events.add(event);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** All events, which are not kept any longer. */
    List<MailboxEvent> take() {
        List<MailboxEvent> taken = new ArrayList<>(events.size() + 1);
        if (missed > 0) {
            taken.add(ImapFriend.get().missed(missed));
        }
        taken.addAll(events);
        events.clear();
        missed = 0;
        return List.copyOf(taken);
    }
}
