package protocols.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Protocol.Transport;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** One thread reads or waits while another writes, and neither holds the other up. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FullDuplexTest {

    private static final Duration SOON = Duration.ofMillis(50);

    @Test
    @SuppressWarnings("try") // Closing in the middle is what frees the writer.
    void aWaitEndsInTimeWhileAWriteIsStuck() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Wire wire = open(server);
                Socket peer = server.accept()) {
            Thread writer = new Thread(() -> write(wire));
            writer.start();
            for (int i = 0; i < 20; i++) {
                long began = System.nanoTime();
                assertThat(wire.await(Deadline.after("wait", SOON))).isFalse();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            }
            assertThat(writer.isAlive())
                    .as("the peer reads nothing, so the write is stuck")
                    .isTrue();
            wire.close();
            writer.join(5_000);
            assertThat(writer.isAlive()).isFalse();
            assertThat(peer.isClosed()).isFalse();
        }
    }

    @Test
    void whatAWaitHasSeenIsReadAndSoIsTheEnd() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Wire wire = open(server);
                Socket peer = server.accept()) {
            peer.getOutputStream().write("hello".getBytes(US_ASCII));
            peer.shutdownOutput();
            Deadline soon = Deadline.after("test", Duration.ofSeconds(5));
            ByteBuffer heard = ByteBuffer.allocate(16);
            assertThat(wire.await(soon)).isTrue();
            assertThat(wire.await(soon)).isTrue();
            while (wire.read(heard, soon) >= 0) {
                assertThat(wire.await(soon)).isTrue();
            }
            assertThat(new String(heard.array(), 0, heard.position(), US_ASCII)).isEqualTo("hello");
            assertThat(wire.await(soon)).isTrue();
            assertThat(wire.read(heard, soon)).isEqualTo(-1);
        }
    }

    private static Wire open(ServerSocket server) throws IOException {
        return Connector.direct()
                .open(
                        new Endpoint("127.0.0.1", server.getLocalPort(), Transport.TCP),
                        Deadline.after("connect", Duration.ofSeconds(5)));
    }

    private static void write(Wire wire) {
        try {
            wire.write(ByteBuffer.allocate(64 << 20), Deadline.after("write", Duration.ofSeconds(30)));
            throw new AssertionError("nobody took the bytes");
        } catch (IOException e) {
            assertThat(e).isInstanceOf(WireException.Cancelled.class);
        }
    }
}
