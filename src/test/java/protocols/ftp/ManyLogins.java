package protocols.ftp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.Credentials;

/** A server that serves several logins at once, where a test says what becomes of each file. */
final class ManyLogins implements AutoCloseable {

    /** What comes in between. */
    interface Event {
        /** Whether it goes on; otherwise the control connection is closed. */
        boolean goesOn(int login, String argument) throws IOException;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final List<String> names;
    final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    final Map<String, String> stored = new ConcurrentHashMap<>();
    volatile Event onConnect = (login, nothing) -> true;
    volatile Event onFile = (login, name) -> true;

    ManyLogins(List<String> names) throws IOException {
        this.names = names;
        start(this::accept);
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "many logins");
        thread.setDaemon(true);
        thread.start();
        synchronized (threads) {
            threads.add(thread);
        }
    }

    Ftp client() {
        return Ftp.at("127.0.0.1").port(listener.getLocalPort()).credentials(Credentials.anonymous());
    }

    int logins() {
        return logins.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                start(() -> {
                    try (socket) {
                        serve(socket, logins.incrementAndGet());
                    } catch (IOException e) {
                        heard.add("lost");
                    }
                });
            }
        } catch (IOException e) {
            heard.add("closed");
        }
    }

    private void serve(Socket socket, int login) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        if (!onConnect.goesOn(login, "")) {
            say(socket, "421 too many");
            return;
        }
        say(socket, "220 ready");
        ServerSocket port = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(login + " " + line);
            String verb = line.length() > 4 ? line.substring(0, 4).strip() : line;
            String argument = line.substring(Math.min(line.length(), 5));
            switch (verb) {
                case "USER" -> say(socket, "230 in");
                case "PWD" -> say(socket, "257 \"/\"");
                case "TYPE", "CWD" -> say(socket, "200 ok");
                case "EPSV" -> {
                    port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    say(socket, "229 ok (|||" + port.getLocalPort() + "|)");
                }
                case "LIST", "RETR", "STOR" -> {
                    try (ServerSocket listening = port;
                            Socket data = listening.accept()) {
                        if (!verb.equals("LIST") && !onFile.goesOn(login, argument)) {
                            return;
                        }
                        say(socket, "150 go");
                        move(data, verb, argument);
                    }
                    say(socket, "226 done");
                }
                default -> say(socket, "500 what?");
            }
        }
    }

    private void move(Socket data, String verb, String argument) throws IOException {
        if (verb.equals("STOR")) {
            stored.put(argument, new String(data.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return;
        }
        OutputStream out = data.getOutputStream();
        if (verb.equals("RETR")) {
            out.write(argument.getBytes(StandardCharsets.UTF_8));
            return;
        }
        for (String name : names) {
            out.write(("-rw-r--r--   1 ftp  ftp  5 Jan  1  2020 " + name + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
