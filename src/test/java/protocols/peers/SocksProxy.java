package protocols.peers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A SOCKS5 proxy (RFC 1928, CONNECT alone; RFC 1929 for a user and password). Whatever host it is asked for, it
 * connects to that port of loopback.
 */
public final class SocksProxy implements AutoCloseable {

    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_PASSWORD = 2;
    private static final int NONE_ACCEPTABLE = 0xff;
    private static final int IPV4 = 1;
    private static final int DOMAIN = 3;
    private static final int CONNECTION_REFUSED = 5;

    private final Optional<String> login;
    private final int refusal;
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final List<Integer> types = new CopyOnWriteArrayList<>();
    private final Acceptor acceptor;

    private SocksProxy(Optional<String> login, int refusal) throws IOException {
        this.login = login;
        this.refusal = refusal;
        this.acceptor = Acceptor.start("socks proxy", this::serve);
    }

    public static SocksProxy start() throws IOException {
        return new SocksProxy(Optional.empty(), 0);
    }

    /** Demands this user and password. */
    public static SocksProxy start(String user, String password) throws IOException {
        return new SocksProxy(Optional.of(user + ":" + password), 0);
    }

    /** Answers every request with this reply field, say 2: not allowed by ruleset (RFC 1928, section 6). */
    public static SocksProxy refusing(int reply) throws IOException {
        return new SocksProxy(Optional.empty(), reply);
    }

    public int port() {
        return acceptor.port();
    }

    /** The requests so far, as {@code host:port}; a name stands as it was asked for, an address as literal. */
    public List<String> requested() {
        return List.copyOf(requested);
    }

    /** The address types of the requests so far (RFC 1928 section 5): 1 IPv4, 3 a name, 4 IPv6. */
    public List<Integer> types() {
        return List.copyOf(types);
    }

    @Override
    public void close() {
        acceptor.close();
    }

    private void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        if (!isWelcome(in, out)) {
            return;
        }
        require(in.read() == VERSION && in.read() == 1 && in.read() == 0, "not a CONNECT request");
        String host = host(in);
        int port = in.readUnsignedShort();
        requested.add(host + ":" + port);
        if (refusal != 0) {
            reply(out, refusal);
            return;
        }
        try (Socket server = acceptor.connect(port)) {
            reply(out, 0);
            acceptor.join(client, server);
        } catch (IOException e) {
            reply(out, CONNECTION_REFUSED);
        }
    }

    private boolean isWelcome(DataInputStream in, OutputStream out) throws IOException {
        require(in.read() == VERSION, "not version 5");
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        int wanted = login.isPresent() ? USER_PASSWORD : NO_AUTHENTICATION;
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(wanted) >= 0;
        out.write(new byte[] {VERSION, (byte) (offered ? wanted : NONE_ACCEPTABLE)});
        if (!offered || login.isEmpty()) {
            return offered;
        }
        require(in.read() == 1, "not version 1 of the password negotiation");
        boolean right = login.get().equals(text(in) + ":" + text(in));
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private String host(DataInputStream in) throws IOException {
        int type = in.read();
        types.add(type);
        if (type == DOMAIN) {
            return text(in);
        }
        byte[] address = in.readNBytes(type == IPV4 ? 4 : 16);
        String literal = InetAddress.getByAddress(address).getHostAddress();
        return type == IPV4 ? literal : "[" + literal + "]";
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    private static void reply(OutputStream out, int code) throws IOException {
        out.write(new byte[] {VERSION, (byte) code, 0, IPV4, 127, 0, 0, 1, 0, 0});
    }

    private static void require(boolean met, String complaint) throws IOException {
        if (!met) {
            throw new IOException(complaint);
        }
    }
}
