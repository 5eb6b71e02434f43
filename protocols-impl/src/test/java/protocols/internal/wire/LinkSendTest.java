package protocols.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Client;
import protocols.Protocol;
import protocols.WireException;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.CoreFriend;
import protocols.spi.Settings;

/** One thread may send while another waits in an operation. */
@Timeout(10)
class LinkSendTest {

    private static final Duration LONG = Duration.ofSeconds(5);

    @Test
    void sendsWhileAnotherThreadWaitsForTheAnswer() throws Exception {
        EchoWire wire = new EchoWire();
        Link link = open(wire);
        CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(() -> filled(link));
        assertThat(wire.waiting.await(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

        link.send("send", bytes("hello"), Deadline.after("timeout", LONG));

        assertThat(reading.get()).isTrue();
        assertThat(new String(
                        link.in().buffer(), link.in().position(), link.in().available(), US_ASCII))
                .isEqualTo("hello");
    }

    @Test
    void aFailureToSendKillsTheLinkAndSaysWhatWasDone() throws Exception {
        EchoWire wire = new EchoWire();
        Link link = open(wire);
        wire.broken = true;

        assertThatThrownBy(() -> link.send("send", bytes("hello"), Deadline.after("timeout", LONG)))
                .isInstanceOf(WireException.Hangup.class)
                .hasMessageContaining("send, after");
        assertThat(link.isAlive()).isFalse();
        assertThatThrownBy(() -> link.send("send", bytes("hello"), Deadline.after("timeout", LONG)))
                .isInstanceOf(WireException.Hangup.class)
                .hasMessageContaining("the session ended earlier");
    }

    @Test
    void nothingIsSentAfterTheEnd() throws Exception {
        Link link = open(new EchoWire());
        link.close();
        assertThatThrownBy(() -> link.send("send", bytes("hello"), Deadline.after("timeout", LONG)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whereSeveralThreadsShareASessionAnotherMayHaveClosedIt() throws Exception {
        Link link = open(new EchoWire());
        link.share(true);
        link.close();
        assertThatThrownBy(() -> link.send("send", bytes("hello"), Deadline.after("timeout", LONG)))
                .isInstanceOf(WireException.Cancelled.class);
        assertThatThrownBy(() -> link.operation("read", LONG, link.in()::fill))
                .isInstanceOf(WireException.Cancelled.class);
    }

    private static boolean filled(Link link) {
        try {
            return link.operation("read", LONG, link.in()::fill);
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private static Link open(Wire wire) throws WireException {
        Settings settings = CoreFriend.get().settings(new Over((endpoint, deadline) -> wire));
        return Opening.open(settings, new Recorder(settings), settings.endpoint(), Deadline.after("timeout", LONG));
    }

    private static final class Over extends Client<Over> {
        Over(Connector connector) {
            this(new Over(Settings.of(Protocol.TELNET, "localhost"))
                    .via(connector)
                    .settings());
        }

        private Over(Settings settings) {
            super(settings);
        }

        @Override
        protected Over with(Settings settings) {
            return new Over(settings);
        }
    }

    /** Gives back what was written, to a reader that waits for it. */
    private static final class EchoWire implements Wire {
        private final CountDownLatch waiting = new CountDownLatch(1);
        private final CompletableFuture<byte[]> written = new CompletableFuture<>();
        private volatile boolean broken;

        @Override
        public int read(ByteBuffer into, Deadline deadline) {
            waiting.countDown();
            byte[] bytes = written.join();
            into.put(bytes);
            return bytes.length;
        }

        @Override
        public void write(ByteBuffer from, Deadline deadline) throws IOException {
            if (broken) {
                throw new IOException("Broken pipe");
            }
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            written.complete(bytes);
        }

        @Override
        public boolean await(Deadline deadline) {
            return true;
        }

        @Override
        public String peer() {
            return "127.0.0.1:23";
        }

        @Override
        public String local() {
            return "";
        }

        @Override
        public void close() {
            written.complete(new byte[0]);
        }
    }
}
