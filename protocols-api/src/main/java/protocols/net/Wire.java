package protocols.net;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import protocols.WireException;

/**
 * Bytes both ways: a TCP connection, a tunnel through a proxy, a connected datagram socket, a recording. A wire does not
 * know what the bytes mean. One thread may read while another writes; any thread may close.
 *
 * <p>A wire of datagrams gives one datagram for each read and sends one for each write.
 *
 * <p>Implementations tell a deadline by {@link WireException.TimedOut}, their own closing and an interrupt by
 * {@link WireException.Cancelled} (the interrupt flag stays set), and anything else by any {@link IOException}.
 */
public interface Wire extends Closeable {

    /** What can be seen of a wire without waiting. */
    enum Sight {
        /** Nothing has come, and nothing is known to be wrong. */
        ALIVE,
        /** There is something to read. */
        DATA,
        /** The peer has closed its direction; all that it sent was read. */
        ENDED,
        /** The connection was reset, cut or closed: a read or a write would fail. */
        BROKEN,
        /** This wire cannot tell: go on, and find out. */
        UNKNOWN
    }

    /**
     * Reads what there is, waiting for the first byte.
     *
     * @return the number of bytes, at least 1 (0 only for an empty datagram), or -1 at the end of the stream
     * @throws WireException.TimedOut if nothing arrived before the deadline; the wire may be closed then
     */
    int read(ByteBuffer into, Deadline deadline) throws IOException;

    /**
     * Writes all of the buffer.
     *
     * @throws WireException.TimedOut if the peer did not take it before the deadline; the wire is closed then
     */
    void write(ByteBuffer from, Deadline deadline) throws IOException;

    /**
     * Writes what the wire takes at once. Where it takes nothing, waits for at most a tenth of a second until it does or
     * until there is something to read: so whoever sends much can listen meanwhile, and count as progress what leaves.
     * The default writes all of it, as {@link #write} does.
     *
     * @return whether something was written
     */
    default boolean offer(ByteBuffer from, Deadline deadline) throws IOException {
        write(from, deadline);
        return true;
    }

    /**
     * Whether something that was taken has not left yet, as a wire over another may hold it: it goes with the next offer,
     * be that one of nothing. The default holds nothing.
     */
    default boolean holds() {
        return false;
    }

    /**
     * Says that nothing more will be sent, and stays open for reading: FIN, or a close_notify under TLS, which is held
     * until it is offered ({@link #holds}). The default cannot.
     *
     * @throws WireException.Unsupported if this wire has no halves
     */
    default void endOutput() throws IOException {
        throw new WireException.Unsupported("this connection cannot be closed in one direction");
    }

    /**
     * Sends one byte as urgent data, inline at its place among the others (RFC 6093), past what is held. The default
     * cannot.
     *
     * @throws WireException.Unsupported if this wire has no urgent data, as TLS has none
     */
    default void urgent(byte one, Deadline deadline) throws IOException {
        throw new WireException.Unsupported("this connection has no urgent data");
    }

    /**
     * Looks at the wire, without waiting and without an exception; what has come is still to be read. While another
     * thread reads it is {@link Sight#ALIVE}. The default knows nothing.
     */
    default Sight look() {
        return Sight.UNKNOWN;
    }

    /**
     * Waits until a read would not wait.
     *
     * @return false if the deadline passed first; the wire is as good as before
     */
    boolean await(Deadline deadline) throws IOException;

    /** The address of the peer, such as {@code 192.0.2.1:25}: what was connected to, which a proxy may hide. */
    String peer();

    /** The local address, such as {@code 192.0.2.7:49152}; empty where there is none. */
    String local();

    /**
     * Says whether an end of this wire, however it comes about, is to look like a failure: while something is sent whose
     * end is the end of the stream, a peer must not take the part for the whole. The default does not mind.
     */
    default void unfinished(boolean so) {}

    /**
     * Closes as {@link #close} does, but so that the peer takes it for a failure and not for the end of what was sent: a
     * reset, under TLS without close_notify. What has not left is lost.
     */
    default void abort() {
        unfinished(true);
        close();
    }

    /** Closes both directions at once, from any thread; a thread that waits is freed. Closing again does nothing. */
    @Override
    void close();
}
