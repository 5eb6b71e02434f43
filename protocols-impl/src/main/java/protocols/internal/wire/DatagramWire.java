package protocols.internal.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;

/**
 * A datagram socket connected to its peer, so that nobody else's datagrams come in. A deadline leaves it as good as
 * before: a late answer can still be waited for.
 */
final class DatagramWire implements Wire {

    /** How long a thread stays awake for a peer that answers sooner than a sleeping thread is woken. */
    private static final long AWAKE_NANOS = 100_000;

    /** A peer that took longer the last time is waited for asleep: staying awake would cost more than it saves. */
    private static final long NEAR_NANOS = 2 * AWAKE_NANOS;

    /** On one processor a peer on this machine could not even work while this thread is awake. */
    private static final boolean MAY_STAY_AWAKE = Runtime.getRuntime().availableProcessors() > 1;

    private final DatagramChannel channel;
    private final Selector selector;
    private final String peer;
    private final String local;

    // Supposed until the first datagram has come.
    private boolean isNear = MAY_STAY_AWAKE;

    private DatagramWire(DatagramChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.peer = SocketName.text(channel.getRemoteAddress());
        this.local = SocketName.text(channel.getLocalAddress());
    }

    static DatagramWire open(InetSocketAddress peer) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        Selector selector = null;
        try {
            selector = Selector.open();
            channel.configureBlocking(false);
            channel.connect(peer);
            channel.register(selector, SelectionKey.OP_READ);
            return new DatagramWire(channel, selector);
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        int before = into.position();
        long began = System.nanoTime();
        try {
            while (true) {
                Faults.checkInterrupt();
                int n = isNear ? readAwake(into, deadline) : channel.read(into);
                if (into.position() > before) {
                    isNear = MAY_STAY_AWAKE && System.nanoTime() - began < NEAR_NANOS;
                    return n;
                }
                if (!await(deadline)) {
                    throw new WireException.TimedOut(deadline);
                }
            }
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    private int readAwake(ByteBuffer into, Deadline deadline) throws IOException {
        int before = into.position();
        long until = System.nanoTime() + Math.min(AWAKE_NANOS, deadline.remainingNanos());
        int n = channel.read(into);
        while (into.position() == before && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
            n = channel.read(into);
        }
        return n;
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        try {
            Faults.checkInterrupt();
            while (channel.write(from) == 0 && from.hasRemaining()) {
                Thread.onSpinWait();
                if (deadline.hasPassed()) {
                    throw new WireException.TimedOut(deadline);
                }
            }
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public boolean await(Deadline deadline) throws IOException {
        try {
            return select(deadline);
        } catch (ClosedSelectorException e) {
            throw new WireException.Cancelled("the connection was closed here", e);
        }
    }

    private boolean select(Deadline deadline) throws IOException {
        while (true) {
            long left = deadline.remainingNanos();
            int ready = left <= 0 ? selector.selectNow() : selector.select(ChannelWire.millis(left));
            if (Thread.currentThread().isInterrupted()) {
                close();
                throw Faults.interrupted();
            }
            if (!channel.isOpen()) {
                throw new WireException.Cancelled("the connection was closed here");
            }
            selector.selectedKeys().clear();
            if (ready > 0) {
                return true;
            }
            if (deadline.hasPassed()) {
                return false;
            }
        }
    }

    /** Gives the socket away to somebody who waits for several at once; this wire is of no use afterwards. */
    DatagramChannel release() throws IOException {
        selector.close();
        return channel;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public String local() {
        return local;
    }

    @Override
    public void close() {
        try {
            channel.close();
            selector.wakeup();
            selector.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that fails to close.
            return;
        }
    }
}
