package protocols.internal.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import protocols.Attempt;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.CoreFriend;

/** A connected stream: TCP or a unix socket. */
final class ChannelWire implements Wire {

    private static final int AHEAD = 1024;

    private final SocketChannel channel;
    private final String peer;
    private final String local;
    private final Watchdog reading;
    private final Watchdog writing;
    private final boolean isUnix;
    private volatile @Nullable Selector waiting;
    /** What a wait has read; most connections never wait so. */
    private ByteBuffer ahead = ByteBuffer.allocate(0);

    private boolean endAhead;

    /** Takes over a connected channel in blocking mode. */
    ChannelWire(SocketChannel channel) throws IOException {
        this(channel, new Watchdog(channel));
    }

    private ChannelWire(SocketChannel channel, Watchdog reading) throws IOException {
        this.channel = channel;
        this.peer = text(channel.getRemoteAddress());
        this.local = text(channel.getLocalAddress());
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
            }
            return new ChannelWire(channel, watchdog);
        } catch (IOException e) {
            watchdog.cancel();
            channel.close();
            WireException fault = Faults.of(e, watchdog, deadline);
            String result = fault instanceof WireException.Hangup ? String.valueOf(e.getMessage()) : fault.kind();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            String transport = address instanceof InetSocketAddress ? "TCP" : "UNIX";
            List<Attempt> tried = List.of(Attempt.of(text(address), transport, took, result));
            if (fault instanceof WireException.Hangup) {
                throw new WireException.Unreachable(text(address) + ": " + e.getMessage(), tried, e);
            }
            throw CoreFriend.get().with(fault, tried);
        } finally {
            watchdog.disarm();
        }
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        if (ahead.hasRemaining()) {
            return takeAhead(into);
        }
        if (endAhead) {
            return -1;
        }
        if (deadline.hasPassed()) {
            throw new WireException.TimedOut(deadline);
        }
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

    private int takeAhead(ByteBuffer into) {
        int n = Math.min(ahead.remaining(), into.remaining());
        into.put(into.position(), ahead, ahead.position(), n);
        into.position(into.position() + n);
        ahead.position(ahead.position() + n);
        return n;
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        if (deadline.hasPassed()) {
            throw new WireException.TimedOut(deadline);
        }
        writing.arm(deadline);
        try {
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
        }
    }

    /**
     * Reads ahead with the socket's own timeout: that leaves the writing half alone, which may be stuck in another thread,
     * and costs no selector. A unix socket has no such timeout.
     */
    @Override
    public boolean await(Deadline deadline) throws IOException {
        if (ahead.hasRemaining() || endAhead) {
            return true;
        }
        if (isUnix) {
            return awaitBySelector(deadline);
        }
        try {
            if (ahead.capacity() == 0) {
                ahead = ByteBuffer.allocate(AHEAD).limit(0);
            }
            Socket socket = channel.socket();
            socket.setSoTimeout(deadline.isNever() ? 0 : timeout(deadline.remainingNanos()));
            int n = socket.getInputStream().read(ahead.array());
            endAhead = n < 0;
            ahead.limit(Math.max(n, 0)).position(0);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    private static int timeout(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, millis(Math.max(0, nanos)));
    }

    private boolean awaitBySelector(Deadline deadline) throws IOException {
        try (Selector selector = Selector.open()) {
            waiting = selector;
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            try {
                return select(selector, deadline);
            } finally {
                waiting = null;
                key.cancel();
                if (channel.isOpen()) {
                    selector.selectNow();
                    channel.configureBlocking(true);
                }
            }
        } catch (IOException e) {
            throw Faults.of(e);
        }
    }

    private boolean select(Selector selector, Deadline deadline) throws IOException {
        while (true) {
            long left = deadline.remainingNanos();
            int ready = left <= 0 ? selector.selectNow() : selector.select(millis(left));
            if (Thread.currentThread().isInterrupted()) {
                close();
                throw Faults.interrupted();
            }
            if (!channel.isOpen()) {
                throw new WireException.Cancelled("the connection was closed here");
            }
            if (ready > 0) {
                return true;
            }
            if (deadline.hasPassed()) {
                return false;
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

    @Override
    public void close() {
        reading.cancel();
        writing.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that fails to close.
            return;
        } finally {
            Selector blocked = waiting;
            if (blocked != null) {
                blocked.wakeup();
            }
        }
    }

    static String text(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String host = inet.getAddress().getHostAddress();
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
        }
        return address == null ? "" : address.toString();
    }
}
