package protocols.internal.wire;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import protocols.WireException;

/** Whether a link can be used: until it is closed here, or a fault has ended it. From any thread. */
final class Life {

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable WireException fault;
    private volatile @Nullable String abandoned;
    private volatile @Nullable WireException elsewhere;
    private volatile boolean shared;

    /** Where it is found closed, that is no mistake of the caller, but another thread has closed the session meanwhile. */
    void share(boolean so) {
        shared = so;
    }

    boolean isClosed() {
        return closed.get();
    }

    boolean isAlive() {
        return !isClosed() && fault == null;
    }

    /** The caller's own code failed in the middle. */
    void abandon(String why) {
        if (abandoned == null) {
            abandoned = why;
        }
    }

    /** Something has gone wrong that this link is given up for; the last such thing counts, until it is closed again. */
    void abandon(WireException cause) {
        elsewhere = cause;
    }

    void require() throws WireException {
        WireException cause = elsewhere;
        if (cause != null) {
            throw new WireException.Hangup("the session ended earlier: " + cause.getMessage(), cause);
        }
        if (abandoned != null) {
            throw new IllegalStateException("the session was closed because " + abandoned);
        }
        if (isClosed() && shared) {
            throw new WireException.Cancelled("the session was closed here");
        }
        if (isClosed()) {
            throw new IllegalStateException("the session is closed");
        }
        WireException earlier = fault;
        if (earlier instanceof WireException.Cancelled) {
            throw new WireException.Cancelled("the session ended earlier: " + earlier.getMessage(), earlier);
        }
        if (earlier != null) {
            throw new WireException.Hangup("the session ended earlier: " + earlier.getMessage(), earlier);
        }
    }

    /** A fault ends it; gives the one that did so first. */
    WireException end(WireException now) {
        WireException earlier = fault;
        if (earlier == null) {
            fault = now;
            return now;
        }
        return earlier;
    }

    /** Whether it was open. */
    boolean close() {
        elsewhere = null;
        return closed.compareAndSet(false, true);
    }
}
