package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Protocol;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;

/** A thread stays awake for a moment where the peer may be near, and no longer. */
@Timeout(30)
class DatagramWaitTest {

    private static final Duration LONG = Duration.ofSeconds(1);

    private static Duration worked() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    private static Wire open(DatagramSocket peer) throws Exception {
        Endpoint endpoint = new Endpoint("127.0.0.1", peer.getLocalPort(), Protocol.Transport.UDP);
        return Connector.direct().open(endpoint, Deadline.after("test", LONG));
    }

    @Test
    void aSilentPeerIsWaitedForAsleep() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Wire wire = open(peer)) {
            Duration before = worked();
            assertThatThrownBy(() -> wire.read(ByteBuffer.allocate(9), Deadline.after("test", LONG)))
                    .isInstanceOf(WireException.TimedOut.class);
            assertThat(worked().minus(before)).isLessThan(LONG.dividedBy(4));
        }
    }

    @Test
    void whatComesIsReadAwakeAndAsleepAlike() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Wire wire = open(peer)) {
            ByteBuffer into = ByteBuffer.allocate(9);
            InetSocketAddress here = new InetSocketAddress("127.0.0.1", portOf(wire));
            peer.send(new DatagramPacket(new byte[] {1}, 1, here));
            assertThat(wire.read(into, Deadline.after("test", LONG))).isEqualTo(1);
            // An empty datagram ends no wait, and the one after a long silence is no less welcome.
            peer.send(new DatagramPacket(new byte[0], 0, here));
            assertThatThrownBy(() -> wire.read(into, Deadline.after("test", LONG)))
                    .isInstanceOf(WireException.TimedOut.class);
            peer.send(new DatagramPacket(new byte[] {2, 3}, 2, here));
            assertThat(wire.read(into, Deadline.after("test", LONG))).isEqualTo(2);
            assertThat(into.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        }
    }

    private static int portOf(Wire wire) {
        return Integer.parseInt(wire.local().substring(wire.local().lastIndexOf(':') + 1));
    }
}
