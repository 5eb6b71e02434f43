package protocols.telnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Script;
import protocols.Secret;
import protocols.Tls;
import protocols.Transcript;
import protocols.net.Connector;
import protocols.peers.ConnectProxy;
import protocols.peers.Scripted;
import protocols.peers.SocksProxy;

/** The same terminal between two streams, and over whatever leads to the peer. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InteractTelnetTest {

    private static final String DIALOGUE =
            """
            S: login: \\
            C: alice
            S: Password: \\
            C: ********
            S:\s
            S: host$ \\
            C: id
            S: id
            S: alice
            S: host$ \\
            C: exit
            S: bye
            * closed by peer
            """;

    @Test
    void bytesPassAsTheyAreUntilThePeerCloses() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S: Gr\\xfc\\xdfe
                        S: > \\
                        C: caf\\xe9
                        C: two
                        C: a\\x0d\\
                        S: \\x80\\x9f\\xe2\\x82bye\\
                        * closed by peer
                        """);
                PipedOutputStream typed = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(typed);
                Terminal terminal = client(server.port()).raw().connect()) {
            terminal.expect("> ");
            typed.write("caf\u00e9\ntwo\r\na\r".getBytes(ISO_8859_1));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            terminal.interact(in, out);
            assertThat(out.toString(ISO_8859_1)).isEqualTo("\u0080\u009f\u00e2\u0082bye");
            assertThat(terminal.expect(Expectation.end()).before()).isEmpty();
        }
    }

    @Test
    void whatCannotBeWrittenIsUnreadAgain() throws Exception {
        try (Scripted server = Scripted.play("S: unread \\xe2\\x82\\\n* gap\nS: \\xac more\n* closed by peer\n");
                PipedOutputStream typed = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(typed);
                Terminal terminal = client(server.port()).raw().connect()) {
            terminal.expect("unread");
            OutputStream full = new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    throw new IOException("full");
                }
            };
            assertThatThrownBy(() -> terminal.interact(in, full)).hasMessage("full");
            server.goOn();
            assertThatThrownBy(() -> terminal.interact(in, full)).hasMessage("full");
            assertThat(terminal.line()).isEqualTo(" \u20ac more");
        }
    }

    @Test
    void afterTheEndOfTheInputThePeerMayAnswerAndThenTheSessionGoesOn() throws Exception {
        try (Scripted server = Scripted.play(
                        """
                        S: unread \\xe2\\x82\\
                        C: one
                        S: \\xac 1
                        * gap
                        C: two
                        S: 2
                        """);
                Terminal terminal = client(server.port()).raw().connect()) {
            terminal.expect("un");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            terminal.interact(new ByteArrayInputStream("one\n".getBytes(ISO_8859_1)), out);
            assertThat(out.toString(UTF_8)).isEqualTo("read \u20ac 1\r\n");
            server.goOn();
            assertThat(terminal.sendLine("two").line()).isEqualTo("2");
        }
    }

    @Test
    void whatAStreamThrowsComesOutAndTheSessionGoesOn() throws Exception {
        try (Scripted server = Scripted.play("S: hello\nC: id\nS: alice\nC: two\nS: 2\n");
                Terminal terminal = client(server.port()).raw().connect()) {
            assertThat(terminal.line()).isEqualTo("hello");
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("no keyboard");
                }
            };
            assertThatThrownBy(() -> terminal.interact(broken, OutputStream.nullOutputStream()))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("no keyboard");
            byte[] id = "id\n".getBytes(ISO_8859_1);
            OutputStream full = new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    throw new IOException("disk full");
                }
            };
            assertThatThrownBy(() -> terminal.interact(new ByteArrayInputStream(id), full))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("disk full");
            terminal.sendLine("two");
            assertThat(terminal.expect("2")).doesNotContain("id");
        }
    }

    @Test
    void theSameOverRawTcpAndTwoProxies() throws Exception {
        try (SocksProxy socks = SocksProxy.start();
                ConnectProxy http = ConnectProxy.start()) {
            for (Connector via : List.of(
                    Connector.direct(),
                    Connector.socks5("127.0.0.1", socks.port()),
                    Connector.httpProxy("127.0.0.1", http.port()))) {
                try (Scripted server = Scripted.play(DIALOGUE);
                        Terminal terminal = client(server.port())
                                .raw()
                                .allowClearLogin()
                                .via(via)
                                .connect()) {
                    speak(terminal);
                }
            }
        }
    }

    @Test
    void theSameOverTls() throws Exception {
        try (Scripted server = Scripted.play(Scripted.of(DIALOGUE).tls());
                Terminal terminal = Telnet.at("localhost")
                        .port(server.port())
                        .tls(Tls.IMPLICIT)
                        .trust(server.trust())
                        .quiet(Duration.ofMillis(60))
                        .connect()) {
            speak(terminal);
        }
    }

    @Test
    void theSameOverARecording() throws Exception {
        Transcript recorded;
        try (Scripted server = Scripted.play(DIALOGUE);
                Terminal terminal =
                        client(server.port()).keep(Transcript.Keep.EVERYTHING).connect()) {
            speak(terminal);
            recorded = terminal.transcript();
        }
        try (Terminal terminal =
                client(2323).via(Transcript.parse(recorded.toString()).replay()).connect()) {
            speak(terminal);
        }
        try (var peer = Script.of(recorded).serve();
                Terminal terminal = client(peer.port()).connect()) {
            speak(terminal);
            peer.verify();
        }
    }

    private static void speak(Terminal terminal) throws Exception {
        terminal.login("alice", Secret.of("open sesame"));
        assertThat(terminal.run("id")).isEqualTo("alice\n");
        assertThat(terminal.sendLine("exit").expect(Expectation.end()).before()).isEqualTo("bye\r\n");
    }

    private static Telnet client(int port) {
        return Telnet.at("127.0.0.1").port(port).quiet(Duration.ofMillis(60)).timeout(Duration.ofSeconds(10));
    }
}
