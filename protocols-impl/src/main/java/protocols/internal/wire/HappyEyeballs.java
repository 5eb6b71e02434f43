package protocols.internal.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import protocols.Attempt;
import protocols.WireException;
import protocols.net.Deadline;
import protocols.spi.CoreFriend;

/**
 * Connects to the first of several addresses that answers: the next one is tried when one fails or has not answered for
 * 250 ms, and the earlier ones stay in the race (RFC 8305 section 5). One thread, one selector.
 */
final class HappyEyeballs {

    private static final long ATTEMPT_DELAY = 250_000_000L;

    private final List<InetSocketAddress> addresses;
    private final Deadline deadline;
    private final long began = System.nanoTime();
    private final List<Attempt> failures = new ArrayList<>();
    private final List<SocketChannel> pending = new ArrayList<>();
    private final List<InetSocketAddress> silent = new ArrayList<>();
    private Optional<IOException> lastFailure = Optional.empty();
    private int next;

    private HappyEyeballs(List<InetSocketAddress> addresses, Deadline deadline) {
        this.addresses = addresses;
        this.deadline = deadline;
    }

    /** A connected channel in blocking mode. */
    static SocketChannel connect(List<InetSocketAddress> addresses, Deadline deadline) throws IOException {
        return new HappyEyeballs(addresses, deadline).race();
    }

    private SocketChannel race() throws IOException {
        SocketChannel winner = null;
        try (Selector selector = Selector.open()) {
            winner = race(selector).orElseThrow(this::unreachable);
            winner.keyFor(selector).cancel();
            selector.selectNow();
            winner.configureBlocking(true);
            winner.setOption(StandardSocketOptions.TCP_NODELAY, true);
            KeepAlive.on(winner);
            return winner;
        } catch (IOException e) {
            if (winner != null) {
                winner.close();
            }
            throw e instanceof WireException fault ? CoreFriend.get().with(fault, tried()) : e;
        } finally {
            for (SocketChannel loser : pending) {
                if (loser != winner) {
                    loser.close();
                }
            }
        }
    }

    private Optional<SocketChannel> race(Selector selector) throws IOException {
        long nextStart = System.nanoTime();
        while (true) {
            Faults.checkInterrupt();
            if (deadline.hasPassed()) {
                throw timedOut();
            }
            long now = System.nanoTime();
            if (next < addresses.size() && (pending.isEmpty() || now - nextStart >= 0)) {
                nextStart = now + ATTEMPT_DELAY;
                Optional<SocketChannel> atOnce = start(addresses.get(next++), selector);
                if (atOnce.isPresent()) {
                    return atOnce;
                }
                continue;
            }
            if (pending.isEmpty()) {
                return Optional.empty();
            }
            long wait = deadline.remainingNanos();
            selector.select(ChannelWire.millis(next < addresses.size() ? Math.min(wait, nextStart - now) : wait));
            Optional<SocketChannel> connected = finish(selector);
            if (connected.isPresent()) {
                return connected;
            }
        }
    }

    private Optional<SocketChannel> start(InetSocketAddress address, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            boolean connected = channel.connect(address);
            channel.register(selector, SelectionKey.OP_CONNECT, address);
            pending.add(channel);
            silent.add(address);
            return connected ? Optional.of(channel) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            channel.close();
            failed(address, e instanceof IOException io ? io : new IOException(e));
            return Optional.empty();
        }
    }

    private Optional<SocketChannel> finish(Selector selector) throws IOException {
        Optional<SocketChannel> connected = Optional.empty();
        for (SelectionKey key : selector.selectedKeys()) {
            SocketChannel channel = (SocketChannel) key.channel();
            try {
                if (connected.isEmpty() && channel.finishConnect()) {
                    connected = Optional.of(channel);
                }
            } catch (IOException e) {
                pending.remove(channel);
                silent.remove((InetSocketAddress) key.attachment());
                channel.close();
                failed((InetSocketAddress) key.attachment(), e);
            }
        }
        selector.selectedKeys().clear();
        return connected;
    }

    private void failed(InetSocketAddress address, IOException e) {
        lastFailure = Optional.of(e);
        failures.add(attempt(address, String.valueOf(e.getMessage())));
    }

    private WireException timedOut() {
        List<Attempt> tried = tried();
        return tried.isEmpty()
                ? new WireException.TimedOut(deadline)
                : new WireException.TimedOut(deadline, text(tried));
    }

    private List<Attempt> tried() {
        List<Attempt> tried = new ArrayList<>(failures);
        for (InetSocketAddress address : silent) {
            tried.add(attempt(address, "no answer"));
        }
        return tried;
    }

    private Attempt attempt(InetSocketAddress address, String result) {
        return Attempt.of(SocketName.text(address), "TCP", Duration.ofNanos(System.nanoTime() - began), result);
    }

    private static String text(List<Attempt> tried) {
        return tried.stream().map(one -> one.target() + ": " + one.result()).collect(Collectors.joining("; "));
    }

    private WireException unreachable() {
        String reason = text(failures);
        return lastFailure
                .map(cause -> new WireException.Unreachable(reason, failures, cause))
                .orElseGet(() -> new WireException.Unreachable(reason, failures));
    }
}
