package protocols.internal.dns;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import protocols.WireException;

/** The threads that are connecting now: what is not open yet cannot be closed, so that they are interrupted instead. */
final class Connects {

    private final Set<Thread> connecting = new HashSet<>();
    private boolean closed;

    /** A connect, which can be interrupted. */
    interface Connect<T, E extends IOException> {
        T run() throws E;
    }

    /** Runs a connect in this thread. */
    <T, E extends IOException> T run(Connect<T, E> connect) throws E, WireException {
        begin();
        try {
            return connect.run();
        } finally {
            end();
        }
    }

    private synchronized void begin() throws WireException {
        if (closed) {
            throw new WireException.Cancelled("the session was closed here");
        }
        connecting.add(Thread.currentThread());
    }

    private synchronized void end() {
        connecting.remove(Thread.currentThread());
        if (closed) {
            // Ours, and none of the caller's business.
            Thread.interrupted();
        }
    }

    /** From any thread, at once. */
    synchronized void close() {
        closed = true;
        connecting.forEach(Thread::interrupt);
    }
}
