package protocols.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that begins a zone transfer, keeps silent then, and waits for the client to leave. */
final class HalfZone implements AutoCloseable {

    private final ServerSocket socket;
    private final byte[] first;
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();

    private HalfZone(ServerSocket socket, byte[] first) {
        this.socket = socket;
        this.first = first;
    }

    static HalfZone of(MessageBuilder first) throws IOException {
        HalfZone server = new HalfZone(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), first.encode());
        new Thread(server::serve).start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** A transfer of another thread that has got the first message. */
    record Transfer(Thread thread, CompletableFuture<Throwable> end) {
        Throwable failure() throws Exception {
            return end.get(30, TimeUnit.SECONDS);
        }
    }

    Transfer begin(DnsSession session) throws InterruptedException {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        CountDownLatch both = new CountDownLatch(2);
        Thread thread = new Thread(() -> {
            try {
                session.transfer("example.org", one -> both.countDown());
                end.complete(new AssertionError("the zone came to an end"));
            } catch (IOException | RuntimeException e) {
                end.complete(e);
            }
        });
        thread.start();
        if (!both.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the transfer did not begin");
        }
        return new Transfer(thread, end);
    }

    /** Whether the client has closed the connection. */
    boolean isLeft() throws Exception {
        return left.get(30, TimeUnit.SECONDS);
    }

    private void serve() {
        try (Socket client = socket.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] query = in.readNBytes(in.readUnsignedShort());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            byte[] message = first.clone();
            message[0] = query[0];
            message[1] = query[1];
            out.writeShort(message.length);
            out.write(message);
            left.complete(in.read() < 0);
        } catch (IOException e) {
            left.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
