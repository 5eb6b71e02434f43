package protocols.whois;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Receiver;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;
import protocols.spi.Engine;
import protocols.whois.Registration.State;

/**
 * Many lookups, one after the other on the caller's thread: always the first one whose server may be asked now; only where
 * none may, it is waited for.
 */
final class Lookups {

    /** So many are looked through for one whose server may be asked. */
    private static final int WINDOW = 100;

    private final Whois whois;
    private final Iterator<String> queries;
    private final Receiver<Fate<String, Registration>> receiver;
    private final List<Item> waiting = new ArrayList<>();
    private int read;

    /** A query that has not been asked. */
    private record Item(int index, String text, WhoisQuery query) {}

    private Lookups(Whois whois, Iterable<String> queries, Receiver<Fate<String, Registration>> receiver) {
        this.whois = whois;
        this.queries = queries.iterator();
        this.receiver = receiver;
    }

    /** In the order in which they come. */
    static void each(Whois whois, Iterable<String> queries, Receiver<Fate<String, Registration>> receiver)
            throws IOException {
        new Lookups(whois, queries, receiver).run();
    }

    /** In the order in which they were asked for. */
    static Batch<String, Registration> all(Whois whois, List<String> queries) throws WireException {
        List<Fate<String, Registration>> fates = new ArrayList<>();
        queries.forEach(query -> fates.add(Fate.untried(query)));
        Lookups lookups = new Lookups(whois, queries, fate -> {});
        try {
            while (lookups.fill((index, fate) -> fates.set(index, fate))) {
                lookups.next((index, fate) -> fates.set(index, fate));
            }
        } catch (WireException e) {
            throw CoreFriend.get().with(e, Batch.of(fates));
        } catch (IOException e) {
            throw new IllegalStateException("a list cannot fail", e);
        }
        return Batch.of(fates);
    }

    private interface Taker {
        void take(int index, Fate<String, Registration> fate) throws IOException;
    }

    private void run() throws IOException {
        Taker taker = (index, fate) -> receiver.take(fate);
        while (fill(taker)) {
            next(taker);
        }
    }

    /** What cannot be asked for costs only itself. */
    private boolean fill(Taker taker) throws IOException {
        while (waiting.size() < WINDOW && queries.hasNext()) {
            String text = queries.next();
            int index = read++;
            try {
                waiting.add(new Item(index, text, WhoisQuery.of(text)));
            } catch (IllegalArgumentException e) {
                taker.take(index, Fate.refused(text, new WireException.Unsupported(String.valueOf(e.getMessage()))));
            }
        }
        return !waiting.isEmpty();
    }

    private void next(Taker taker) throws IOException {
        Item first = waiting.get(0);
        long shortest = Long.MAX_VALUE;
        for (Item item : waiting) {
            long wait = whois.pace().nanosUntil(whois.start(item.query).server());
            if (wait < shortest) {
                shortest = wait;
                first = item;
            }
            if (wait == 0) {
                break;
            }
        }
        if (shortest > 0) {
            Engine.get().pause(shortest);
        }
        Fate<String, Registration> fate = lookup(first);
        waiting.remove(first);
        taker.take(first.index, fate);
    }

    private Fate<String, Registration> lookup(Item item) throws WireException {
        try {
            Registration found = Engine.get().lookup(whois, item.query, Deadline.after("timeout", whois.timeout()));
            rest(found);
            return Fate.done(item.text, found);
        } catch (WireException.Cancelled e) {
            throw e;
        } catch (WireException e) {
            return Fate.refused(item.text, e);
        }
    }

    /** Who said when to come again is left alone until then. */
    private void rest(Registration found) {
        for (WhoisAnswer answer : found.answers()) {
            Optional<Duration> wait = answer.retryAfter().filter(time -> answer.state() == State.RATE_LIMITED);
            if (wait.isPresent() && answer.step().source() instanceof WhoisServer server) {
                whois.hold(server, wait.get());
            }
        }
    }
}
