package protocols.telnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Secret;
import protocols.Transcript;
import protocols.WireException;
import protocols.peers.Gap;
import protocols.peers.HandServer;
import protocols.peers.Scripted;

/** What the filter does, over a connection. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FilterTelnetTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void aPortWithoutTelnetGetsAndGivesEachByteAndTheTranscriptHasNoWordOfTelnet() throws Exception {
        Transcript recorded;
        try (Scripted server = Scripted.play(
                        """
                        C: caf\\xe9\\xff
                        S: Fa\\xffe\\xff\\xfd\\x1f
                        C: \\x0da\\xff
                        S: .
                        * closed by peer
                        """);
                Terminal terminal = client(server.port()).charset(ISO_8859_1).connect()) {
            assertThat(terminal.sendLine("caf\u00e9\u00ff").line()).isEqualTo("Fa\u00ffe\u00ff\u00fd\u001f");
            assertThatThrownBy(() -> terminal.command(TelnetCommand.AYT)).isInstanceOf(IllegalStateException.class);
            terminal.resize(132, 43);
            assertThat(terminal.send("\r").sendLine("a\u00ff").line()).isEqualTo(".");
            assertThat(terminal.expect(Expectation.end()).before()).isEmpty();
            recorded = terminal.transcript();
        }
        assertThat(recorded.toString()).contains("S: Fa\\xffe\\xff\\xfd\\x1f\n").doesNotContain("# peer:", "# we:");
        try (Terminal again = Telnet.at("127.0.0.1")
                .port(4000)
                .charset(ISO_8859_1)
                .via(recorded.replay())
                .connect()) {
            assertThat(again.sendLine("caf\u00e9\u00ff").line()).isEqualTo("Fa\u00ffe\u00ff\u00fd\u001f");
        }
    }

    @Test
    void aLoneFirstIacIsDataWhereTheStreamEndsBehindIt() throws Exception {
        try (Scripted server = Scripted.play("S: \\xff\\\n* closed by peer\n");
                Terminal terminal = client(server.port()).charset(ISO_8859_1).connect()) {
            assertThat(terminal.expect(Expectation.end()).before()).isEqualTo("\u00ff");
            assertThat(terminal.transcript().toString()).contains("S: \\xff\\\n");
        }
    }

    @Test
    void aPeerThatBeginsWithTelnetIsSpokenToInItAndTheTranscriptSaysSo() throws Exception {
        try (HandServer server = HandServer.start(hand -> {
                    hand.write(new byte[] {(byte) 255});
                    Gap.pass(Duration.ofMillis(50));
                    hand.write(new byte[] {(byte) 251, 1});
                    hand.write(new byte[] {'a', (byte) 255, (byte) 255, '\r', '\n'});
                    hand.drain();
                });
                Terminal terminal = client(server.port()).charset(ISO_8859_1).connect()) {
            assertThat(terminal.line()).isEqualTo("a\u00ff");
            assertThat(terminal.isEnabledThere(TelnetOption.ECHO)).isTrue();
            assertThat(terminal.transcript().toString()).contains("# peer: WILL ECHO\n", "# we: DO ECHO\n");
        }
    }

    @Test
    void aListenerIsToldInOrderAndWhatItThrowsBreaksNothing() throws Exception {
        List<String> heard = new ArrayList<>();
        TelnetListener listener = new TelnetListener() {
            @Override
            public void enabledHere(TelnetOption option, boolean enabled) {
                heard.add("here " + option + " " + enabled);
            }

            @Override
            public void enabledThere(TelnetOption option, boolean enabled) {
                heard.add("there " + option + " " + enabled);
                throw new IllegalStateException("of the listener");
            }

            @Override
            public void command(TelnetCommand command) {
                heard.add(command + " on " + Thread.currentThread().getName());
            }
        };
        try (Scripted server = Scripted.play(
                        """
                        S: \\xff\\xfb\\x01\\
                        C: \\xff\\xfd\\x01\\xff\\xfd\\x03\\xff\\xfb\\x18\\xff\\xfb\\x1f\\
                        S: \\xff\\xfd\\x18> \\xff\\xf9\\xff\\xef\\xff\\xf2\\xff\\xfc\\x01\\
                        C: \\xff\\xfe\\x01\\
                        S: .
                        """);
                Terminal terminal = client(server.port()).listen(listener).connect()) {
            assertThat(terminal.line()).isEqualTo("> .");
        }
        String here = " on " + Thread.currentThread().getName();
        assertThat(heard)
                .containsExactly(
                        "there ECHO true",
                        "here TTYPE true",
                        "GA" + here,
                        "EOR" + here,
                        "DM" + here,
                        "there ECHO false");
    }

    @Test
    void aPeerThatCompressesIsReadRecordedAndReplayedInTheClear() throws Exception {
        Transcript recorded;
        try (HandServer server = HandServer.start(hand -> {
                    hand.write(new byte[] {(byte) 255, (byte) 251, 86});
                    hand.read(3 + 9);
                    ByteArrayOutputStream both = new ByteArrayOutputStream();
                    both.writeBytes("plain ".getBytes(US_ASCII));
                    both.writeBytes(new byte[] {(byte) 255, (byte) 250, 86, (byte) 255, (byte) 240});
                    Deflater deflater = new Deflater();
                    both.writeBytes(deflated(deflater, "Password: ", false));
                    hand.write(both.toByteArray());
                    hand.line();
                    hand.write(deflated(deflater, "you said swordfish\u00ff\u00ff\r\n", false));
                    Gap.pass(Duration.ofMillis(50));
                    hand.write(deflated(deflater, "bye ", true));
                    hand.say("plainly");
                    hand.drain();
                });
                Terminal terminal = compressed(server.port()).connect()) {
            recorded = session(terminal);
        }
        assertThat(recorded.toString()).contains("S: bye plainly\n").doesNotContain("swordfish");
        try (Terminal again = compressed(4000)
                .via(Transcript.parse(recorded.toString()).replay())
                .connect()) {
            again.expect("Password: ");
        }
    }

    private static Telnet compressed(int port) {
        return client(port).charset(ISO_8859_1).compression();
    }

    private static Transcript session(Terminal terminal) throws WireException {
        assertThat(terminal.expect("Password: ")).isEqualTo("plain ");
        terminal.sendLine(Secret.of("swordfish"));
        assertThat(terminal.line()).isEqualTo("you said swordfish\u00ff");
        assertThat(terminal.line()).isEqualTo("bye plainly");
        return terminal.transcript();
    }

    @Test
    void brokenCompressionIsMalformed() throws Exception {
        try (HandServer server = HandServer.start(hand -> {
                    hand.write(new byte[] {(byte) 255, (byte) 251, 86});
                    hand.write(new byte[] {(byte) 255, (byte) 250, 86, (byte) 255, (byte) 240});
                    hand.say("this is no zlib");
                    hand.drain();
                });
                Terminal terminal = compressed(server.port()).connect()) {
            assertThatThrownBy(terminal::line)
                    .isInstanceOf(WireException.Malformed.class)
                    .hasMessageContaining("RFC 1950");
        }
    }

    /** The server reads nothing: answers wait, and the wait ends within the timeout of the client. */
    @Test
    void aPeerThatAsksWithoutReadingIsEnded() throws Exception {
        byte[] asks = new byte[6 * 1000];
        byte[] one = {(byte) 255, (byte) 253, 6, 'x', '\r', '\n'};
        for (int at = 0; at < asks.length; at += one.length) {
            System.arraycopy(one, 0, asks, at, one.length);
        }
        try (HandServer server = HandServer.start(hand -> {
                    hand.write(asks);
                    hand.hold();
                });
                Terminal terminal = client(server.port()).connect()) {
            assertThatThrownBy(() -> {
                        while (true) {
                            terminal.line();
                        }
                    })
                    .isInstanceOf(WireException.LimitExceeded.class);
        }
    }

    private static byte[] deflated(Deflater deflater, String text, boolean last) throws IOException {
        byte[] out = new byte[1000];
        deflater.setInput(text.getBytes(ISO_8859_1));
        if (last) {
            deflater.finish();
        }
        int size = deflater.deflate(out, 0, out.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
        return Arrays.copyOf(out, size);
    }

    private static Telnet client(int port) {
        return Telnet.at("127.0.0.1").port(port).timeout(LONG).keep(Transcript.Keep.EVERYTHING);
    }
}
