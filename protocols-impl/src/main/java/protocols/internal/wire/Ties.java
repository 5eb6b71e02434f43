package protocols.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import protocols.WireException;

/**
 * All that one session waits on or holds: connections, listeners, and the threads that are connecting, looking a name up
 * or accepting for it. What is not open yet cannot be closed, so that these are interrupted instead. From any thread.
 */
public final class Ties implements Closeable {

    /** Something that waits, and can be interrupted. */
    public interface Wait<T, E extends IOException> {
        T run() throws E;
    }

    private final Set<Thread> waiting = new HashSet<>();
    private final Set<Closeable> held = new HashSet<>();
    private boolean closed;

    /**
     * Runs it in this thread.
     *
     * @throws WireException.Cancelled if the session is closed before or meanwhile
     */
    public <T, E extends IOException> T waitFor(Wait<T, E> wait) throws E, WireException {
        begin();
        try {
            return wait.run();
        } catch (IOException e) {
            if (isClosed()) {
                throw new WireException.Cancelled("the session was closed here", e);
            }
            throw e;
        } finally {
            end();
        }
    }

    /**
     * Opens a connection, waiting in this thread, and holds it.
     *
     * @throws WireException.Cancelled if the session is closed before or meanwhile
     */
    public Link open(Wait<Link, WireException> wait) throws WireException {
        Link opened = waitFor(wait);
        if (!add(opened)) {
            opened.close();
            throw new WireException.Cancelled("the session was closed here");
        }
        return opened;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void begin() throws WireException {
        if (closed) {
            throw new WireException.Cancelled("the session was closed here");
        }
        waiting.add(Thread.currentThread());
    }

    private synchronized void end() {
        waiting.remove(Thread.currentThread());
        if (closed) {
            // Ours, and none of the caller's business.
            Thread.interrupted();
        }
    }

    /** Is closed with the session; at once if that is closed already. */
    public <C extends Closeable> C hold(C resource) {
        if (!add(resource)) {
            close(resource);
        }
        return resource;
    }

    private synchronized boolean add(Closeable resource) {
        held.removeIf(one -> one instanceof Link link && !link.isAlive());
        return !closed && held.add(resource);
    }

    /** Closes what was held, and no longer holds it. */
    public void release(Closeable resource) {
        synchronized (this) {
            held.remove(resource);
        }
        close(resource);
    }

    @Override
    public void close() {
        Set<Closeable> all;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.forEach(Thread::interrupt);
            all = Set.copyOf(held);
            held.clear();
        }
        all.forEach(Ties::close);
    }

    private static void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            // Nothing is left to be done with what fails to close.
            return;
        }
    }
}
