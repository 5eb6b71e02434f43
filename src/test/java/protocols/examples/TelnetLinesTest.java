package protocols.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.peers.RealServer;
import protocols.peers.RequiresServer;

/** Lines that are typed on a terminal: what the screen shows of them, what the peer gets, and how the session ends. */
@RequiresServer(RealServer.TMUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TelnetLinesTest {

    private static final String WILL_ECHO = "\u00ff\u00fb\u0001";
    private static final String WONT_ECHO = "\u00ff\u00fc\u0001";
    private static final String WILL_SGA = "\u00ff\u00fb\u0003";
    private static final String DO_ECHO = "\u00ff\u00fd\u0001";
    private static final String DONT_ECHO = "\u00ff\u00fe\u0001";
    private static final String IP = "\u00ff\u00f4";
    private static final String BRK = "\u00ff\u00f3";
    private static final String SUSP = "\u00ff\u00ed";
    private static final String AYT = "\u00ff\u00f6";

    @TempDir
    private Path folder;

    private Tmux session(TelnetPeer peer, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("127.0.0.1", String.valueOf(peer.port())));
        words.addAll(List.of(options));
        Tmux terminal = Tmux.example(
                folder.resolve("tmux"),
                folder,
                "TERM=screen",
                ExampleProcess.line(TelnetSession.class, words.toArray(String[]::new)));
        terminal.awaitLast("Escape character is '^]'.");
        return terminal;
    }

    private static List<String> afterHead(List<String> screen) {
        return screen.subList(3, screen.size());
    }

    /** No TELNET is spoken here, so that the keys of signals are bytes. */
    @Test
    void aLineIsEditedHereAndWhatComesMeanwhileDoesNotBreakIt() throws Exception {
        try (TelnetPeer peer = TelnetPeer.start();
                Tmux terminal = session(peer)) {
            peer.say("+OK ready\nstaircase\n> ");
            terminal.awaitLast(">");
            terminal.keys("HELO wrong words");
            for (String key : List.of("C-w", "C-w", "BSpace")) {
                terminal.key(key);
            }
            terminal.awaitLast("> HELO");
            terminal.keys(" gr\u00fcn\u6f22");
            terminal.key("BSpace");
            terminal.awaitLast("> HELO gr\u00fcn");
            peer.say("\r\n* news\r\n> ");
            assertThat(afterHead(terminal.awaitLast("> HELO gr\u00fcn")))
                    .containsExactly("+OK ready", "staircase", ">", "* news", "> HELO gr\u00fcn");
            String wide = "x".repeat(120);
            terminal.keys(wide);
            terminal.await("two rows", lines -> lines.get(lines.size() - 1).equals("x".repeat(31)));
            peer.say("\r\nmore\r\n");
            assertThat(afterHead(terminal.await("both again", lines -> lines.contains("more") && lines.size() == 11)))
                    .endsWith(">", "more", "HELO gr\u00fcn" + "x".repeat(91), "x".repeat(29));
            terminal.key("C-u");
            terminal.awaitLast("more");
            terminal.type("NOOP");
            peer.await("NOOP\r\n");
            terminal.keys("given up");
            terminal.key("C-c");
            terminal.keys("half");
            terminal.key("C-d");
            terminal.key("C-d");
            terminal.key("C-z");
            peer.await("\u0003half\u0004\u001a");
            assertThat(afterHead(terminal.awaitLast("half^Z"))).endsWith("more", "NOOP", "given up^C", "half^Z");

            terminal.keys("half a li");
            terminal.awaitLast("half a li");
            peer.say("-ERR idle");
            peer.end();
            assertThat(terminal.awaitEnd())
                    .containsSubsequence(
                            "half^Z",
                            "-ERR idlehalf a li",
                            "Connection closed by foreign host.",
                            "status 0",
                            "terminal as before");
        }
    }

    /** The peer speaks TELNET and leaves the lines to us, but for the password. */
    @Test
    void aPasswordIsUnseenAndTheKeysOfSignalsAreCommands() throws Exception {
        try (TelnetPeer peer = TelnetPeer.start();
                Tmux terminal = session(
                        peer, "--transcript", folder.resolve("transcript").toString())) {
            peer.say(WONT_ECHO + "name: ");
            terminal.awaitLast("name:");
            terminal.type("alice");
            peer.await("alice\r\n");
            peer.say(WILL_ECHO + "word of the day: ");
            peer.await(DO_ECHO);
            terminal.awaitLast("word of the day:");
            terminal.type("open sesame");
            peer.await("open sesame\r\n");
            peer.say(WONT_ECHO + "\r\nwelcome\r\n");
            peer.await(DONT_ECHO);
            terminal.awaitLast("welcome");
            terminal.keys("lo");
            terminal.awaitLast("lo");
            terminal.type("ok");
            peer.await("look\r\n");
            assertThat(afterHead(terminal.screen()))
                    .containsExactly("name: alice", "word of the day:", "welcome", "look");
            terminal.key("C-c");
            peer.await(IP);
            terminal.key("C-\\");
            peer.await(BRK);
            terminal.key("C-z");
            peer.await(SUSP);
            commands(terminal, peer);
            terminal.key("C-]");
            terminal.awaitLast("telnet>");
            terminal.key("C-d");
            assertThat(terminal.awaitEnd()).contains("Connection closed.", "status 0", "terminal as before");
        }
        assertThat(folder.resolve("transcript")).content().contains("C: look\n").doesNotContain("sesame");
    }

    private static void commands(Tmux terminal, TelnetPeer peer) throws IOException {
        terminal.key("C-]");
        terminal.awaitLast("telnet>");
        terminal.type("s");
        terminal.await("what it says", lines -> lines.get(lines.size() - 2).equals("?Ambiguous command"));
        terminal.type("send a");
        terminal.await("what it says", lines -> lines.contains("Ambiguous send argument 'a'"));
        terminal.type("send ayt");
        peer.await(AYT);
        terminal.key("C-]");
        terminal.awaitLast("telnet>");
        peer.say("[Yes]\r\n");
        terminal.type("unset echo");
        terminal.awaitLast("[Yes]");
        terminal.type("unseen");
        peer.await("unseen\r\n");
        peer.say(WILL_ECHO + WILL_SGA);
        peer.await(DO_ECHO);
        peer.say("key by key\r\n");
        terminal.awaitLast("key by key");
        terminal.keys("a");
        peer.await("a");
        terminal.key("Enter");
        peer.await("\r\u0000");
        terminal.key("C-]");
        terminal.awaitLast("telnet>");
        terminal.type("sen esc");
        peer.await("\u001d");
        assertThat(terminal.screen()).noneMatch(line -> line.contains("unseen"));
    }

    @Test
    void aPeerThatGoesAwayIsToldAndTheTerminalIsAsBefore() throws Exception {
        try (TelnetPeer peer = TelnetPeer.start();
                Tmux terminal = session(peer)) {
            terminal.type("one");
            peer.await("one\r\n");
            terminal.keys("tw");
            terminal.awaitLast("tw");
            peer.reset();
            assertThat(terminal.awaitEnd())
                    .containsSubsequence(
                            "one", "tw", "Connection closed by foreign host.", "status 1", "terminal as before")
                    .anyMatch(line -> line.startsWith("127.0.0.1:" + peer.port()));
        }
        try (Tmux terminal = Tmux.example(
                folder.resolve("other"),
                folder,
                "TERM=screen",
                ExampleProcess.line(TelnetSession.class, "127.0.0.1", "1"))) {
            assertThat(terminal.awaitEnd())
                    .startsWith("Trying 127.0.0.1...")
                    .contains("status 1", "terminal as before")
                    .anyMatch(line -> line.startsWith("telnet: Unable to connect to remote host: 127.0.0.1:1"));
        }
    }
}
