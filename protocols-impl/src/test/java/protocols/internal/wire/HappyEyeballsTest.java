package protocols.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;
import protocols.net.Deadline;

/** RFC 8305: the order of the addresses, and that a dead one does not keep the client from the next. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HappyEyeballsTest {

    private static final Deadline PATIENT = Deadline.after("connect", Duration.ofSeconds(10));

    private static InetAddress address(String literal) throws IOException {
        return InetAddress.getByName(literal);
    }

    @Test
    void theFamiliesTakeTurnsFromTheOneThatTheSystemPrefers() throws IOException {
        List<InetAddress> sorted =
                List.of(address("2001:db8::1"), address("2001:db8::2"), address("192.0.2.1"), address("192.0.2.2"));
        assertThat(Lookup.interleaved(sorted))
                .containsExactly(
                        address("2001:db8::1"), address("192.0.2.1"), address("2001:db8::2"), address("192.0.2.2"));
        assertThat(Lookup.interleaved(List.of(address("192.0.2.1"), address("192.0.2.2"), address("2001:db8::1"))))
                .containsExactly(address("192.0.2.1"), address("2001:db8::1"), address("192.0.2.2"));
    }

    @Test
    void anAddressThatRefusesIsFollowedByTheNext() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, address("127.0.0.1"))) {
            List<InetSocketAddress> addresses = List.of(
                    new InetSocketAddress(address("127.0.0.2"), server.getLocalPort()),
                    new InetSocketAddress(address("127.0.0.1"), server.getLocalPort()));
            try (SocketChannel channel = HappyEyeballs.connect(addresses, PATIENT)) {
                assertThat(channel.isBlocking()).isTrue();
                assertThat(((InetSocketAddress) channel.getRemoteAddress()).getAddress())
                        .isEqualTo(address("127.0.0.1"));
            }
        }
    }

    /** A control connection on which nothing is said for hours is one that a gateway forgets. */
    @Test
    void aConnectionIsKeptAlive() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, address("127.0.0.1"));
                SocketChannel channel = HappyEyeballs.connect(
                        List.of(new InetSocketAddress(address("127.0.0.1"), server.getLocalPort())), PATIENT)) {
            assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            SocketOption<?> idle = channel.supportedOptions().stream()
                    .filter(option -> option.name().equals("TCP_KEEPIDLE"))
                    .findFirst()
                    .orElseThrow();
            assertThat(channel.getOption(idle)).isEqualTo(KeepAlive.IDLE_SECONDS);
        }
    }

    @Test
    void anAddressThatIsSilentIsOvertaken() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, address("127.0.0.2"));
                ServerSocket server = new ServerSocket(full.getLocalPort(), 1, address("127.0.0.1"));
                SocketChannel first = SocketChannel.open(full.getLocalSocketAddress());
                SocketChannel second = SocketChannel.open(full.getLocalSocketAddress())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            long began = System.nanoTime();
            List<InetSocketAddress> addresses =
                    List.of((InetSocketAddress) full.getLocalSocketAddress(), (InetSocketAddress)
                            server.getLocalSocketAddress());
            try (SocketChannel channel = HappyEyeballs.connect(addresses, PATIENT)) {
                assertThat(channel.getRemoteAddress()).isEqualTo(server.getLocalSocketAddress());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(240), Duration.ofSeconds(5));
        }
    }

    @Test
    void whenAllRefuseEachIsListed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, address("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        List<InetSocketAddress> addresses = List.of(
                new InetSocketAddress(address("127.0.0.1"), port), new InetSocketAddress(address("127.0.0.2"), port));
        assertThatThrownBy(() -> HappyEyeballs.connect(addresses, PATIENT))
                .isInstanceOfSatisfying(
                        WireException.Unreachable.class, unreachable -> assertThat(unreachable.attempts())
                                .hasSize(2)
                                .allMatch(attempt -> attempt.target().endsWith(":" + port)));
    }
}
