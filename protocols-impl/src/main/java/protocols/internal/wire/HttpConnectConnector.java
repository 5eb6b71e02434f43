package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import protocols.Credentials;
import protocols.Protocol.Transport;
import protocols.Text;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Resolver;
import protocols.net.Wire;

/** Through an HTTP proxy by CONNECT (RFC 9110 section 9.3.6). */
public final class HttpConnectConnector implements Connector {

    private static final int HEAD_LIMIT = 65_536;

    private final Connector direct;
    private final Endpoint proxy;
    private final Optional<Credentials.Password> login;

    public HttpConnectConnector(Connector direct, Endpoint proxy, Optional<Credentials.Password> login) {
        this.direct = direct;
        this.proxy = proxy;
        this.login = login;
    }

    @Override
    public Connector with(Resolver resolver) {
        return new HttpConnectConnector(direct.with(resolver), proxy, login);
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        if (endpoint.transport() == Transport.UDP) {
            throw new WireException.Unsupported("datagrams through an HTTP proxy");
        }
        Wire wire = direct.open(proxy, deadline);
        try {
            wire.write(ByteBuffer.wrap(request(endpoint).getBytes(UTF_8)), deadline);
            check(head(wire, deadline));
            return wire;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private String request(Endpoint endpoint) {
        String target = endpoint.authority();
        return "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n"
                + login.map(HttpConnectConnector::authorization).orElse("") + "\r\n";
    }

    private static String authorization(Credentials.Password who) {
        if (who.user().indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user name for Basic authentication has no colon (RFC 7617)");
        }
        byte[] user = (who.user() + ":").getBytes(UTF_8);
        byte[] password = who.secret().utf8();
        byte[] both = Arrays.copyOf(user, user.length + password.length);
        System.arraycopy(password, 0, both, user.length, password.length);
        Arrays.fill(password, (byte) 0);
        String encoded = Base64.getEncoder().encodeToString(both);
        Arrays.fill(both, (byte) 0);
        return "Proxy-Authorization: Basic " + encoded + "\r\n";
    }

    /** Byte by byte, because the first byte after the head belongs to the peer. */
    private static String head(Wire wire, Deadline deadline) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            byte b = Exact.read(wire, 1, deadline)[0];
            head.write(b);
            if (head.size() > HEAD_LIMIT) {
                throw new WireException.LimitExceeded("proxy response head", HEAD_LIMIT);
            }
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    private void check(String head) throws WireException {
        String status = head.substring(0, head.indexOf("\r\n"));
        boolean http = status.startsWith("HTTP/1.") && status.length() >= 12 && status.charAt(8) == ' ';
        if (!http) {
            throw new WireException.Malformed("HTTP status line (RFC 9112 section 4)", status);
        }
        if (status.charAt(9) != '2') {
            String why = "proxy " + proxy.authority() + ": " + Text.printable(status.substring(9));
            throw new WireException.Unreachable(why, List.of());
        }
    }

    @Override
    public String toString() {
        return "http://" + proxy.authority();
    }
}
