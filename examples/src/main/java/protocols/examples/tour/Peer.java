package protocols.examples.tour;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A small server on a free port of loopback: one daemon thread, one connection after the other. */
final class Peer implements AutoCloseable {

    /** What is said on one connection. */
    interface Talk {
        void on(Line line) throws IOException;
    }

    private final ServerSocket listener;

    private Peer(ServerSocket listener) {
        this.listener = listener;
    }

    static Peer start(String name, Talk talk) throws IOException {
        Peer peer = new Peer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(() -> peer.serve(talk), "tour-" + name);
        thread.setDaemon(true);
        thread.start();
        return peer;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve(Talk talk) {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.setTcpNoDelay(true);
                talk.on(new Line(client));
            } catch (IOException e) {
                // The client left, or the tour is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** One connection, line by line. */
    static final class Line {
        private final BufferedReader in;
        private final OutputStream out;

        Line(Socket client) throws IOException {
            in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            out = client.getOutputStream();
        }

        /** What the client says next. */
        String hear() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the client left");
            }
            return line;
        }

        void say(String... lines) throws IOException {
            StringBuilder text = new StringBuilder();
            for (String line : lines) {
                text.append(line).append("\r\n");
            }
            send(text.toString().getBytes(UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }
    }
}
