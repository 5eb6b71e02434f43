package protocols.internal.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import protocols.imap.MailboxEvent;
import protocols.internal.line.Holding;
import protocols.spi.ImapFriend;

/** What the server told unasked, until somebody asks for it; see {@link MailboxEvent#KEPT}. */
final class News {

    /** What events cost in memory, all together. */
    private static final long BYTES = 4L << 20;

    private record Told(MailboxEvent event, long size) {}

    private final Deque<Told> events = new ArrayDeque<>();
    private long bytes;
    private long missed;

    /** An event out of a response of so many bytes. */
    void add(MailboxEvent event, long size) {
        long cost = size + Holding.OVERHEAD;
        events.add(new Told(event, cost));
        bytes += cost;
        while (events.size() > MailboxEvent.KEPT || (bytes > BYTES && events.size() > 1)) {
            bytes -= events.remove().size();
            missed++;
        }
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
        events.forEach(told -> taken.add(told.event()));
        events.clear();
        bytes = 0;
        missed = 0;
        return List.copyOf(taken);
    }
}
