package protocols.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.net.Connector;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.peers.HandServer;

/** A caller's own wire, which can be looked at, counts looks, and does nothing whose deadline has passed. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CallersWireTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final AtomicInteger looks = new AtomicInteger();

    private final class Strict implements Wire {
        private final Wire wire;

        Strict(Wire wire) {
            this.wire = wire;
        }

        private void require(Deadline deadline) throws WireException {
            if (deadline.hasPassed()) {
                throw new WireException.TimedOut(deadline);
            }
        }

        @Override
        public int read(ByteBuffer into, Deadline deadline) throws IOException {
            require(deadline);
            return wire.read(into, deadline);
        }

        @Override
        public void write(ByteBuffer from, Deadline deadline) throws IOException {
            require(deadline);
            wire.write(from, deadline);
        }

        @Override
        public Sight look() {
            looks.incrementAndGet();
            return wire.look();
        }

        @Override
        public boolean await(Deadline deadline) throws IOException {
            require(deadline);
            return wire.await(deadline);
        }

        @Override
        public String peer() {
            return wire.peer();
        }

        @Override
        public String local() {
            return wire.local();
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    private ImapSession imap(HandServer server) throws IOException {
        Connector direct = Connector.direct();
        return Imap.at("127.0.0.1")
                .port(server.port())
                .timeout(SHORT)
                .via((endpoint, deadline) -> new Strict(direct.open(endpoint, deadline)))
                .connect()
                .login("alice", "secret-1");
    }

    private static void greet(HandServer.Hand hand) throws IOException {
        hand.say("* OK [CAPABILITY IMAP4rev1] ready");
        hand.line();
        hand.say("A1 OK [CAPABILITY IMAP4rev1] in");
    }

    @Test
    void whatCameAfterTheLastOperationWasOverIsReadAllTheSame() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        try (HandServer server = HandServer.start(hand -> {
                    greet(hand);
                    hand.drip("", SHORT.multipliedBy(2));
                    hand.say("* 3 EXISTS");
                    said.countDown();
                    hand.line();
                    hand.say("A2 OK");
                    hand.hold();
                });
                ImapSession imap = imap(server)) {
            said.await();
            assertThat(imap.isOpen()).isTrue();
            imap.noop();
        }
    }

    @Test
    void aCommandIsPrecededByOneLook() throws Exception {
        try (HandServer server = HandServer.start(hand -> {
                    greet(hand);
                    for (int i = 2; ; i++) {
                        hand.line();
                        hand.say("A" + i + " OK");
                    }
                });
                ImapSession imap = imap(server)) {
            looks.set(0);
            imap.noop();
            assertThat(looks).hasValue(1);
            imap.noop();
            assertThat(looks).hasValue(2);
        }
    }
}
