package protocols.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy that knows CONNECT alone (RFC 9110, section 9.3.6). Whatever host it is asked for, it connects to that
 * port of loopback.
 */
public final class ConnectProxy implements AutoCloseable {

    private static final int LONGEST_HEAD = 1 << 16;

    private final Optional<String> login;
    private final Optional<String> refusal;
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Acceptor acceptor;

    private ConnectProxy(Optional<String> login, Optional<String> refusal) throws IOException {
        this.login = login;
        this.refusal = refusal;
        this.acceptor = Acceptor.start("connect proxy", this::serve);
    }

    public static ConnectProxy start() throws IOException {
        return new ConnectProxy(Optional.empty(), Optional.empty());
    }

    /** Demands this user and password (Basic); answers 407 without. */
    public static ConnectProxy start(String user, String password) throws IOException {
        return new ConnectProxy(Optional.of(user + ":" + password), Optional.empty());
    }

    /** Answers every request with this status, say {@code 403 Forbidden}. */
    public static ConnectProxy refusing(String status) throws IOException {
        return new ConnectProxy(Optional.empty(), Optional.of(status));
    }

    public int port() {
        return acceptor.port();
    }

    /** The requests so far, as {@code host:port}. */
    public List<String> requested() {
        return List.copyOf(requested);
    }

    /** The heads of the requests so far, up to the empty line. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    @Override
    public void close() {
        acceptor.close();
    }

    private void serve(Socket client) throws IOException {
        String head = head(client.getInputStream());
        heads.add(head);
        String[] request = head.substring(0, head.indexOf("\r\n")).split(" ");
        if (request.length != 3 || !request[0].equals("CONNECT")) {
            answer(client, "405 Method Not Allowed");
            return;
        }
        requested.add(request[1]);
        if (login.isPresent() && !head.contains("Proxy-Authorization: Basic " + base64(login.get()) + "\r\n")) {
            answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
            return;
        }
        if (refusal.isPresent()) {
            answer(client, refusal.get());
            return;
        }
        connect(client, Integer.parseInt(request[1].substring(request[1].lastIndexOf(':') + 1)));
    }

    private void connect(Socket client, int port) throws IOException {
        try (Socket server = acceptor.connect(port)) {
            answer(client, "200 Connection established");
            acceptor.join(client, server);
        } catch (IOException e) {
            answer(client, "502 Bad Gateway");
        }
    }

    /** Byte by byte: what follows the head belongs to the tunnel. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String end = "";
        while (!end.equals("\r\n\r\n")) {
            int b = in.read();
            if (b < 0 || head.size() > LONGEST_HEAD) {
                throw new IOException("no end of the head");
            }
            head.write(b);
            end = (end + (char) b).substring(Math.max(0, end.length() - 3));
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
