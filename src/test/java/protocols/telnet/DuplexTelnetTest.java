package protocols.telnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Fault;
import protocols.Limits;
import protocols.Script;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.Scripted;

/** Both directions at once, and what a peer may do wrong. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DuplexTelnetTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void oneThreadSendsWhileAnotherWaits() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        C: one
                        S: \\xff\\xfd\\x06\\
                        C: \\xff\\xfb\\x06\\xff\\xfd\\x03\\xff\\xfb\\x18\\xff\\xfb\\x1f\\
                        C: two
                        S: three
                        * closed by peer
                        """);
                Terminal session = client(server).connect()) {
            CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> line(session));
            session.sendLine("one");
            // The waiting thread answers what the peer negotiates, while this one goes on.
            int answered = "one\r\n".length() + 4 * 3;
            while (server.received().length() < answered) {
                Thread.onSpinWait();
            }
            session.sendLine("two");
            assertThat(line.get()).isEqualTo("three");
            assertThat(session.expect(Expectation.end()).before()).isEmpty();
        }
    }

    @Test
    void anEchoOfASecretInPiecesIsNotRecorded() throws Exception {
        try (Scripted server = Scripted.play(Scripted.of(
                                """
                                S: Password: \\
                                C: ********
                                S: open sesame
                                S: ok
                                * closed by peer
                                """)
                        .pieces(Script.Pieces.BYTES));
                Terminal session = client(server).raw().connect()) {
            session.expect("Password: ");
            session.sendLine(Secret.of("open sesame"));
            StringBuilder seen = new StringBuilder();
            for (Optional<String> text = session.read(LONG); text.isPresent(); text = session.read(LONG)) {
                seen.append(text.get());
            }
            assertThat(seen.toString()).isEqualTo("open sesame\r\nok\r\n");
            // In as many pieces as it was handed out in, which the network decides.
            assertThat(saidByServer(session.transcript())).isEqualTo("Password: ********\r\nok\r\n");
            assertThat(session.transcript().toString()).doesNotContain("sesam", "open ");
        }
    }

    @Test
    void aPeerThatClosesTooEarlyIsToldWithWhatItSaid() throws Exception {
        try (Scripted server = Scripted.play("S: go away\n* closed by peer\n");
                Terminal session = client(server).connect()) {
            assertThatThrownBy(() -> session.expect("login: "))
                    .isInstanceOf(WireException.Hangup.class)
                    .hasMessageContaining("expected \"login: \", got \"go away");
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void aFloodWithoutWhatIsExpectedHoldsThePeerBackAndTheSessionGoesOn() throws Exception {
        String flood = ("S: " + "x".repeat(998) + "\n").repeat(20_000);
        try (Scripted server = Scripted.play(flood + "S: login: \\\nC: alice\nS: welcome\n");
                Terminal session =
                        client(server).limits(Limits.DEFAULT.reply(10_000)).connect()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> session.expect("login: "))
                        .isInstanceOf(WireException.LimitExceeded.class)
                        .hasMessageContaining("unmatched text 10000: expected \"login: \", got ...\"xxx");
            }
            assertThat(session.stats().received()).isLessThan(100_000);
            assertThat(session.isOpen()).isTrue();
            for (int i = 0; i < 20_000; i++) {
                assertThat(session.line()).hasSize(998);
            }
            assertThat(session.expect("login: ")).isEmpty();
            assertThat(session.sendLine("alice").line()).isEqualTo("welcome");
        }
    }

    @Test
    void aPeerThatDripsCannotStretchAWait() throws Exception {
        try (Scripted server = Scripted.play(
                        Scripted.of("S: " + "x".repeat(400) + "\n").drip(Duration.ofMillis(20)));
                Terminal session = client(server).connect()) {
            long began = System.nanoTime();
            assertThatThrownBy(() -> session.expect(Duration.ofMillis(200), Expectation.line()))
                    .isInstanceOf(WireException.TimedOut.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void closingFreesAThreadThatWaits() throws Exception {
        try (Scripted server =
                Scripted.play(Scripted.of("S: hello\n").fault(Fault.stall().after(7)))) {
            Terminal session = client(server).connect();
            assertThat(session.line()).isEqualTo("hello");
            CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> line(session));
            session.close();
            assertThatThrownBy(line::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfAny(WireException.Cancelled.class, IllegalStateException.class);
        }
    }

    @Test
    void callersMistakesAreFoundBeforeAByteIsSent() throws Exception {
        try (Scripted server = Scripted.play("C: QUIT\n* closed by peer\n");
                Terminal session = client(server).raw().connect()) {
            assertThatThrownBy(() -> session.sendLine("a\nb")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> session.sendLine(Secret.of("sesame\r\n")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("sesame");
            assertThatThrownBy(() -> session.command(TelnetCommand.AYT)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::expect).isInstanceOf(IllegalArgumentException.class);
            session.sendLine("QUIT");
            session.expect(Expectation.end());
        }
    }

    @Test
    void whatAPatternThrowsComesOutAsItIsAndTheTextStays() throws Exception {
        String row = "ab".repeat(499);
        try (Scripted server = Scripted.play(("S: " + row + "\\\n").repeat(200) + "S: $ \\\nC: exit\nS: bye\n");
                Terminal terminal = client(server).patternWindow(1 << 20).connect()) {
            Expectation tooDeep = Expectation.pattern(Pattern.compile("(?:a|b)*c"));
            assertThatThrownBy(() -> terminal.expect(tooDeep)).isInstanceOf(StackOverflowError.class);
            assertThat(terminal.expect("$ ")).isEqualTo(row.repeat(200));
            assertThat(terminal.sendLine("exit").line()).isEqualTo("bye");
        }
    }

    @Test
    void whatACharsetThrowsComesOutAsItIsAndTheTerminalSaysWhyItIsClosed() throws Exception {
        try (Scripted server = Scripted.play("S: hello\n");
                Terminal terminal =
                        client(server).charset(new BrokenCharset()).raw().connect()) {
            assertThatThrownBy(() -> terminal.send("hello"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no encoder");
            assertThat(terminal.isOpen()).isTrue();
            assertThatThrownBy(terminal::line)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("no text");
            assertThatThrownBy(terminal::line)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed because the caller's code failed");
        }
    }

    /** A charset of the caller's own that can do nothing. */
    private static final class BrokenCharset extends Charset {

        BrokenCharset() {
            super("x-broken", new String[0]);
        }

        @Override
        public boolean contains(Charset other) {
            return false;
        }

        @Override
        public CharsetDecoder newDecoder() {
            return new CharsetDecoder(this, 1, 1) {
                @Override
                protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
                    throw new AssertionError("no text");
                }
            };
        }

        @Override
        public CharsetEncoder newEncoder() {
            throw new IllegalStateException("no encoder");
        }
    }

    private static String line(Terminal session) {
        try {
            return session.line();
        } catch (WireException e) {
            throw new CompletionException(e);
        }
    }

    private static String saidByServer(Transcript transcript) {
        StringBuilder all = new StringBuilder();
        for (Transcript.Entry entry : transcript.entries()) {
            if (entry instanceof Transcript.Said said && said.by() == Transcript.Side.SERVER) {
                all.append(new String(said.bytes(), ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static Telnet client(Scripted server) {
        return Telnet.at("127.0.0.1").port(server.port()).timeout(LONG);
    }
}
