package protocols.internal.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import protocols.WireException;

class ReadinessTest {

    /** As by another thread, between the look at whether it is open and the wait. */
    @Test
    @SuppressWarnings("try") // Closing in the middle is what is tested.
    void aChannelThatIsClosedBeforeTheWaitIsClosedHere() throws IOException {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            channel.configureBlocking(false);
            Readiness ready = Readiness.of(channel);
            channel.close();
            assertThatThrownBy(() -> ready.await(SelectionKey.OP_READ, 1_000_000_000L))
                    .isInstanceOf(WireException.Cancelled.class)
                    .hasMessageContaining("closed here");
            ready.close();
        }
    }
}
