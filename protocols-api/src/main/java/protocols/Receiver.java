package protocols;

import java.io.IOException;

/**
 * Takes things as they come, one after the other, on the caller's own thread. What it throws comes out of the call that it
 * was given to as it is, never as a {@link WireException}: the operation is broken off, and the session goes on where it
 * can be brought back in step at once; else it is closed, and its next call is an {@link IllegalStateException}.
 *
 * <p>It must leave the session that calls it alone, unless the call says otherwise.
 *
 * @param <T> what it takes
 */
@FunctionalInterface
public interface Receiver<T> {

    /** Takes one; good until this returns where the item says so. */
    void take(T item) throws IOException;
}
