package protocols;

/**
 * Sessions that several threads share: one is lent to whoever has something to do, and is nobody else's until that is done.
 * Each is logged in with the credentials of the client value that the pool was made from, when it is first needed, and there
 * are never more at once than was said. Whoever made the pool closes it; any thread may use it.
 *
 * <p>A session is lent as a new login is: what the borrower before has changed is set back, and where that cannot be done
 * the session is closed and another is logged in. So is one on which the line broke, or that the server has closed meanwhile,
 * as far as can be seen without asking. One that is given back is not used any further: its next call is an
 * {@link IllegalStateException}. Transcript and costs are those of its whole life. One that nobody wanted for two minutes is
 * closed when the pool is used next.
 *
 * <p>No thread is kept. Of sessions that are free the one is lent that was used last; threads that wait are served in the
 * order in which they came.
 *
 * @param <S> what is lent
 */
public interface Pool<S extends Session> extends AutoCloseable {

    /**
     * What is done with a session, and gives something.
     *
     * @param <S> what is lent
     * @param <T> what it gives
     * @param <E> what it throws
     */
    @FunctionalInterface
    interface Use<S, T, E extends Exception> {
        /** Does it. */
        T with(S session) throws E;
    }

    /**
     * What is done with a session, and gives nothing.
     *
     * @param <S> what is lent
     * @param <E> what it throws
     */
    @FunctionalInterface
    interface Task<S, E extends Exception> {
        /** Does it. */
        void with(S session) throws E;
    }

    /**
     * Does something with a session, on this thread.
     *
     * @return what it gives
     * @throws E what it throws, as it is
     * @throws WireException.TimedOut if no session is free within the client's {@link Client#timeout}
     * @throws WireException if none can be logged in: where the server refuses a further one, those that it has let in are
     *     waited for; and {@link WireException.Cancelled} if the thread is interrupted or the
     *     pool closed meanwhile
     * @throws IllegalStateException if the pool is closed
     */
    <T, E extends Exception> T use(Use<? super S, T, E> body) throws E, WireException;

    /** As {@link #use}, of what gives nothing. */
    default <E extends Exception> void run(Task<? super S, E> body) throws E, WireException {
        use(session -> {
            body.with(session);
            return true;
        });
    }

    /**
     * Closes all sessions at once, those that are lent too, from any thread: whoever waits in one, or for one, gets
     * {@link WireException.Cancelled}. Closing again does nothing.
     */
    @Override
    void close();
}
