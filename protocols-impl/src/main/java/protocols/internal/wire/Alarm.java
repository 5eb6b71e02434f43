package protocols.internal.wire;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One alarm for all watchdogs. The JDK's timer is asked for a moment only if nothing earlier was asked for, and nothing is
 * taken back: exchanges and connections come and go without waking its thread. When it rings, whose time has come is looked
 * for among all. Mostly it rings once in the span of a deadline; where very many have a moment of their own each, it rings
 * no sooner than after a pause of ten times as long as it looked, so that it never takes more than a tenth of a core.
 */
final class Alarm {

    /** That of all connections. */
    static final Alarm SHARED = new Alarm();

    private static final long NONE = Long.MAX_VALUE;
    private static final int PAUSE = 10;

    private final Set<WeakReference<Watchdog>> watchdogs = ConcurrentHashMap.newKeySet();

    /** The moments that the timer was asked for and that are to come, the earliest first: each was earlier than all before. */
    private final Deque<Long> asked = new ArrayDeque<>();

    /** The earliest of them; {@link #NONE} also while a ring looks around. */
    private volatile long next = NONE;

    /** When the pause after the last ring ends. */
    private long rested = System.nanoTime();

    /** Looks at this watchdog from now on; gives what ends that. */
    WeakReference<Watchdog> watch(Watchdog one) {
        WeakReference<Watchdog> reference = new WeakReference<>(one);
        watchdogs.add(reference);
        return reference;
    }

    void forget(WeakReference<Watchdog> one) {
        watchdogs.remove(one);
    }

    /** Some watchdog is due at this moment, which it says from now on when it is asked. */
    void ringBy(long at) {
        long set = next;
        if (set == NONE || at - set < 0) {
            ask(at);
        }
    }

    private synchronized void ask(long due) {
        long at = due - rested < 0 ? rested : due;
        if (asked.isEmpty() || at - asked.peek() < 0) {
            asked.push(at);
            new CompletableFuture<Void>()
                    .orTimeout(Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .exceptionally(expired -> ring(at));
        }
        next = asked.peek();
    }

    private Void ring(long at) {
        rung(at).forEach(Watchdog::ring);
        return null;
    }

    /** Whose time has come; asks for the moment at which that of the next one comes. */
    private synchronized List<Watchdog> rung(long moment) {
        long began = System.nanoTime();
        while (!asked.isEmpty() && asked.peek() - moment <= 0) {
            asked.pop();
        }
        // Who comes to be due meanwhile is seen below, or sees this and waits to ask.
        next = NONE;
        List<Watchdog> due = new ArrayList<>();
        long earliest = NONE;
        for (Iterator<WeakReference<Watchdog>> all = watchdogs.iterator(); all.hasNext(); ) {
            Watchdog one = all.next().get();
            if (one == null) {
                all.remove();
                continue;
            }
            long at = one.due();
            if (!Watchdog.isMoment(at)) {
                continue;
            }
            if (at - began <= 0) {
                due.add(one);
            } else if (earliest == NONE || at - earliest < 0) {
                earliest = at;
            }
        }
        long now = System.nanoTime();
        rested = now + PAUSE * (now - began);
        if (earliest != NONE) {
            ask(earliest);
        } else if (!asked.isEmpty()) {
            next = asked.peek();
        }
        return due;
    }
}
