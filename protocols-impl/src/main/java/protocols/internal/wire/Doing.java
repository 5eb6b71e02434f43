package protocols.internal.wire;

import java.util.Optional;
import protocols.Stats;

/**
 * What one operation comes to, for an observer: from its first step to its last. What is lent to the caller, such as the
 * body of a response, holds its end up until it is given back.
 */
public final class Doing {

    /** Of which nobody is told: it is part of another, or nobody looks on. */
    public static final Doing UNTOLD = new Doing(Optional.empty(), "", Stats.NONE);

    private final Optional<Telling> to;
    private final String what;
    private final Stats before;
    private Optional<Throwable> failure = Optional.empty();
    private boolean over;
    private boolean isTold;
    private int lent;

    private Doing(Optional<Telling> to, String what, Stats before) {
        this.to = to;
        this.what = what;
        this.before = before;
    }

    static Doing of(Telling to, String what, Stats before) {
        return new Doing(Optional.of(to), what, before);
    }

    String what() {
        return what;
    }

    /** What the session had cost before it. */
    Stats before() {
        return before;
    }

    Optional<Throwable> failure() {
        return failure;
    }

    /** It ends with this; what went wrong first is what counts. */
    public void failed(Throwable why) {
        if (to.isPresent()) {
            synchronized (this) {
                failure = failure.or(() -> Optional.of(why));
            }
        }
    }

    /** Its call is over; a call that failed lends nothing any more. */
    public void end() {
        if (to.isPresent()) {
            to.get().leave(this);
            synchronized (this) {
                over = true;
            }
            tellOnceOver();
        }
    }

    /** Something of it is lent to the caller. */
    synchronized Doing lend() {
        lent++;
        return this;
    }

    /** What was lent has been read to its end, or closed; to be called once for each. */
    public void giveBack() {
        if (to.isPresent()) {
            synchronized (this) {
                lent--;
            }
            tellOnceOver();
        }
    }

    private void tellOnceOver() {
        synchronized (this) {
            if (!over || (lent > 0 && failure.isEmpty())) {
                return;
            }
            if (isTold) {
                return;
            }
            isTold = true;
        }
        to.get().finished(this);
    }

    /** The caller goes on with what was lent, on this thread. */
    public boolean resume() {
        return to.isPresent() && to.get().enter(this);
    }

    /** To be called where {@link #resume} was true. */
    public void pause() {
        to.ifPresent(telling -> telling.leave(this));
    }
}
