package protocols.peers;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a client and a real server, hands on the bytes of both, and breaks the line where the test says so.
 * Bytes are counted for each connection and each direction alone, as they are on the wire (under TLS: its records). A
 * fault that is set while connections run holds for them as well.
 */
public final class FaultProxy implements AutoCloseable {

    public enum Direction {
        TO_CLIENT,
        TO_SERVER
    }

    private enum Kind {
        CUT,
        RESET,
        STALL
    }

    private final int target;
    private final Acceptor acceptor;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<Direction, Break> breaks = new ConcurrentHashMap<>();
    private final Map<Direction, Long> carried = new ConcurrentHashMap<>();
    private volatile Duration delay = Duration.ZERO;

    private record Break(Kind kind, long after) {}

    private record Line(Direction direction, Socket from, Socket to) {}

    private FaultProxy(int target) throws IOException {
        this.target = target;
        this.acceptor = Acceptor.start("fault proxy", this::serve);
    }

    /** To a server of loopback, without a fault so far. */
    public static FaultProxy to(int port) throws IOException {
        return new FaultProxy(port);
    }

    public int port() {
        return acceptor.port();
    }

    /** Sends FIN to both sides after so many bytes in this direction. */
    public FaultProxy cut(Direction direction, long after) {
        breaks.put(direction, new Break(Kind.CUT, after));
        return this;
    }

    /** Resets both sides after so many bytes in this direction. */
    public FaultProxy reset(Direction direction, long after) {
        breaks.put(direction, new Break(Kind.RESET, after));
        return this;
    }

    /** Hands on nothing more in this direction after so many bytes; the connections stay open. */
    public FaultProxy stall(Direction direction, long after) {
        breaks.put(direction, new Break(Kind.STALL, after));
        return this;
    }

    /** Waits so long before each chunk that is handed on, in both directions. */
    public FaultProxy delay(Duration gap) {
        delay = gap;
        return this;
    }

    /** How many bytes it has handed on so far in this direction. */
    public long carried(Direction direction) {
        return carried.getOrDefault(direction, 0L);
    }

    /** Closes every connection that is open now: what an idle one in a pool meets. New ones are still accepted. */
    public void dropAll() {
        acceptor.sockets().forEach(Acceptor::shut);
    }

    @Override
    public void close() {
        closing.countDown();
        acceptor.close();
    }

    private void serve(Socket client) throws IOException {
        try (Socket server = acceptor.connect(target)) {
            acceptor.join(
                    () -> run(new Line(Direction.TO_SERVER, client, server)),
                    () -> run(new Line(Direction.TO_CLIENT, server, client)));
        }
    }

    private void run(Line line) {
        try {
            carry(line);
        } catch (IOException e) {
            // One side is gone, and so is the other.
            Acceptor.shut(line.from());
            Acceptor.shut(line.to());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(Line line) throws IOException, InterruptedException {
        byte[] chunk = new byte[16 * 1024];
        long carried = 0;
        while (!strikes(line, carried)) {
            int count = line.from().getInputStream().read(chunk);
            if (count < 0) {
                line.to().shutdownOutput();
                return;
            }
            if (closing.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            Break fault = breaks.get(line.direction());
            long allowed = fault == null ? count : Math.max(0, Math.min(count, fault.after() - carried));
            this.carried.merge(line.direction(), allowed, Long::sum);
            line.to().getOutputStream().write(chunk, 0, (int) allowed);
            carried += allowed;
        }
    }

    /** Breaks the line if it is time for that. */
    private boolean strikes(Line line, long carried) throws IOException, InterruptedException {
        Break fault = breaks.get(line.direction());
        if (fault == null || carried < fault.after()) {
            return false;
        }
        switch (fault.kind()) {
            case CUT -> {
                line.to().shutdownOutput();
                line.from().shutdownOutput();
            }
            case RESET -> {
                for (Socket socket : new Socket[] {line.to(), line.from()}) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            }
            case STALL -> closing.await();
        }
        return true;
    }
}
