package protocols.internal.dns;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import protocols.WireException;
import protocols.dns.Outcome;
import protocols.internal.wire.Doing;

/** Outcomes of which somebody is told: the work of a stream is one operation, from its beginning to its last outcome. */
final class Told implements Spliterator<Outcome> {

    private final Spliterator<Outcome> inner;
    private final Doing doing;
    private final Deque<Outcome> found = new ArrayDeque<>();

    private Told(Spliterator<Outcome> inner, Doing doing) {
        this.inner = inner;
        this.doing = doing;
    }

    /** A lookup that found out nothing has failed; that a name does not exist or has no such records was found out. */
    static void of(Outcome outcome, Doing doing) {
        boolean answered = outcome instanceof Outcome.Answer
                || outcome instanceof Outcome.NoData
                || outcome instanceof Outcome.NxDomain;
        if (answered || doing == Doing.UNTOLD) {
            return;
        }
        try {
            outcome.orThrow();
        } catch (WireException why) {
            doing.failed(why);
        }
    }

    static Stream<Outcome> of(Stream<Outcome> outcomes, Doing doing) {
        if (doing == Doing.UNTOLD) {
            return outcomes;
        }
        return StreamSupport.stream(new Told(outcomes.spliterator(), doing), false)
                .onClose(outcomes::close)
                .onClose(doing::giveBack);
    }

    /** The caller's own code is no part of it. */
    @Override
    public boolean tryAdvance(Consumer<? super Outcome> action) {
        if (!advance()) {
            return false;
        }
        action.accept(found.remove());
        return true;
    }

    private boolean advance() {
        boolean resumed = doing.resume();
        boolean more = false;
        try {
            more = inner.tryAdvance(found::add);
            return more;
        } catch (RuntimeException | Error e) {
            doing.failed(e.getCause() instanceof WireException fault ? fault : e);
            throw e;
        } finally {
            if (resumed) {
                doing.pause();
            }
            if (!more) {
                doing.giveBack();
            }
        }
    }

    /** The work is one thread's. */
    @Override
    @SuppressWarnings("NullAway") // What the contract asks for.
    public Spliterator<Outcome> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return inner.estimateSize();
    }

    @Override
    public int characteristics() {
        return NONNULL | IMMUTABLE;
    }
}
