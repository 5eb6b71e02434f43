package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Connector;
import protocols.Deadline;
import protocols.Endpoint;
import protocols.Listener;
import protocols.Protocol.Transport;
import protocols.Wire;
import protocols.WireException;

/** A caller that waits is freed at once by its deadline, by an interrupt and by close() from another thread. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FreeingTest {

    private static final Duration PROMPT = Duration.ofMillis(250);

    private ServerSocket server;
    private final List<Socket> accepted = new ArrayList<>();

    private interface Wait {
        void run(Deadline deadline) throws IOException;
    }

    /** What became of a thread that waited. */
    private record Freed(Throwable by, boolean interrupted, long at) {}

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : accepted) {
            socket.close();
        }
        server.close();
    }

    private static Deadline in(int millis) {
        return Deadline.in("timeout", Duration.ofMillis(millis));
    }

    private Wire connected() throws IOException {
        Wire wire = Connector.direct().open(new Endpoint("127.0.0.1", server.getLocalPort(), Transport.TCP), in(5000));
        accepted.add(server.accept());
        return wire;
    }

    private static Wire datagrams(DatagramSocket peer) throws IOException {
        return Connector.direct().open(new Endpoint("127.0.0.1", peer.getLocalPort(), Transport.UDP), in(5000));
    }

    private static void fill(Wire wire, Deadline deadline) throws IOException {
        while (true) {
            wire.write(ByteBuffer.allocate(1 << 20), deadline);
        }
    }

    private static void isTimely(Wait wait) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> wait.run(in(150))).isInstanceOf(WireException.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(150), Duration.ofMillis(150).plus(PROMPT));
    }

    private static CompletableFuture<Freed> waiting(Wait wait, CompletableFuture<Thread> thread) {
        CompletableFuture<Freed> freed = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            thread.complete(Thread.currentThread());
            try {
                wait.run(in(10_000));
                freed.complete(new Freed(new AssertionError("was not freed"), false, 0));
            } catch (Throwable e) {
                freed.complete(new Freed(e, Thread.currentThread().isInterrupted(), System.nanoTime()));
            }
        });
        waiter.setDaemon(true);
        waiter.start();
        return freed;
    }

    /** Until it has nothing to do but to wait; in a native call it counts as running. */
    private static void settle(Thread thread) {
        long until = System.nanoTime() + 100_000_000;
        while (System.nanoTime() < until && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    private static void isFreedByInterrupt(Wait wait) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Freed> freed = waiting(wait, thread);
        settle(thread.get());
        long start = System.nanoTime();
        thread.get().interrupt();
        Freed how = freed.get(5, TimeUnit.SECONDS);
        assertThat(how.by()).isInstanceOf(WireException.Cancelled.class).hasMessageContaining("interrupted");
        assertThat(how.interrupted()).as("the flag stays").isTrue();
        assertThat(Duration.ofNanos(how.at() - start)).isLessThan(PROMPT);
    }

    private static void isFreedByClose(Wait wait, Runnable close) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Freed> freed = waiting(wait, thread);
        settle(thread.get());
        long start = System.nanoTime();
        close.run();
        Freed how = freed.get(5, TimeUnit.SECONDS);
        assertThat(how.by()).isInstanceOf(WireException.Cancelled.class).hasMessageContaining("closed here");
        assertThat(Duration.ofNanos(how.at() - start)).isLessThan(PROMPT);
    }

    @Test
    void aRead() throws Exception {
        Wire timed = connected();
        isTimely(deadline -> timed.read(ByteBuffer.allocate(1), deadline));
        Wire interrupted = connected();
        isFreedByInterrupt(deadline -> interrupted.read(ByteBuffer.allocate(1), deadline));
        Wire closed = connected();
        isFreedByClose(deadline -> closed.read(ByteBuffer.allocate(1), deadline), closed::close);
    }

    @Test
    void aWriteThatThePeerDoesNotTake() throws Exception {
        Wire timed = connected();
        isTimely(deadline -> fill(timed, deadline));
        Wire interrupted = connected();
        isFreedByInterrupt(deadline -> fill(interrupted, deadline));
        Wire closed = connected();
        isFreedByClose(deadline -> fill(closed, deadline), closed::close);
    }

    @Test
    void aWaitForBytesWhichTheWireOutlives() throws Exception {
        Wire wire = connected();
        assertThat(wire.await(in(50))).isFalse();
        accepted.get(0).getOutputStream().write(7);
        assertThat(wire.await(in(5000))).isTrue();
        assertThat(wire.read(ByteBuffer.allocate(9), in(5000))).isEqualTo(1);
        isFreedByInterrupt(deadline -> wire.await(deadline));
        Wire closed = connected();
        isFreedByClose(deadline -> closed.await(deadline), closed::close);
    }

    @Test
    void anAccept() throws Exception {
        Wire control = connected();
        try (Listener timed = Connector.direct().listen(control)) {
            isTimely(timed::accept);
        }
        try (Listener interrupted = Connector.direct().listen(control)) {
            isFreedByInterrupt(interrupted::accept);
        }
        try (Listener closed = Connector.direct().listen(control)) {
            isFreedByClose(closed::accept, closed::close);
        }
    }

    @Test
    void aDatagram() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Wire wire = datagrams(peer);
            isTimely(deadline -> wire.read(ByteBuffer.allocate(9), deadline));
            isFreedByClose(deadline -> wire.read(ByteBuffer.allocate(9), deadline), wire::close);
            Wire interrupted = datagrams(peer);
            isFreedByInterrupt(deadline -> interrupted.read(ByteBuffer.allocate(9), deadline));
        }
    }

    @Test
    void aConnectThatNobodyAnswers() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> fillers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel filler = SocketChannel.open();
                filler.configureBlocking(false);
                filler.connect(new InetSocketAddress("127.0.0.1", full.getLocalPort()));
                fillers.add(filler);
            }
            Endpoint endpoint = new Endpoint("127.0.0.1", full.getLocalPort(), Transport.TCP);
            isTimely(deadline -> Connector.direct().open(endpoint, deadline));
            isFreedByInterrupt(deadline -> Connector.direct().open(endpoint, deadline));
            for (SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void aProxyThatSaysNothing() {
        Endpoint proxy = new Endpoint("127.0.0.1", server.getLocalPort(), Transport.TCP);
        Endpoint target = new Endpoint("mx.example.org", 25, Transport.TCP);
        for (Connector connector : List.of(
                Connector.socks5(proxy, java.util.Optional.empty()),
                Connector.httpProxy(proxy, java.util.Optional.empty()))) {
            isTimely(deadline -> connector.open(target, deadline));
        }
    }

    @Test
    void aPeerThatDripsCannotStretchATotal() throws Exception {
        Wire wire = connected();
        Thread drip = new Thread(() -> {
            try {
                while (true) {
                    accepted.get(0).getOutputStream().write('x');
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        drip.setDaemon(true);
        drip.start();
        isTimely(deadline -> {
            while (true) {
                wire.read(ByteBuffer.allocate(1), deadline);
            }
        });
    }

    @Test
    void nobodyListensThereSaysEveryAddress() {
        assertThatThrownBy(() -> Connector.direct().open(new Endpoint("127.0.0.1", 1, Transport.TCP), in(5000)))
                .isInstanceOfSatisfying(
                        WireException.Unreachable.class,
                        e -> assertThat(e.attempts()).singleElement().asString().startsWith("127.0.0.1:1: "));
    }
}
