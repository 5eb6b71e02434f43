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
    }

    static FarProxy to(int port) throws IOException {
        FarProxy far = new FarProxy(port);
        start(far::serve);
        return far;
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
            serveOne();
        }
    }

    private void serveOne() throws IOException {
        Socket client = listener.accept();
        long asked = System.nanoTime();
        start(() -> meet(client, asked));
    }

    /** The port of a data connection, which is good for one. */
    private static int once(int target) throws IOException {
        FarProxy data = new FarProxy(target);
        start(() -> {
            try (data) {
                data.serveOne();
            }
        });
        return data.port();
    }

    /** The client has a connection after one round trip, the server when the third packet of the handshake is there. */
    private void meet(Socket client, long asked) throws IOException {
        client.setTcpNoDelay(true);
        await(asked + 3 * ONE_WAY_NANOS);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        server.setTcpNoDelay(true);
        carry(client, server, false);
        carry(server, client, true);
    }

    private static void await(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** What was said, and when it arrives; nothing is the end. */
    private record Piece(byte[] bytes, long at) {}

    private static void carry(Socket from, Socket to, boolean answers) {
        BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
        start(() -> {
            byte[] buffer = new byte[131_072];
            int n = 0;
            // What a client said as soon as it was connected has been under way until now.
            long late = from.getInputStream().available() > 0 ? 0 : ONE_WAY_NANOS;
            while (n >= 0) {
                n = from.getInputStream().read(buffer);
                byte[] said = Arrays.copyOf(buffer, Math.max(n, 0));
                underWay.add(new Piece(answers ? led(said) : said, System.nanoTime() + late));
                late = ONE_WAY_NANOS;
            }
        });
        start(() -> {
            Piece piece = next(underWay);
            await(piece.at());
            while (piece.bytes().length > 0) {
                to.getOutputStream().write(piece.bytes());
                piece = next(underWay);
                await(piece.at());
            }
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                from.close();
                to.close();
            }
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
        int answer = ("\n" + text).indexOf("\n229 ");
        int from = answer < 0 ? 2 : text.indexOf("|||", answer) + 3;
        if (from < 3) {
            return said;
        }
        int to = text.indexOf('|', from);
        int port = once(Integer.parseInt(text.substring(from, to)));
        return (text.substring(0, from) + port + text.substring(to)).getBytes(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
