package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import protocols.Attempt;
import protocols.Credentials;
import protocols.Protocol.Transport;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Host;
import protocols.net.Resolver;
import protocols.net.Wire;
import protocols.spi.CoreFriend;

/** Through a SOCKS5 proxy (RFC 1928), with user name and password if there are any (RFC 1929). */
public final class Socks5Connector implements Connector {

    private static final byte VERSION = 5;
    private static final byte NO_AUTHENTICATION = 0;
    private static final byte USER_PASSWORD = 2;
    private static final byte IPV4 = 1;
    private static final byte DOMAIN = 3;
    private static final byte IPV6 = 4;

    private final Connector direct;
    private final Endpoint proxy;
    private final Optional<Credentials.Password> login;

    public Socks5Connector(Connector direct, Endpoint proxy, Optional<Credentials.Password> login) {
        this.direct = direct;
        this.proxy = proxy;
        this.login = login;
    }

    @Override
    public Connector with(Resolver resolver) {
        return new Socks5Connector(direct.with(resolver), proxy, login);
    }

    @Override
    public Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        if (endpoint.transport() == Transport.UDP) {
            throw new WireException.Unsupported("datagrams through a SOCKS5 proxy");
        }
        Wire wire = direct.open(proxy, deadline);
        long began = System.nanoTime();
        try {
            authenticate(wire, deadline);
            connect(wire, endpoint, deadline);
            return wire;
        } catch (WireException e) {
            wire.close();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            WireException fault = Faults.ofProxy(proxy, e);
            throw CoreFriend.get()
                    .with(fault, List.of(Attempt.of(endpoint.authority(), "SOCKS5", took, fault.reason())));
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private void authenticate(Wire wire, Deadline deadline) throws IOException {
        byte method = login.isPresent() ? USER_PASSWORD : NO_AUTHENTICATION;
        wire.write(ByteBuffer.wrap(new byte[] {VERSION, 1, method}), deadline);
        byte[] chosen = Exact.read(wire, 2, deadline);
        if (chosen[0] != VERSION) {
            throw new WireException.Malformed("SOCKS version 5 (RFC 1928 section 3)", "version " + (chosen[0] & 0xff));
        }
        if (chosen[1] != method) {
            throw failed(login.isPresent() ? "it does not take a user and password" : "it wants a login");
        }
        if (login.isPresent()) {
            sendLogin(wire, login.get(), deadline);
        }
    }

    private void sendLogin(Wire wire, Credentials.Password who, Deadline deadline) throws IOException {
        byte[] user = counted(who.user().getBytes(UTF_8), "user name");
        byte[] plain = who.secret().utf8();
        byte[] password = counted(plain, "password");
        byte[] request = new byte[1 + user.length + password.length];
        request[0] = 1;
        System.arraycopy(user, 0, request, 1, user.length);
        System.arraycopy(password, 0, request, 1 + user.length, password.length);
        try {
            wire.write(ByteBuffer.wrap(request), deadline);
        } finally {
            for (byte[] done : List.of(plain, password, request)) {
                Arrays.fill(done, (byte) 0);
            }
        }
        if (Exact.read(wire, 2, deadline)[1] != 0) {
            throw failed("it refused the login");
        }
    }

    private void connect(Wire wire, Endpoint endpoint, Deadline deadline) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {VERSION, 1, 0});
        request.writeBytes(address(endpoint.host()));
        request.write(endpoint.port() >> 8);
        request.write(endpoint.port());
        wire.write(ByteBuffer.wrap(request.toByteArray()), deadline);
        byte[] head = Exact.read(wire, 4, deadline);
        if (head[0] != VERSION) {
            throw new WireException.Malformed("SOCKS version 5 (RFC 1928 section 6)", "version " + (head[0] & 0xff));
        }
        if (head[1] != 0) {
            throw failed(reason(head[1] & 0xff));
        }
        int address =
                switch (head[3]) {
                    case IPV4 -> 4;
                    case IPV6 -> 16;
                    case DOMAIN -> Exact.read(wire, 1, deadline)[0] & 0xff;
                    default ->
                        throw new WireException.Malformed(
                                "SOCKS address type (RFC 1928 section 5)", "type " + (head[3] & 0xff));
                };
        Exact.read(wire, address + 2, deadline);
    }

    /** A name stays a name, which the proxy resolves; an address goes as one (RFC 1928 section 5). */
    private static byte[] address(String host) {
        Optional<Host> literal = Host.literal(host);
        if (literal.isEmpty()) {
            return typed(DOMAIN, counted(host.getBytes(UTF_8), "host name"));
        }
        byte[] address = literal.get().octets();
        return typed(address.length == 4 ? IPV4 : IPV6, address);
    }

    private static byte[] typed(byte type, byte[] value) {
        byte[] typed = new byte[value.length + 1];
        typed[0] = type;
        System.arraycopy(value, 0, typed, 1, value.length);
        return typed;
    }

    private static byte[] counted(byte[] value, String what) {
        if (value.length == 0 || value.length > 255) {
            throw new IllegalArgumentException("a SOCKS " + what + " has 1 to 255 bytes, not " + value.length);
        }
        byte[] counted = new byte[value.length + 1];
        counted[0] = (byte) value.length;
        System.arraycopy(value, 0, counted, 1, value.length);
        return counted;
    }

    private WireException failed(String why) {
        String text = "proxy " + proxy.authority() + ": " + why;
        return new WireException.Unreachable(text, List.of());
    }

    /** RFC 1928 section 6. */
    private static String reason(int code) {
        return switch (code) {
            case 1 -> "general failure";
            case 2 -> "not allowed by its rules";
            case 3 -> "network unreachable";
            case 4 -> "host unreachable";
            case 5 -> "connection refused";
            case 6 -> "time to live expired";
            case 7 -> "command not supported";
            case 8 -> "address type not supported";
            default -> "failure " + code;
        };
    }

    @Override
    public String toString() {
        return "socks5://" + proxy.authority();
    }
}
