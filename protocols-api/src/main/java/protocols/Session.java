package protocols;

/**
 * A conversation that is open. It belongs to one thread at a time: a call that overlaps another throws
 * {@link IllegalStateException}. After a failure of the line it is dead, says so, and does nothing more.
 */
public interface Session extends AutoCloseable {

    /** What has been said so far, secrets redacted. Can be asked for at any time, also after the end. */
    Transcript transcript();

    /** What it has cost so far. */
    Stats stats();

    /** Whether the line is still good, as far as is known without asking the peer. */
    boolean isOpen();

    /**
     * Ends the session at once, from any thread, without waiting for the peer; a thread that waits in it gets
     * {@link WireException.Cancelled}. Closing again does nothing.
     */
    @Override
    void close();
}
