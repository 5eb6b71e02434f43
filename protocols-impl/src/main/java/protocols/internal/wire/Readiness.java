package protocols.internal.wire;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import protocols.WireException;

/** Waits until a channel that does not block can be read or written. From any thread it can be freed. */
final class Readiness {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private Readiness(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, 0);
    }

    static Readiness of(SocketChannel channel) throws IOException {
        Selector selector = Selector.open();
        try {
            return new Readiness(channel, selector);
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
    }

    /**
     * Waits for one of the operations.
     *
     * @param nanos for how long at most
     * @return false if the time is up
     * @throws WireException.Cancelled if the thread was interrupted, or the channel was closed here
     */
    boolean await(int operations, long nanos) throws IOException {
        try {
            key.interestOps(operations);
        } catch (CancelledKeyException e) {
            throw new WireException.Cancelled("the connection was closed here", e);
        }
        // A close that came before this selector was known could not wake it.
        if (!channel.isOpen()) {
            throw new WireException.Cancelled("the connection was closed here");
        }
        int ready = nanos <= 0 ? selector.selectNow() : selector.select(ChannelWire.millis(nanos));
        Faults.checkInterrupt();
        if (!channel.isOpen()) {
            throw new WireException.Cancelled("the connection was closed here");
        }
        selector.selectedKeys().clear();
        return ready > 0;
    }

    /** Frees whoever waits. */
    void wake() {
        selector.wakeup();
    }

    /** Lets go of the channel, so that it can block again. */
    void close() throws IOException {
        key.cancel();
        selector.close();
    }
}
