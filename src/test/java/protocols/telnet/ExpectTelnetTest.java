package protocols.telnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static protocols.telnet.Expectation.pattern;
import static protocols.telnet.Expectation.text;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Limits;
import protocols.WireException;
import protocols.peers.Gap;
import protocols.peers.HandServer;
import protocols.peers.Scripted;

/** Waits that are long, costly or broken off, and what becomes of the session. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExpectTelnetTest {

    /** Its group is referred to, so that the JDK cannot remember what it has tried. */
    private static final Pattern CATASTROPHE = Pattern.compile("(a+)+\\1b");

    private static final String AS = "a".repeat(300);

    @Test
    void anInterruptOfAWaitEndsTheSessionWhereverItComes() throws Exception {
        try (HandServer server = HandServer.start(hand -> {
            hand.write(AS.getBytes(ISO_8859_1));
            hand.hold();
        })) {
            Telnet client = Telnet.at("127.0.0.1").port(server.port()).timeout(Duration.ofSeconds(20));
            Terminal matching = client.connect();
            ended(matching, "expect", () -> matching.expect(pattern(CATASTROPHE)));
        }
        try (HandServer server = HandServer.start(HandServer.Hand::hold)) {
            Telnet client = Telnet.at("127.0.0.1").port(server.port()).timeout(Duration.ofSeconds(20));
            Terminal waiting = client.connect();
            ended(waiting, "expect", () -> waiting.expect("b"));
        }
        try (HandServer server = HandServer.start(HandServer.Hand::hold)) {
            Terminal sending = Telnet.at("127.0.0.1").port(server.port()).connect();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> sending.sendLine("one"))
                    .isInstanceOf(WireException.Cancelled.class)
                    .hasMessageContaining(": send, after ");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(sending.isOpen()).as("nothing was sent").isTrue();
        }
    }

    private static void ended(Terminal terminal, String step, ThrowingCallable wait) {
        Thread waiting = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            Gap.pass(Duration.ofMillis(300));
            waiting.interrupt();
        });
        interrupter.start();
        assertThatThrownBy(wait)
                .isInstanceOf(WireException.Cancelled.class)
                .hasMessageContaining(": " + step + ", after ")
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(terminal.isOpen()).isFalse();
    }

    @Test
    void aLineHasNoneOfItsEnd() throws Exception {
        try (Scripted server = Scripted.play("S: a\\x0d\nS: b\\x0a\\x0dc\\x0a\\x0d\\x0a\\x0dd\n");
                Terminal terminal = Telnet.at("127.0.0.1").port(server.port()).connect()) {
            for (String line : List.of("a", "b", "c", "", "d")) {
                assertThat(terminal.line()).isEqualTo(line);
            }
        }
    }

    @Test
    void aCatastrophicPatternEndsWhenItsTimeIsOverAndTheSessionGoesOn() throws Exception {
        try (Scripted server = Scripted.play("S: " + AS + "!\\\nC: next\nS: fine\n");
                Terminal terminal = client(server).connect()) {
            terminal.expect(Duration.ofSeconds(5), pattern(Pattern.compile("(?=a)")));
            long began = System.nanoTime();
            assertThatThrownBy(() -> terminal.expect(Duration.ofMillis(500), pattern(CATASTROPHE)))
                    .isInstanceOf(WireException.TimedOut.class)
                    .hasMessageContaining("expected /(a+)+\\1b/, got ...\"aaa");
            // Within 50 ms, but for a machine that is busy with something else.
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(500), Duration.ofMillis(900));
            assertThat(terminal.sendLine("next").expect("!")).isEqualTo(AS);
            assertThat(terminal.line()).isEqualTo("fine");
        }
    }

    @Test
    @SuppressWarnings("try")
    void aPatternIsFoundInWhatDripsAndInWhatFloods() throws Exception {
        byte[] flood = ("words and words ".repeat(60) + "\r\n").repeat(3000).getBytes(ISO_8859_1);
        try (HandServer server = HandServer.start(hand -> {
                    hand.write(flood);
                    hand.drip("abcdefghij".repeat(10) + "host1> ", Duration.ofMillis(3));
                    hand.hold();
                });
                Terminal terminal = Telnet.at("127.0.0.1")
                        .port(server.port())
                        .raw()
                        .limits(Limits.DEFAULT.reply(1 << 24))
                        .connect()) {
            Match match = terminal.expect(pattern(Pattern.compile("([a-z]+\\d)> $")));
            assertThat(match.groups()).containsExactly("abcdefghij".repeat(10) + "host1");
            assertThat(match.before()).hasSize(flood.length);
        }
    }

    @Test
    void whatStandsBeforeIsHandedOnAndNotKept() throws Exception {
        String line = "S: " + "x".repeat(998) + "\n";
        try (Scripted server =
                        Scripted.play(line.repeat(5000) + "S: done 42 items\nS: login: \\\nC: alice\nS: fine\n");
                Terminal terminal =
                        client(server).limits(Limits.DEFAULT.reply(20_000)).connect()) {
            StringBuilder all = new StringBuilder();
            List<Integer> sizes = new ArrayList<>();
            Match match = terminal.expect(
                    Duration.ofSeconds(20), List.of(text("$ "), pattern(Pattern.compile("(\\d+) items"))), piece -> {
                        all.append(piece);
                        sizes.add(piece.length());
                    });
            assertThat(match.which()).isEqualTo(1);
            assertThat(match.groups()).containsExactly("42");
            assertThat(all.append(match.before())).hasSize(5_000_000 + "done ".length());
            assertThat(sizes).allMatch(size -> size < 100_000);
            assertThat(match.before().length()).isLessThan(100_000);
            Match login = terminal.expect(Duration.ofSeconds(20), List.of(text("login: ")), piece -> {});
            assertThat(login.text()).isEqualTo("login: ");
            assertThat(terminal.sendLine("alice").line()).isEqualTo("fine");
        }
    }

    @Test
    void theStartOfTheTextIsNotWhereItWasHandedOn() throws Exception {
        try (Scripted server = Scripted.play("S: " + "x".repeat(5000) + "\\\n* gap\nS: xx> \\\n");
                Terminal terminal = client(server).patternWindow(10).connect()) {
            StringBuilder passed = new StringBuilder();
            Match match = terminal.expect(Duration.ofSeconds(20), List.of(pattern(Pattern.compile("^x|> "))), piece -> {
                passed.append(piece);
                if (passed.length() > 4900) {
                    server.goOn();
                }
            });
            assertThat(match.text()).isEqualTo("x");
            assertThat(match.before()).isEmpty();
            Match next = terminal.expect(Duration.ofSeconds(20), List.of(pattern(Pattern.compile("^y|> "))), piece -> {
                boolean isFirst = passed.length() == 0;
                passed.append(piece);
                if (isFirst) {
                    server.goOn();
                }
            });
            assertThat(next.text()).isEqualTo("> ");
            assertThat(passed.append(next.before())).hasSize(5001);
        }
    }

    @Test
    void whatTheReceiverThrowsComesOutAndTheTextStays() throws Exception {
        try (Scripted server = Scripted.play("S: one\nS: two\nS: $ \\\nC: id\nS: alice\n");
                Terminal terminal = client(server).connect()) {
            assertThatThrownBy(() -> terminal.expect(Duration.ofSeconds(5), List.of(text("never")), piece -> {
                        throw new IOException("disk full");
                    }))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("disk full");
            assertThatThrownBy(() -> terminal.expect(Duration.ofSeconds(5), List.of(text("never")), piece -> {
                        throw new IllegalStateException("no");
                    }))
                    .isExactlyInstanceOf(IllegalStateException.class);
            assertThat(terminal.expect("$ ")).isEqualTo("one\r\ntwo\r\n");
            assertThat(terminal.sendLine("id").line()).isEqualTo("alice");
        }
    }

    @Test
    void aFailureSaysHowLongThePeerWasSilent() throws Exception {
        try (Scripted server = Scripted.play("S: go away\\\n");
                Terminal terminal = client(server).connect()) {
            terminal.expect("go");
            assertThatThrownBy(() -> terminal.expect(Duration.ofMillis(1200), text("login: ")))
                    .hasMessageMatching(".*expected \"login: \", got \"go away\", silent for 1\\.[2-9] s");
            assertThat(terminal.read(Duration.ZERO)).contains(" away");
        }
    }

    private static Telnet client(Scripted server) {
        return Telnet.at("127.0.0.1").port(server.port()).timeout(Duration.ofSeconds(10));
    }
}
