package protocols.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import protocols.peers.Gap;
import protocols.peers.HandServer;

/** A peer of one session, that a test plays: what it says and when, and what has been typed to it. A byte is a character. */
final class TelnetPeer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final CompletableFuture<HandServer.Hand> connected = new CompletableFuture<>();
    private final StringBuffer received = new StringBuffer();
    private final HandServer server;

    private TelnetPeer() throws IOException {
        server = HandServer.start(this::serve);
    }

    static TelnetPeer start() throws IOException {
        return new TelnetPeer();
    }

    private void serve(HandServer.Hand hand) throws IOException {
        connected.complete(hand);
        for (byte[] next = hand.read(1); next.length > 0; next = hand.read(1)) {
            received.append(new String(next, ISO_8859_1));
        }
    }

    int port() {
        return server.port();
    }

    void say(String text) throws IOException {
        connected.join().write(text.getBytes(ISO_8859_1));
    }

    /** Ends the connection, as a server does that has said all. */
    void end() throws IOException {
        connected.join().endOutput();
    }

    void reset() throws IOException {
        connected.join().reset();
    }

    /** Waits until this has been typed, and forgets all that came until then. */
    void await(String text) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (received.indexOf(text) < 0 && System.nanoTime() < end) {
            Gap.pass(LOOK);
        }
        assertThat(received.toString()).contains(text);
        received.delete(0, received.indexOf(text) + text.length());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
