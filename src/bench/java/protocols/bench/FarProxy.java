package protocols.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts a server far away: what either side says arrives 10 ms later, however much is under way, so that a round trip takes
 * 20 ms. The port in an answer to EPSV leads to another one like it.
 */
final class FarProxy implements AutoCloseable {

    private static final long ONE_WAY_NANOS = 10_000_000;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;

    private FarProxy(int target) throws IOException {
        this.target = target;
        start(this::serve);
    }

    static FarProxy to(int port) throws IOException {
        return new FarProxy(port);
    }

    int port() {
        return listener.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // One side is gone, or the bench is over.
                        return;
                    }
                },
                "far");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            // A connection is there after one round trip.
            long open = System.nanoTime() + ONE_WAY_NANOS;
            carry(client, server, open, false);
            carry(server, client, open, true);
        }
    }

    /** What was said, and when it arrives; nothing is the end. */
    private record Piece(byte[] bytes, long at) {}

    private static void carry(Socket from, Socket to, long open, boolean answers) {
        BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
        start(() -> {
            byte[] buffer = new byte[131_072];
            int n = 0;
            while (n >= 0) {
                n = from.getInputStream().read(buffer);
                byte[] said = Arrays.copyOf(buffer, Math.max(n, 0));
                underWay.add(new Piece(answers ? led(said) : said, Math.max(open, System.nanoTime()) + ONE_WAY_NANOS));
            }
        });
        start(() -> {
            for (Piece piece = next(underWay); piece.bytes().length > 0; piece = next(underWay)) {
                for (long left = piece.at() - System.nanoTime(); left > 0; left = piece.at() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                to.getOutputStream().write(piece.bytes());
            }
            to.shutdownOutput();
        });
    }

    private static Piece next(BlockingQueue<Piece> underWay) throws IOException {
        try {
            return underWay.take();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** An answer to EPSV (RFC 2428 section 3) with a port of ours. */
    private static byte[] led(byte[] said) throws IOException {
        if (said.length > 2_000) {
            return said;
        }
        String text = new String(said, ISO_8859_1);
        int from = text.startsWith("229 ") ? text.indexOf("|||") + 3 : 2;
        if (from < 3) {
            return said;
        }
        int to = text.indexOf('|', from);
        int port = FarProxy.to(Integer.parseInt(text.substring(from, to))).port();
        return (text.substring(0, from) + port + text.substring(to)).getBytes(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
