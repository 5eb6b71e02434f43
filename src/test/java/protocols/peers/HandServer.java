package protocols.peers;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A server that a test plays by hand, for what a dialogue cannot say: how fast it reads, and what it says while the client
 * still sends. A connection whose play fails is reset; whether the client minds is the test's matter.
 */
public final class HandServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int FAREWELL_MILLIS = 10;

    private final ServerSocket listener = new ServerSocket();
    private final Optional<SSLSocketFactory> tls;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong received = new AtomicLong();
    private final Thread thread;

    /** What the server does with each connection, one after the other. */
    public interface Play {
        void serve(Hand hand) throws IOException;
    }

    private HandServer(int receiveBuffer, Optional<SSLSocketFactory> tls, Play play) throws IOException {
        this.tls = tls;
        if (receiveBuffer > 0) {
            listener.setReceiveBufferSize(receiveBuffer);
        }
        listener.bind(new InetSocketAddress(Ports.LOOPBACK, 0));
        thread = new Thread(() -> accept(play), "hand server " + port());
        thread.setDaemon(true);
        thread.start();
    }

    public static HandServer start(Play play) throws IOException {
        return start(0, play);
    }

    /** With a receive buffer of so many bytes. */
    public static HandServer start(int receiveBuffer, Play play) throws IOException {
        return new HandServer(receiveBuffer, Optional.empty(), play);
    }

    /** With TLS from the first byte of each connection, other ports' too, as {@link TestCa#sharedServer}. */
    public static HandServer startTls(int receiveBuffer, Play play) throws IOException {
        SSLSocketFactory factory = TestCa.sharedServer().context().getSocketFactory();
        return new HandServer(receiveBuffer, Optional.of(factory), play);
    }

    /** With TLS from the first byte, as this identity. */
    public static HandServer startTls(TestCa.Identity identity, Play play) throws IOException {
        return new HandServer(0, Optional.of(identity.context().getSocketFactory()), play);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many bytes of bodies it has read. */
    public long received() {
        return received.get();
    }

    private void accept(Play play) {
        while (closing.getCount() > 0) {
            try (Hand hand = new Hand(listener.accept())) {
                play.serve(hand);
            } catch (IOException e) {
                // The client has left, or the test is over.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        Threads.join(thread);
    }

    /** One connection. */
    public final class Hand implements AutoCloseable {

        /** What TCP carries, and what is said over it. */
        private final Socket carrier;

        private final Socket socket;
        private final InputStream in;

        private Hand(Socket carrier) throws IOException {
            this.carrier = carrier;
            sockets.add(carrier);
            carrier.setTcpNoDelay(true);
            carrier.setSoTimeout(PATIENCE_MILLIS);
            socket = tls.isPresent() ? secured(carrier, tls.get()) : carrier;
            in = socket.getInputStream();
        }

        private static Socket secured(Socket carrier, SSLSocketFactory factory) throws IOException {
            SSLSocket secured = (SSLSocket) factory.createSocket(carrier, "client", carrier.getPort(), true);
            secured.setUseClientMode(false);
            return secured;
        }

        /** The connection of a client that connects to this port of ours. */
        public Hand accept(ServerSocket other) throws IOException {
            return new Hand(other.accept());
        }

        /** The client's next line, without its end. */
        public String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException();
                }
                line.write(b);
            }
            return line.toString(StandardCharsets.UTF_8).stripTrailing();
        }

        public Hand say(String... lines) throws IOException {
            for (String line : lines) {
                write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            return this;
        }

        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** Says this byte by byte, with a gap after each; of nothing, waits one gap. */
        public void drip(String text, Duration gap) throws IOException {
            for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
                write(new byte[] {b});
                pause(gap);
            }
            pause(gap);
        }

        /** Reads so many bytes of a body, or to its end. */
        public byte[] read(int bytes) throws IOException {
            byte[] body = in.readNBytes(bytes);
            received.addAndGet(body.length);
            return body;
        }

        /** Reads what is left of a body of so many bytes. */
        public void readRest(int bytes) throws IOException {
            read(bytes - Math.toIntExact(received()));
        }

        /** Reads steadily for a while, in twenty steps a second. */
        public void trickle(int bytesPerSecond, Duration time) throws IOException {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end && read(bytesPerSecond / 20).length > 0) {
                pause(Duration.ofMillis(50));
            }
        }

        /** Reads up to and with this line. */
        public void readTo(String last) throws IOException {
            byte[] buffer = new byte[65_536];
            String tail = "";
            while (!tail.endsWith("\r\n" + last + "\r\n")) {
                int n = in.read(buffer);
                if (n < 0) {
                    throw new EOFException();
                }
                received.addAndGet(n);
                String all = tail + new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                tail = all.substring(Math.max(0, all.length() - last.length() - 4));
            }
        }

        /** Reads to the end of the stream. */
        public void drain() throws IOException {
            while (read(65_536).length > 0) {
                // Counted already.
                continue;
            }
        }

        /** Waits until the client closes, or the test is over, and reads nothing. */
        public void hold() throws IOException {
            pause(Duration.ofMillis(PATIENCE_MILLIS));
        }

        /** Says nothing more, with close_notify under TLS, and may still read. */
        public void endOutput() throws IOException {
            socket.shutdownOutput();
            tear();
        }

        /** Puts bytes on the connection as they are, under TLS unprotected. */
        public void inject(byte[] bytes) throws IOException {
            carrier.getOutputStream().write(bytes);
        }

        /** Ends the stream of what is said, under TLS without close_notify. */
        public void tear() throws IOException {
            if (!carrier.isOutputShutdown()) {
                carrier.shutdownOutput();
            }
        }

        public void reset() throws IOException {
            carrier.setSoLinger(true, 0);
            carrier.close();
        }

        private void pause(Duration time) throws IOException {
            try {
                if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new IOException("the test is over");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try (carrier) {
                if (!carrier.isClosed()) {
                    // A socket of TLS waits for what is still under way.
                    carrier.setSoTimeout(FAREWELL_MILLIS);
                }
                socket.close();
            }
        }
    }
}
