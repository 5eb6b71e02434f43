package protocols.internal.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import protocols.Attempt;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.CoreFriend;

/** A connected stream: TCP or a unix socket. */
final class ChannelWire implements Wire {

    /** How long an offer waits for the peer to take something. */
    private static final long STEP_NANOS = 100_000_000L;

    private final SocketChannel channel;
    private final String peer;
    private final String local;
    private final Watchdog reading;
    private final Watchdog writing;
    private final boolean isUnix;
    /** Held by whoever reads, and by whoever writes: the channel's mode changes only while nobody else does either. */
    private final ReentrantLock reads = new ReentrantLock();

    private final ReentrantLock writes = new ReentrantLock();

    /** The channel does not block. */
    private boolean unblocked;

    private volatile @Nullable Readiness readiness;
    private final Ahead ahead = new Ahead();

    /** Takes over a connected channel in blocking mode. */
    ChannelWire(SocketChannel channel) throws IOException {
        this(channel, new Watchdog(channel));
    }

    private ChannelWire(SocketChannel channel, Watchdog reading) throws IOException {
        this.channel = channel;
        this.peer = SocketName.text(channel.getRemoteAddress());
        this.local = SocketName.text(channel.getLocalAddress());
        this.isUnix = !(channel.getRemoteAddress() instanceof InetSocketAddress);
        this.reading = reading;
        this.writing = new Watchdog(channel);
    }

    /** Connects a new channel to one address; it is closed if that fails. */
    static ChannelWire connect(SocketChannel channel, SocketAddress address, Deadline deadline) throws IOException {
        long began = System.nanoTime();
        Watchdog watchdog = new Watchdog(channel);
        watchdog.arm(deadline);
        try {
            channel.connect(address);
            if (address instanceof InetSocketAddress) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.socket().setOOBInline(true);
            }
            return new ChannelWire(channel, watchdog);
        } catch (IOException e) {
            watchdog.cancel();
            channel.close();
            WireException fault = Faults.of(e, watchdog, deadline);
            String result = fault instanceof WireException.Hangup ? String.valueOf(e.getMessage()) : fault.kind();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            String transport = address instanceof InetSocketAddress ? "TCP" : "UNIX";
            List<Attempt> tried = List.of(Attempt.of(SocketName.text(address), transport, took, result));
            if (fault instanceof WireException.Hangup) {
                throw new WireException.Unreachable(SocketName.text(address) + ": " + e.getMessage(), tried, e);
            }
            throw CoreFriend.get().with(fault, tried);
        } finally {
            watchdog.disarm();
        }
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        reads.lock();
        try {
            if (ahead.isKnown()) {
                return ahead.take(into);
            }
            if (deadline.hasPassed()) {
                throw new WireException.TimedOut(deadline);
            }
            int n = unblocked ? channel.read(into) : 0;
            if (n != 0) {
                return n;
            }
            block();
            return readBlocking(into, deadline);
        } finally {
            reads.unlock();
        }
    }

    private int readBlocking(ByteBuffer into, Deadline deadline) throws IOException {
        reading.arm(deadline);
        int n;
        boolean inTime;
        try {
            n = channel.read(into);
        } catch (IOException e) {
            throw Faults.of(e, reading, deadline);
        } finally {
            inTime = reading.disarm();
        }
        if (!inTime) {
            throw new WireException.TimedOut(deadline);
        }
        return n;
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        if (deadline.hasPassed()) {
            throw new WireException.TimedOut(deadline);
        }
        writes.lock();
        try {
            if (unblocked && reads.tryLock()) {
                try {
                    block();
                } finally {
                    reads.unlock();
                }
            }
            writing.arm(deadline);
            while (from.hasRemaining()) {
                if (channel.write(from) == 0) {
                    // Only while another thread waits on a unix socket, which makes the channel non-blocking.
                    Thread.onSpinWait();
                }
            }
        } catch (IOException e) {
            throw Faults.of(e, writing, deadline);
        } finally {
            writing.disarm();
            writes.unlock();
        }
    }

    /**
     * The kernel wakes who waits to write only when a third of up to four megabytes is free, which is minutes with a slow
     * reader; so the write is tried again meanwhile.
     */
    @Override
    public boolean offer(ByteBuffer from, Deadline deadline) throws IOException {
        if (!reads.tryLock()) {
            write(from, deadline);
            return true;
        }
        writes.lock();
        try {
            unblock();
            int n = channel.write(from);
            if (n == 0 && from.hasRemaining()) {
                int listening = ahead.isKnown() ? 0 : SelectionKey.OP_READ;
                ready().await(SelectionKey.OP_WRITE | listening, Math.min(STEP_NANOS, deadline.remainingNanos()));
                n = channel.write(from);
            }
            return n > 0 || !from.hasRemaining();
        } catch (WireException.Cancelled e) {
            close();
            throw e;
        } catch (IOException e) {
            throw Faults.of(e);
        } finally {
            writes.unlock();
            reads.unlock();
            if (!channel.isOpen()) {
                release();
            }
        }
    }

    @Override
    public void endOutput() throws IOException {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public void urgent(byte one, Deadline deadline) throws IOException {
        if (isUnix) {
            throw new WireException.Unsupported("a unix socket has no urgent data");
        }
        writes.lock();
        try {
            channel.socket().sendUrgentData(one);
        } catch (IOException e) {
            throw Faults.of(e);
        } finally {
            writes.unlock();
        }
    }

    @Override
    public Sight look() {
        if (!reads.tryLock()) {
            return Sight.ALIVE;
        }
        try {
            if (ahead.isKnown()) {
                return ahead.sight();
            }
            if (!channel.isOpen()) {
                return Sight.BROKEN;
            }
            if (!writes.tryLock()) {
                return Sight.ALIVE;
            }
            try {
                return lookAhead();
            } finally {
                writes.unlock();
            }
        } finally {
            reads.unlock();
        }
    }

    /** Reads without waiting: two changes of the mode and a read cost less than a small answer. */
    private Sight lookAhead() {
        try {
            if (unblocked) {
                ahead.arrived(channel.read(ahead.space()));
            } else {
                channel.configureBlocking(false);
                try {
                    ahead.arrived(channel.read(ahead.space()));
                } finally {
                    channel.configureBlocking(true);
                }
            }
        } catch (IOException e) {
            ahead.broke(e);
        }
        return ahead.sight();
    }

    /**
     * Reads ahead with the socket's own timeout: that leaves the writing half alone, which may be stuck in another thread,
     * and costs no selector. A unix socket has no such timeout.
     */
    @Override
    public boolean await(Deadline deadline) throws IOException {
        reads.lock();
        try {
            if (ahead.isKnown()) {
                return true;
            }
            if (isUnix) {
                return awaitReadable(deadline);
            }
            block();
            Socket socket = channel.socket();
            socket.setSoTimeout(timeout(deadline));
            ahead.arrived(socket.getInputStream().read(ahead.space().array()));
            return true;
        } catch (SocketTimeoutException e) {
            ahead.arrived(0);
            return false;
        } catch (IOException e) {
            ahead.broke(e);
            throw Faults.of(e);
        } finally {
            reads.unlock();
        }
    }

    /** As sockets count it. */
    static int timeout(Deadline deadline) {
        return deadline.isNever()
                ? 0
                : (int) Math.min(Integer.MAX_VALUE, millis(Math.max(0, deadline.remainingNanos())));
    }

    private boolean awaitReadable(Deadline deadline) throws IOException {
        unblock();
        try {
            Readiness ready = ready();
            boolean readable = ready.await(SelectionKey.OP_READ, deadline.remainingNanos());
            while (!readable && !deadline.hasPassed()) {
                readable = ready.await(SelectionKey.OP_READ, deadline.remainingNanos());
            }
            return readable;
        } catch (WireException.Cancelled e) {
            close();
            throw e;
        } finally {
            block();
        }
    }

    private void unblock() throws IOException {
        if (!unblocked) {
            channel.configureBlocking(false);
            unblocked = true;
        }
    }

    private Readiness ready() throws IOException {
        Readiness ready = readiness;
        if (ready == null) {
            ready = Readiness.of(channel);
            readiness = ready;
        }
        return ready;
    }

    private void block() throws IOException {
        if (unblocked) {
            unblocked = false;
            Readiness ready = readiness;
            readiness = null;
            if (ready != null) {
                ready.close();
            }
            if (channel.isOpen()) {
                channel.configureBlocking(true);
            }
        }
    }

    /** Rounded up, so that a wait never ends just before its deadline. */
    static long millis(long nanos) {
        return nanos / 1_000_000 + 1;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public String local() {
        return local;
    }

    /** Whoever closes the channel then, be it an interrupt or a watchdog, sends a reset and not FIN. */
    @Override
    public void unfinished(boolean so) {
        try {
            if (!isUnix) {
                channel.setOption(StandardSocketOptions.SO_LINGER, so ? 0 : -1);
            }
        } catch (IOException closed) {
            // It has come to its end already.
            return;
        }
    }

    @Override
    public void close() {
        reading.cancel();
        writing.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that fails to close.
        } finally {
            release();
        }
    }

    /** The channel is closed: frees whoever waits for it, who lets go of the selector then. */
    private void release() {
        Readiness ready = readiness;
        if (ready == null) {
            return;
        }
        ready.wake();
        if (reads.tryLock()) {
            try {
                block();
            } catch (IOException e) {
                // Nothing is left to be done with a selector that fails to close.
                return;
            } finally {
                reads.unlock();
            }
        }
    }
}
