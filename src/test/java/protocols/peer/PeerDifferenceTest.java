package protocols.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Peer;
import protocols.Script;
import protocols.Transcript;

/** What {@link Peer#verify} says, word for word. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeerDifferenceTest {

    private static final Script SCRIPT = Script.of(
            Transcript.parse(
                    """
                    S: +OK ready
                    C: USER alice
                    S: +OK
                    C: PASS ********
                    S: +OK
                    C: STAT
                    S: +OK 1 60
                    C: QUIT
                    S: +OK bye
                    """));

    /** It gives up soon: where the client is to be slower than that. */
    private static final Script HASTY = SCRIPT.patience(Duration.ofMillis(300));

    /** Says these lines, each once the peer has answered the one before, and closes. */
    private static void say(Peer peer, String... lines) throws IOException {
        try (Socket socket = new Socket(peer.host(), peer.port())) {
            socket.setSoTimeout(10_000);
            answer(socket);
            for (String line : lines) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                if (!answer(socket)) {
                    return;
                }
            }
        }
    }

    private static boolean answer(Socket socket) throws IOException {
        int b = socket.getInputStream().read();
        while (b >= 0 && b != '\n') {
            b = socket.getInputStream().read();
        }
        return b >= 0;
    }

    private static AbstractThrowableAssert<?, ?> difference(Peer peer) {
        return assertThatThrownBy(peer::verify).isInstanceOf(Transcript.Mismatch.class);
    }

    @Test
    void nothingIfAllIsPlayed() throws Exception {
        try (Peer peer = SCRIPT.serve()) {
            say(peer, "USER alice", "PASS secret", "STAT", "QUIT");
            peer.verify();
            peer.verify();
        }
    }

    @Test
    void anotherLine() throws Exception {
        try (Peer peer = SCRIPT.serve()) {
            say(peer, "USER alice", "PASS secret", "LIST");
            difference(peer)
                    .hasMessage(
                            """
                            the client says something else:
                              C: LIST
                            where the transcript has
                              S: +OK
                              C: PASS ********
                              S: +OK
                            > C: STAT
                              S: +OK 1 60
                              C: QUIT
                              S: +OK bye""");
        }
    }

    /** A secret is not shown, though it is what differs. */
    @Test
    void aSecretInPlaceOfAnotherLine() throws Exception {
        try (Peer peer = SCRIPT.serve()) {
            say(peer, "PASS wonderland");
            difference(peer)
                    .hasMessage(
                            """
                            the client says something else:
                              C: PASS ********
                            where the transcript has
                              S: +OK ready
                            > C: USER alice
                              S: +OK
                              C: PASS ********
                              S: +OK""");
        }
    }

    @Test
    void tooMuch() throws Exception {
        try (Peer peer = SCRIPT.serve()) {
            say(peer, "USER alice", "PASS secret", "STAT", "QUIT", "DELE 1");
            difference(peer)
                    .hasMessage(
                            """
                            the client says more than the transcript:
                              C: DELE 1
                            after
                              S: +OK 1 60
                              C: QUIT
                              S: +OK bye""");
        }
    }

    /** The client stays, and says nothing more. */
    @Test
    void tooLittle() throws Exception {
        try (Peer peer = HASTY.serve();
                Socket socket = new Socket(peer.host(), peer.port())) {
            assertThat(answer(socket)).isTrue();
            socket.getOutputStream().write("USER alice\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket)).isTrue();
            difference(peer)
                    .hasMessageStartingWith("the client")
                    .hasMessageEndingWith(
                            """
                            where the transcript has
                              S: +OK ready
                              C: USER alice
                              S: +OK
                            > C: PASS ********
                              S: +OK
                              C: STAT
                              S: +OK 1 60""");
        }
    }

    @Test
    void anEndInTheMiddle() throws Exception {
        try (Peer peer = SCRIPT.serve()) {
            say(peer, "USER alice", "PASS secret");
            difference(peer)
                    .hasMessage(
                            """
                            the client closed the connection
                            where the transcript has
                              S: +OK
                              C: PASS ********
                              S: +OK
                            > C: STAT
                              S: +OK 1 60
                              C: QUIT
                              S: +OK bye""");
        }
    }

    @Test
    void anEndInTheMiddleOfALine() throws Exception {
        try (Peer peer = SCRIPT.serve()) {
            try (Socket socket = new Socket(peer.host(), peer.port())) {
                assertThat(answer(socket)).isTrue();
                socket.getOutputStream().write("USER al".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                assertThat(answer(socket)).isFalse();
            }
            difference(peer)
                    .hasMessage(
                            """
                            the client closed the connection in the middle:
                              C: USER al\\
                            where the transcript has
                              S: +OK ready
                            > C: USER alice
                              S: +OK
                              C: PASS ********
                              S: +OK""");
        }
    }

    @Test
    void aConnectionTooMany() throws Exception {
        try (Peer peer = SCRIPT.serve()) {
            say(peer, "USER alice", "PASS secret", "STAT", "QUIT");
            say(peer);
            difference(peer).hasMessage("the client opened a connection more than the transcript has");
        }
    }

    @Test
    void aConnectionTooFew() throws Exception {
        Script two =
                SCRIPT.then(Transcript.parse("S: +OK again\nC: QUIT\nS: +OK\n")).patience(Duration.ofSeconds(2));
        try (Peer peer = two.serve()) {
            say(peer, "USER alice", "PASS secret", "STAT", "QUIT");
            difference(peer)
                    .hasMessage(
                            """
                            the client opened 1 connection; the transcript has 1 more:
                            > S: +OK again
                              C: QUIT
                              S: +OK""");
        }
    }

    @Test
    void noConnection() {
        try (Peer peer = HASTY.serve()) {
            difference(peer)
                    .hasMessage(
                            """
                            the client opened 0 connections; the transcript has 1 more:
                            > S: +OK ready
                              C: USER alice
                              S: +OK
                              C: PASS ********""");
        }
    }

    /** The lines around are those where the client is, not the first that look the same. */
    @Test
    void theSecondOfTwoLinesThatAreTheSame() throws Exception {
        Transcript dialogue = Transcript.parse(
                """
                S: 220 one
                C: NOOP
                S: 250 two
                C: RSET
                S: 250 three
                C: NOOP
                S: 250 four
                C: RSET
                S: 250 five
                """);
        try (Peer peer = dialogue.serve()) {
            say(peer, "NOOP", "RSET", "NOOP", "QUIT");
            difference(peer)
                    .hasMessage(
                            """
                            the client says something else:
                              C: QUIT
                            where the transcript has
                              S: 250 three
                              C: NOOP
                              S: 250 four
                            > C: RSET
                              S: 250 five""");
        }
    }

    @Test
    void bytesThatAreNoText() throws Exception {
        try (Peer peer = SCRIPT.serve()) {
            say(peer, "\u0000\u0016\u0003");
            difference(peer).hasMessageContaining("  C: \\x00\\x16\\x03\n");
        }
    }
}
