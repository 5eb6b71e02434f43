package protocols.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import protocols.Trust;
import protocols.WireException;
import protocols.internal.wire.TlsWire;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Endpoint;
import protocols.net.Wire;
import protocols.peers.TestCa;

/** How a stream ends, as the peer sees it; and the byte that is urgent. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireEndsTest {

    private static Deadline soon() {
        return Deadline.after("timeout", Duration.ofSeconds(10));
    }

    /** Both ends of one connection. */
    private record Pair(ServerSocket listener, Wire wire, Socket peer) implements AutoCloseable {

        static Pair open() throws IOException {
            ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Wire wire =
                    Connector.direct().open(new Endpoint("127.0.0.1", listener.getLocalPort(), Transport.TCP), soon());
            return new Pair(listener, wire, listener.accept());
        }

        @Override
        public void close() throws IOException {
            wire.close();
            peer.close();
            listener.close();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    @Test
    void closingEndsTheStream() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.wire.write(bytes("all"), soon());
            pair.wire.close();
            assertThat(pair.peer.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo("all");
        }
    }

    @Test
    void abortingResetsIt() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.wire.write(bytes("a part"), soon());
            pair.wire.abort();
            assertThatThrownBy(() -> pair.peer.getInputStream().readAllBytes()).hasMessageContaining("reset");
        }
    }

    @Test
    void whatIsUnfinishedIsResetAlsoByAnInterrupt() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.wire.unfinished(true);
            pair.wire.write(bytes("a part"), soon());
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> pair.wire.read(ByteBuffer.allocate(10), soon()))
                    .isInstanceOf(WireException.Cancelled.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThatThrownBy(() -> pair.peer.getInputStream().readAllBytes()).hasMessageContaining("reset");
        }
    }

    @Test
    void whatIsUnfinishedIsResetAlsoByItsTimeLimit() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.wire.unfinished(true);
            pair.wire.write(bytes("a part"), soon());
            Deadline short1 = Deadline.after("timeout", Duration.ofMillis(50));
            assertThatThrownBy(() -> pair.wire.read(ByteBuffer.allocate(10), short1))
                    .isInstanceOf(WireException.TimedOut.class);
            assertThatThrownBy(() -> pair.peer.getInputStream().readAllBytes()).hasMessageContaining("reset");
        }
    }

    @Test
    void whatWasFinishedAgainEndsAsUsual() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.wire.unfinished(true);
            pair.wire.write(bytes("all"), soon());
            pair.wire.unfinished(false);
            pair.wire.close();
            assertThat(pair.peer.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo("all");
        }
    }

    @Test
    void oneHalfCanEndAlone() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.wire.write(bytes("question"), soon());
            pair.wire.endOutput();
            assertThat(pair.peer.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo("question");
            pair.peer.getOutputStream().write("answer".getBytes(US_ASCII));
            ByteBuffer answer = ByteBuffer.allocate(10);
            assertThat(pair.wire.read(answer, soon())).isEqualTo(6);
            assertThatThrownBy(() -> pair.wire.write(bytes("more"), soon())).isInstanceOf(WireException.class);
        }
    }

    /** RFC 6093 section 6: a byte that is urgent is read at its place, on both sides. */
    @Test
    void urgentBytesStayInTheirPlace() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.peer.setOOBInline(true);
            pair.wire.write(bytes("ab"), soon());
            pair.wire.urgent((byte) '!', soon());
            pair.wire.write(bytes("cd"), soon());
            assertThat(pair.peer.getInputStream().readNBytes(5))
                    .asString(US_ASCII)
                    .isEqualTo("ab!cd");

            pair.peer.getOutputStream().write("ab".getBytes(US_ASCII));
            pair.peer.sendUrgentData('!');
            pair.peer.getOutputStream().write("cd".getBytes(US_ASCII));
            ByteBuffer read = ByteBuffer.allocate(5);
            while (read.hasRemaining()) {
                pair.wire.read(read, soon());
            }
            assertThat(read.array()).asString(US_ASCII).isEqualTo("ab!cd");
        }
    }

    @Test
    void underTlsAnAbortSaysNoGoodbye() throws Exception {
        try (ServerSocket listener = TestCa.sharedServer()
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (boolean whole : new boolean[] {true, false}) {
                Wire below = Connector.direct()
                        .open(new Endpoint("127.0.0.1", listener.getLocalPort(), Transport.TCP), soon());
                Thread client = new Thread(() -> talk(below, whole));
                client.start();
                try (Socket peer = listener.accept()) {
                    if (whole) {
                        assertThat(peer.getInputStream().readAllBytes())
                                .asString(US_ASCII)
                                .isEqualTo("a part");
                    } else {
                        assertThatThrownBy(() -> peer.getInputStream().readAllBytes())
                                .isInstanceOf(IOException.class);
                    }
                }
                client.join();
            }
        }
    }

    private static void talk(Wire below, boolean whole) {
        try {
            TlsWire tls = TlsWire.handshake(
                    below, Trust.of(TestCa.shared().trusting()), new TlsWire.Peer("127.0.0.1", 0), soon());
            tls.write(bytes("a part"), soon());
            if (whole) {
                tls.close();
            } else {
                tls.abort();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatHasNoHalvesOrNothingUrgentSaysSo() throws Exception {
        Wire datagrams = Connector.direct().open(new Endpoint("127.0.0.1", 9, Transport.UDP), soon());
        assertThatThrownBy(datagrams::endOutput).isInstanceOf(WireException.Unsupported.class);
        assertThatThrownBy(() -> datagrams.urgent((byte) 1, soon())).isInstanceOf(WireException.Unsupported.class);
        datagrams.close();
    }
}
