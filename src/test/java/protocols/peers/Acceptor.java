package protocols.peers;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens on a free port of loopback and hands each connection to a thread of its own; all of them end when closed. */
final class Acceptor implements AutoCloseable {

    private final String name;
    private final ServerSocket listener = new ServerSocket(0, 50, Ports.LOOPBACK);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    interface Handler {
        /** Serves the client; when it returns or fails, the connection is closed. */
        void serve(Socket client) throws IOException;
    }

    private Acceptor(String name) throws IOException {
        this.name = name;
    }

    static Acceptor start(String name, Handler handler) throws IOException {
        Acceptor acceptor = new Acceptor(name);
        acceptor.spawn(() -> acceptor.accept(handler));
        return acceptor;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connects to a server of loopback; the socket is closed with this acceptor. */
    Socket connect(int port) throws IOException {
        Socket server = new Socket(Ports.LOOPBACK, port);
        sockets.add(server);
        server.setTcpNoDelay(true);
        if (listener.isClosed()) {
            // Too late to be closed with the others.
            server.close();
        }
        return server;
    }

    /** Hands the bytes of each side to the other until both have ended. */
    void join(Socket client, Socket server) throws IOException {
        join(() -> copy(client, server), () -> copy(server, client));
    }

    /** Runs both halves of a relay and returns when both are done. */
    void join(Runnable forth, Runnable back) {
        Thread other = spawn(back);
        forth.run();
        Threads.join(other);
    }

    List<Socket> sockets() {
        return sockets;
    }

    @Override
    public void close() {
        shut(listener);
        Threads.join(threads.get(0));
        sockets.forEach(Acceptor::shut);
        threads.forEach(Threads::join);
    }

    private void accept(Handler handler) {
        while (true) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                client.setTcpNoDelay(true);
                spawn(() -> serve(handler, client));
            } catch (IOException e) {
                // Closed: nobody will come any more.
                return;
            }
        }
    }

    private static void serve(Handler handler, Socket client) {
        try (client) {
            handler.serve(client);
        } catch (IOException e) {
            // The client or the server behind has gone, which closes the other as well.
        }
    }

    private Thread spawn(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            shut(from);
            shut(to);
        }
    }

    static void shut(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
