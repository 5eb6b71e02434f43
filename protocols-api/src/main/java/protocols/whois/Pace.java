package protocols.whois;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * How often one server is asked: so many times at once, and then one time in each gap. What was saved up by silence is
 * never more than was there at first. Safe for use by several threads.
 */
final class Pace {

    /** Five at once, then one in three seconds. */
    static final int AT_ONCE = 5;

    static final Duration GAP = Duration.ofSeconds(3);

    private static final Duration LONGEST_GAP = Duration.ofDays(1);

    /** Servers that are not waited for are forgotten when there are more than this. */
    private static final int KEPT = 1_000;

    private final int atOnce;
    private final Duration gap;
    private final boolean everywhere;
    private final LongSupplier clock;

    /** When, on the clock, the last query to each server would be if they all had come one in each gap. */
    private final Map<WhoisServer, Long> due = new HashMap<>();

    /** Until when a server wanted to be left alone. */
    private final Map<WhoisServer, Long> held = new HashMap<>();

    /** Turns that were given back before they came, the earliest first. */
    private final Map<WhoisServer, TreeSet<Long>> returned = new HashMap<>();

    /**
     * A turn at a server.
     *
     * @param nanos how long it is until then
     * @param at when that is on the clock
     */
    record Turn(long nanos, long at) {}

    private Pace(int atOnce, Duration gap, boolean everywhere, LongSupplier clock) {
        this.atOnce = atOnce;
        this.gap = gap;
        this.everywhere = everywhere;
        this.clock = clock;
    }

    /** The pace that no registry minds; a server on this machine is not spared. */
    static Pace normal() {
        return new Pace(AT_ONCE, GAP, false, System::nanoTime);
    }

    static Pace of(int atOnce, Duration gap) {
        return of(atOnce, gap, System::nanoTime);
    }

    static Pace of(int atOnce, Duration gap, LongSupplier clock) {
        if (atOnce < 1 || gap.isNegative() || gap.compareTo(LONGEST_GAP) > 0) {
            throw new IllegalArgumentException("a pace of " + atOnce + " at once, then one in " + gap);
        }
        return new Pace(atOnce, gap, true, clock);
    }

    /** The same with nobody asked yet. */
    Pace fresh() {
        return new Pace(atOnce, gap, everywhere, clock);
    }

    /** How long to wait before the server may be asked; 0 if it may be asked now. */
    synchronized long nanosUntil(WhoisServer server) {
        long now = clock.getAsLong();
        return Math.max(0, next(server, now) - now);
    }

    /** A turn that was given back comes before a new one; one that has passed is lost. */
    private long next(WhoisServer server, long now) {
        TreeSet<Long> free = returned.get(server);
        if (free != null) {
            free.removeIf(at -> at - now < 0);
            if (!free.isEmpty()) {
                return free.first();
            }
            returned.remove(server);
        }
        return due.getOrDefault(server, now) - (atOnce - 1) * gap.toNanos();
    }

    /**
     * Takes the next turn at a server.
     *
     * @param most how long the caller can wait, in nanoseconds
     * @return how long he has to wait; if that is more than he can, the turn is not taken
     */
    long take(WhoisServer server, long most) {
        return turn(server, most).nanos();
    }

    /** The same, to be given back if it is not used. */
    synchronized Turn turn(WhoisServer server, long most) {
        long now = clock.getAsLong();
        if (gap.isZero() || (!everywhere && isHere(server))) {
            return new Turn(0, now);
        }
        long at = next(server, now);
        Turn turn = new Turn(Math.max(0, at - now), at);
        TreeSet<Long> free = returned.get(server);
        if (turn.nanos() <= most && free != null) {
            free.remove(at);
        } else if (turn.nanos() <= most) {
            forget(now);
            long last = due.getOrDefault(server, now);
            due.put(server, (last - now > 0 ? last : now) + gap.toNanos());
        }
        return turn;
    }

    /** Gives back a turn that was not waited for; one at a server that wants to be left alone since is worth nothing. */
    synchronized void giveBack(WhoisServer server, Turn turn) {
        Long last = due.get(server);
        Long until = held.get(server);
        if (turn.nanos() == 0 || last == null || (until != null && turn.at() - until < 0)) {
            return;
        }
        TreeSet<Long> free = returned.computeIfAbsent(server, s -> new TreeSet<>((a, b) -> Long.signum(a - b)));
        free.add(turn.at());
        long end = last;
        while (free.remove(end - atOnce * gap.toNanos())) {
            end -= gap.toNanos();
        }
        due.put(server, end);
        if (free.isEmpty()) {
            returned.remove(server);
        }
    }

    /** Leaves a server alone for that time, as it asked to be. */
    synchronized void hold(WhoisServer server, Duration time) {
        long until = clock.getAsLong() + time.toNanos();
        long end = until + (atOnce - 1) * gap.toNanos();
        long had = due.getOrDefault(server, end);
        due.put(server, had - end > 0 ? had : end);
        held.merge(server, until, (before, now) -> before - now > 0 ? before : now);
        TreeSet<Long> free = returned.get(server);
        if (free != null) {
            free.removeIf(at -> at - until < 0);
        }
    }

    /** How many servers are remembered. */
    synchronized int kept() {
        return due.size();
    }

    private void forget(long now) {
        Iterator<Map.Entry<WhoisServer, Long>> each = due.entrySet().iterator();
        while (due.size() >= KEPT && each.hasNext()) {
            Map.Entry<WhoisServer, Long> entry = each.next();
            if (entry.getValue() - now <= 0) {
                held.remove(entry.getKey());
                returned.remove(entry.getKey());
                each.remove();
            }
        }
    }

    private static boolean isHere(WhoisServer server) {
        String host = server.host();
        return host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pace that
                && atOnce == that.atOnce
                && gap.equals(that.gap)
                && everywhere == that.everywhere;
    }

    @Override
    public int hashCode() {
        return Objects.hash(atOnce, gap, everywhere);
    }

    /** {@code 5 at once, then one in PT3S}. */
    @Override
    public String toString() {
        return atOnce + " at once, then one in " + gap;
    }
}
