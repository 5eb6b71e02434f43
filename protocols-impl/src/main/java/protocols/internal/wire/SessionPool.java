package protocols.internal.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import protocols.Pool;
import protocols.Session;
import protocols.Transcript;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.spi.Settings;

/** Sessions of any protocol, lent to one thread at a time. No lock is held while one is opened, used or set back. */
public final class SessionPool<S extends Session> implements Pool<S> {

    /** Servers end sessions that say nothing after some minutes, and gateways forget them without a word. */
    private static final long LONG_IDLE = TimeUnit.MINUTES.toNanos(2);

    /** Where sessions come from. */
    public interface Source<S> {

        /** A new login. */
        S open() throws WireException;

        /**
         * The session as if it were new, for the next one; what was lent is of no use from then on.
         *
         * @return empty if it cannot be set back
         */
        Optional<S> setBack(S lent) throws WireException;
    }

    /** Waits to be lent, since then on the clock. */
    private record Idle<S>(S session, long since) {}

    private final Settings settings;
    private final Source<S> source;
    private final int most;
    private final LongSupplier clock;
    private final Semaphore turns;
    private final Ties waiting = new Ties();
    private final Lock lock = new ReentrantLock();
    private final Deque<Idle<S>> idle = new ArrayDeque<>();
    private final Set<S> all = new HashSet<>();
    private int heldBack;
    private boolean closed;

    /** @param most so many sessions are open at once, at most */
    public SessionPool(Settings settings, int most, Source<S> source) {
        this(settings, most, source, System::nanoTime);
    }

    SessionPool(Settings settings, int most, Source<S> source, LongSupplier clock) {
        this.settings = settings;
        this.source = source;
        this.most = most;
        this.clock = clock;
        this.turns = new Semaphore(most, true);
    }

    /** How many sessions may be open at once. */
    public int most() {
        return most;
    }

    @Override
    public <T, E extends Exception> T use(Use<? super S, T, E> body) throws E, WireException {
        requireOpen();
        S session = waitFor(Deadline.after("timeout", settings.timeout()), System.nanoTime());
        try {
            return lend(session, body);
        } finally {
            turns.release();
        }
    }

    /** Where the server lets in no more, one of those that it has let in is waited for. */
    private S waitFor(Deadline deadline, long began) throws WireException {
        Optional<WireException.Refused> refused = Optional.empty();
        while (true) {
            try {
                await(deadline, began);
            } catch (WireException e) {
                refused.ifPresent(e::addSuppressed);
                throw e;
            }
            boolean kept = false;
            try {
                S session = take();
                kept = true;
                return session;
            } catch (WireException.Refused e) {
                kept = keepBack();
                if (!kept) {
                    throw e;
                }
                refused = Optional.of(e);
            } finally {
                if (!kept) {
                    turns.release();
                }
            }
        }
    }

    /** One turn less, as long as there are sessions; each that ends makes room for another. */
    private boolean keepBack() {
        lock.lock();
        try {
            boolean others = !all.isEmpty();
            heldBack += others ? 1 : 0;
            return others;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #use}, unless all sessions are lent just now; empty then. */
    public <T, E extends Exception> Optional<T> useIfFree(Use<? super S, T, E> body) throws E, WireException {
        if (!turns.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(lend(take(), body));
        } finally {
            turns.release();
        }
    }

    private void await(Deadline deadline, long began) throws WireException {
        try {
            waiting.waitFor(() -> {
                if (!isTurn(deadline)) {
                    throw new WireException.TimedOut(deadline, "all sessions of the pool are in use: " + most);
                }
                return deadline;
            });
        } catch (WireException e) {
            String peer = settings.endpoint().authority();
            throw Faults.at(e, Faults.where(peer, "waiting for a session", began, new Transcript(List.of())));
        }
    }

    private boolean isTurn(Deadline deadline) throws WireException {
        try {
            return turns.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.interrupted(e);
        }
    }

    private <T, E extends Exception> T lend(S session, Use<? super S, T, E> body) throws E {
        try {
            return body.with(session);
        } finally {
            giveBack(session);
        }
    }

    private S take() throws WireException {
        for (Optional<S> kept = usedLast(); kept.isPresent(); kept = usedLast()) {
            if (kept.get().isOpen()) {
                return kept.get();
            }
            drop(kept.get());
        }
        S fresh = waiting.waitFor(source::open);
        if (!hold(fresh)) {
            fresh.close();
            throw new WireException.Cancelled("the pool was closed here");
        }
        return fresh;
    }

    private Optional<S> usedLast() {
        dropOld();
        lock.lock();
        try {
            return Optional.ofNullable(idle.pollLast()).map(Idle::session);
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(S session) {
        Optional<S> again = session.isOpen() ? setBack(session) : Optional.empty();
        if (again.isEmpty()) {
            drop(session);
            return;
        }
        lock.lock();
        try {
            all.remove(session);
            if (!closed) {
                all.add(again.get());
                idle.addLast(new Idle<>(again.get(), clock.getAsLong()));
                return;
            }
        } finally {
            lock.unlock();
        }
        again.get().close();
    }

    /** Whatever the trouble is, such as another thread that is still at work on it: the borrower is done. */
    private Optional<S> setBack(S session) {
        try {
            return source.setBack(session);
        } catch (WireException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private void dropOld() {
        for (Optional<S> old = tooOld(); old.isPresent(); old = tooOld()) {
            drop(old.get());
        }
    }

    private Optional<S> tooOld() {
        lock.lock();
        try {
            Idle<S> oldest = idle.peekFirst();
            if (oldest == null || clock.getAsLong() - oldest.since() < LONG_IDLE) {
                return Optional.empty();
            }
            return Optional.of(idle.removeFirst().session());
        } finally {
            lock.unlock();
        }
    }

    private void drop(S session) {
        session.close();
        lock.lock();
        try {
            all.remove(session);
            int room = all.isEmpty() ? heldBack : Math.min(1, heldBack);
            heldBack -= room;
            turns.release(room);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is one of the pool's from now on. */
    private boolean hold(S session) {
        lock.lock();
        try {
            return !closed && all.add(session);
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the pool is closed");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<S> open;
        lock.lock();
        try {
            closed = true;
            open = List.copyOf(all);
            all.clear();
            idle.clear();
        } finally {
            lock.unlock();
        }
        waiting.close();
        open.forEach(Session::close);
    }
}
