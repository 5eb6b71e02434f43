package protocols.peers;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on loopback for messages that each follow their length in two bytes, as those of DNS do over TCP. Each
 * connection is served by code of the test, in a thread of its own.
 */
public final class MessageServer implements AutoCloseable {

    /** What is done with a connection; it ends when this returns. */
    public interface Service {
        void serve(Connection connection) throws IOException;
    }

    /** One connection. */
    public static final class Connection implements Closeable {
        private final int number;
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        private Connection(int number, Socket socket) throws IOException {
            this.number = number;
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = new DataOutputStream(socket.getOutputStream());
        }

        /** Which one it is, from 1 on. */
        public int number() {
            return number;
        }

        /** The next message of the client; empty if it has closed. */
        public Optional<byte[]> next() throws IOException {
            try {
                byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message);
                return Optional.of(message);
            } catch (EOFException e) {
                return Optional.empty();
            }
        }

        public void say(byte[] message) throws IOException {
            byte[] framed = new byte[message.length + 2];
            framed[0] = (byte) (message.length >> 8);
            framed[1] = (byte) message.length;
            System.arraycopy(message, 0, framed, 2, message.length);
            out.write(framed);
        }

        /** Bytes as they are, with no length before them. */
        public void sayRaw(byte[] bytes) throws IOException {
            out.write(bytes);
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** As {@link #say}, byte by byte, each in a segment of its own as far as that can be had. */
        public void drip(byte[] message) throws IOException {
            out.writeByte(message.length >> 8);
            out.writeByte(message.length);
            for (byte one : message) {
                out.write(one);
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private final Service service;
    private final ServerSocket listener = new ServerSocket(0, 50, Ports.LOOPBACK);
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final Thread acceptor;

    public MessageServer(Service service) throws IOException {
        this.service = service;
        this.acceptor = new Thread(this::accept, "message server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections have come so far. */
    public int connections() {
        return connections.size();
    }

    private void accept() {
        while (true) {
            try {
                Connection next = new Connection(connections.size() + 1, listener.accept());
                connections.add(next);
                Thread thread = new Thread(() -> serve(next), "message server connection " + next.number());
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed: no more connections.
                return;
            }
        }
    }

    private void serve(Connection connection) {
        try (connection) {
            service.serve(connection);
        } catch (IOException e) {
            // The client went first, or the test is over: what it got is what the test looks at.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Connection one : connections) {
            one.close();
        }
        Threads.join(acceptor);
    }
}
