package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.Credentials;
import protocols.Protocol.Transport;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Resolver;
import protocols.net.Wire;
import protocols.spi.CoreFriend;

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
        Secrets secrets = new Secrets();
        byte[] request = request(endpoint, secrets);
        Wire wire = direct.open(proxy, deadline);
        long began = System.nanoTime();
        try {
            wire.write(ByteBuffer.wrap(request), deadline);
            check(head(wire, deadline));
            return wire;
        } catch (WireException e) {
            wire.close();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            WireException shown = CoreFriend.get().show(Faults.ofProxy(proxy, e), secrets::scrub);
            throw CoreFriend.get()
                    .with(shown, List.of(Attempt.of(endpoint.authority(), "CONNECT", took, shown.reason())));
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        } finally {
            Arrays.fill(request, (byte) 0);
            secrets.wipe();
        }
    }

    private byte[] request(Endpoint endpoint, Secrets secrets) {
        String target = endpoint.authority();
        byte[] head = ("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n").getBytes(UTF_8);
        byte[] authorization = login.map(who -> authorization(who, secrets)).orElse(new byte[0]);
        byte[] request = Arrays.copyOf(head, head.length + authorization.length + 2);
        System.arraycopy(authorization, 0, request, head.length, authorization.length);
        Arrays.fill(authorization, (byte) 0);
        request[request.length - 2] = '\r';
        request[request.length - 1] = '\n';
        return request;
    }

    private static byte[] authorization(Credentials.Password who, Secrets secrets) {
        byte[] both = BasicLogin.plain(who);
        byte[] password = who.secret().utf8();
        byte[] encoded = Base64.getEncoder().encode(both);
        secrets.add(both);
        secrets.add(password);
        byte[] name = "Proxy-Authorization: Basic ".getBytes(UTF_8);
        byte[] line = Arrays.copyOf(name, name.length + encoded.length + 2);
        System.arraycopy(encoded, 0, line, name.length, encoded.length);
        line[line.length - 2] = '\r';
        line[line.length - 1] = '\n';
        for (byte[] done : List.of(both, password, encoded)) {
            Arrays.fill(done, (byte) 0);
        }
        return line;
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
            String why = "proxy " + proxy.authority() + ": " + status.substring(9);
            throw new WireException.Unreachable(why, List.of());
        }
    }

    @Override
    public String toString() {
        return "http://" + proxy.authority();
    }
}
