package protocols.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptedServerTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    private static final String GREETING =
            """
            S: +OK ready
            C: STAT
            S: +OK 1 2
            S: .
            C: QUIT
            S: +OK bye
            * closed
            """;

    @ParameterizedTest
    @EnumSource(ScriptedServer.Mode.class)
    void playsTheSameDialogueInEveryMode(ScriptedServer.Mode mode) throws IOException {
        try (ScriptedServer server = ScriptedServer.of(GREETING).mode(mode).start()) {
            try (RawLines client = RawLines.connect(server.port())) {
                assertThat(client.line()).isEqualTo("+OK ready");
                client.send("STAT", "QUIT");
                assertThat(client.line()).isEqualTo("+OK 1 2");
                assertThat(client.line()).isEqualTo(".");
                assertThat(client.line()).isEqualTo("+OK bye");
            }
            server.verify();
            assertThat(server.received()).asString(ISO_8859_1).isEqualTo("STAT\r\nQUIT\r\n");
            assertThat(server.sent()).isEqualTo(ScriptedServer.of(GREETING).length());
        }
    }

    @Test
    void secretsStandForAnyText() throws IOException {
        try (ScriptedServer server = ScriptedServer.play("C: PASS ********\nC: LOGIN ******** ********;\nS: OK");
                RawLines client = RawLines.connect(server.port())) {
            assertThat(client.send("PASS a b", "LOGIN x y;").line()).isEqualTo("OK");
        }
    }

    @Test
    void escapesAreBytesAndALoneBackslashKeepsTheLineOpen() throws IOException {
        try (ScriptedServer server = ScriptedServer.play("S: a\\\\\\x00\\xff\\\nC: \\xff\\xfb\\x18\\\nS: \\x0d\\");
                RawLines client = RawLines.connect(server.port())) {
            assertThat(client.bytes(4)).containsExactly('a', '\\', 0, 0xff);
            client.sendRaw(new byte[] {(byte) 0xff, (byte) 0xfb, 0x18});
            assertThat(client.bytes(1)).containsExactly('\r');
        }
    }

    @Test
    void aDifferentLineFailsTheTestAndSaysWhere() throws IOException {
        ScriptedServer server = ScriptedServer.play(GREETING);
        try (RawLines client = RawLines.connect(server.port())) {
            client.send("STAX");
            assertThat(client.rest()).asString(UTF_8).isEqualTo("+OK ready\r\n");
        }
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("expected C: STAT")
                .hasMessageContaining("received C: STAX\n")
                .hasMessageContaining("  > C: STAT");
    }

    @Test
    void sayingLessFailsTheTest() throws IOException {
        ScriptedServer server = ScriptedServer.play(GREETING);
        try (RawLines client = RawLines.connect(server.port())) {
            client.send("STAT").lineThat(line -> line.equals("."));
        }
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected C: QUIT")
                .hasMessageContaining("the client closed");
    }

    @Test
    void sayingMoreFailsTheTestEvenOnAnOpenConnection() throws IOException {
        ScriptedServer server = ScriptedServer.play("C: A\nS: b");
        try (RawLines client = RawLines.connect(server.port())) {
            client.send("A", "AGAIN");
            assertThat(client.line()).isEqualTo("b");
            assertThatThrownBy(server::close).isInstanceOf(AssertionError.class).hasMessageContaining("AGAIN");
        }
    }

    @Test
    void notComingAtAllFailsTheTest() throws IOException {
        ScriptedServer server = ScriptedServer.of(GREETING).patience(SHORT).start();
        assertThatThrownBy(server::close).isInstanceOf(AssertionError.class).hasMessageContaining("1 more were due");
    }

    @Test
    void comingOnceTooOftenFailsTheTest() throws IOException {
        ScriptedServer server = ScriptedServer.play("S: hi");
        try (RawLines first = RawLines.connect(server.port());
                RawLines second = RawLines.connect(server.port())) {
            assertThat(first.line()).isEqualTo("hi");
            assertThat(second.rest()).isEmpty();
        }
        assertThatThrownBy(server::close).isInstanceOf(AssertionError.class).hasMessageContaining("connection 2");
    }

    @Test
    void aSilentClientIsNotWaitedForLongerThanThePatience() throws IOException {
        ScriptedServer server = ScriptedServer.of(GREETING).patience(SHORT).start();
        try (RawLines client = RawLines.connect(server.port())) {
            assertThat(client.rest()).asString(UTF_8).isEqualTo("+OK ready\r\n");
            assertThatThrownBy(server::close).hasMessageContaining("nothing more came");
        }
    }

    @Test
    void severalConnectionsPlayOneDialogueEach() throws IOException {
        try (ScriptedServer server = ScriptedServer.play(
                """
                * connected to whois.iana.org
                C: example.org
                S: refer: 127.0.0.1:${port}
                * closed by peer
                * connected to the next
                C: example.org
                S: done
                * closed by peer
                """)) {
            for (String expected : new String[] {"refer: 127.0.0.1:" + server.port() + "\r\n", "done\r\n"}) {
                try (RawLines client = RawLines.connect(server.port())) {
                    assertThat(client.send("example.org").rest())
                            .asString(UTF_8)
                            .isEqualTo(expected);
                }
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRepeatedDialogueIsPlayedForEverybody() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.of("S: hi\n* closed by peer").repeated().start()) {
            for (int i = 0; i < 5; i++) {
                try (RawLines client = RawLines.connect(server.port())) {
                    assertThat(client.rest()).asString(UTF_8).isEqualTo("hi\r\n");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScriptedServer.Mode.class)
    void passiveChannelsListenOnPortsThatTheDialogueNames(ScriptedServer.Mode mode) throws IOException {
        try (ScriptedServer server = ScriptedServer.of(
                                """
                C: EPSV
                S: 229 ok (|||${port2}|)
                C: LIST
                S: 150 here
                S2: file
                *2 closed by peer
                S: 226 done
                C: PASV
                S: 227 ok (127,0,0,1,${p1,p2})
                C: STOR f
                S: 150 go
                C2: content\\
                *2 closed
                S: 226 stored
                """)
                        .mode(mode)
                        .start();
                RawLines client = RawLines.connect(server.port())) {
            try (RawLines data =
                    RawLines.connect(Integer.parseInt(client.ask("EPSV").split("\\|")[3]))) {
                assertThat(client.ask("LIST")).isEqualTo("150 here");
                assertThat(data.rest()).asString(UTF_8).isEqualTo("file\r\n");
            }
            assertThat(client.line()).isEqualTo("226 done");
            String[] numbers = client.ask("PASV").split("[,)]");
            try (RawLines data = RawLines.connect(Integer.parseInt(numbers[4]) << 8 | Integer.parseInt(numbers[5]))) {
                assertThat(client.ask("STOR f")).isEqualTo("150 go");
                data.sendRaw("content".getBytes(UTF_8));
            }
            assertThat(client.line()).isEqualTo("226 stored");
            assertThat(server.received(2)).asString(UTF_8).isEqualTo("content");
        }
    }

    @Test
    void activeChannelsConnectToThePortOfTheClient() throws IOException {
        try (ScriptedServer server = ScriptedServer.play(
                        """
                C: EPRT |1|127.0.0.1|********|
                S: 200 ok
                *2 connects
                S2: file
                *2 closed by peer
                """);
                ServerSocket listener = new ServerSocket(0, 1, Ports.LOOPBACK);
                RawLines client = RawLines.connect(server.port())) {
            assertThat(client.ask("EPRT |1|127.0.0.1|" + listener.getLocalPort() + "|"))
                    .isEqualTo("200 ok");
            try (Socket data = listener.accept()) {
                assertThat(data.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("file\r\n");
            }
        }
    }

    @Test
    void tlsStartsWhereTheDialogueSaysSo() throws IOException {
        try (ScriptedServer server = ScriptedServer.play(
                        """
                C: STLS
                S: +OK
                * tls
                C: CAPA
                S: +OK
                * closed
                """);
                RawLines client = RawLines.connect(server.port())) {
            assertThat(client.ask("STLS")).isEqualTo("+OK");
            assertThat(client.startTls().ask("CAPA")).isEqualTo("+OK");
        }
    }

    @Test
    void aCutTlsStreamEndsWithoutCloseNotifyAndAClosedOneWithIt() throws IOException {
        ScriptPlan plan = ScriptedServer.of("* tls\nS: hello");
        int applicationData = 23;
        int alert = 21;
        assertThat(lastTlsRecord(plan.cutTlsAfter(3))).isEqualTo(applicationData);
        assertThat(lastTlsRecord(plan.closeAfter(3))).isEqualTo(alert);
    }

    @Test
    void closesAtEveryByte() throws IOException {
        ScriptPlan plan = ScriptedServer.of("S: abc\nC: go\nS: def");
        for (int after = 0; after <= plan.length(); after++) {
            try (ScriptedServer server = plan.closeAfter(after).start();
                    RawLines client = RawLines.connect(server.port())) {
                client.send("go");
                assertThat(client.rest()).asString(UTF_8).isEqualTo("abc\r\ndef\r\n".substring(0, after));
                assertThat(server.sent()).isEqualTo(after);
            }
        }
    }

    @Test
    void resets() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.of("C: go\nS: abc").resetAfter(2).start();
                RawLines client = RawLines.connect(server.port())) {
            client.send("go");
            assertThatThrownBy(client::rest).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void stalls() throws IOException {
        try (ScriptedServer server = ScriptedServer.of("S: abc").stallAfter(2).start();
                RawLines client = RawLines.connect(server.port()).patience(SHORT)) {
            assertThat(client.bytes(2)).asString(UTF_8).isEqualTo("ab");
            assertThatThrownBy(client::line).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void drips() throws IOException {
        Duration gap = Duration.ofMillis(10);
        try (ScriptedServer server = ScriptedServer.of("S: 12345678").drip(gap).start()) {
            long start = System.nanoTime();
            try (RawLines client = RawLines.connect(server.port())) {
                assertThat(client.line()).isEqualTo("12345678");
            }
            assertThat(System.nanoTime() - start)
                    .isGreaterThan(gap.multipliedBy(8).toNanos());
        }
    }

    @Test
    void putsGarbageIntoTheStream() throws IOException {
        try (ScriptedServer server = ScriptedServer.of("S: abc")
                        .garbageAfter(1, new byte[] {0, 'x'})
                        .start();
                RawLines client = RawLines.connect(server.port())) {
            assertThat(client.line()).isEqualTo("a\0xbc");
        }
    }

    @Test
    void aMistakeBeforeTheFaultStillFailsTheTest() throws IOException {
        ScriptedServer server = ScriptedServer.of(GREETING).resetAfter(15).start();
        try (RawLines client = RawLines.connect(server.port())) {
            client.send("WRONG");
            client.line();
            assertThatThrownBy(client::line).isInstanceOfAny(EOFException.class, SocketException.class);
        }
        assertThatThrownBy(server::close).isInstanceOf(AssertionError.class).hasMessageContaining("WRONG");
    }

    @Test
    void anUnknownLineOfADialogueIsRefused() {
        assertThatThrownBy(() -> ScriptedServer.of("S: a\nX: b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void noThreadIsLeft() throws IOException {
        playsTheSameDialogueInEveryMode(ScriptedServer.Mode.LINES);
        stalls();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("scripted"));
    }

    /** The type of the last record that the server sends. TLS 1.2, because TLS 1.3 hides it (RFC 8446, section 5.2). */
    private static int lastTlsRecord(ScriptPlan plan) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (ScriptedServer server = plan.start();
                Socket socket = recorded(server.port(), wire);
                SSLSocket tls = (SSLSocket) TestCa.shared()
                        .trusting()
                        .getSocketFactory()
                        .createSocket(socket, "localhost", server.port(), true)) {
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThat(tls.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("hel");
        }
        byte[] bytes = wire.toByteArray();
        int last = 0;
        for (int at = 0; at < bytes.length; at += 5 + ((bytes[at + 3] & 0xff) << 8 | bytes[at + 4] & 0xff)) {
            last = bytes[at];
        }
        return last;
    }

    private static Socket recorded(int port, ByteArrayOutputStream wire) throws IOException {
        return new Socket(Ports.LOOPBACK, port) {
            @Override
            public InputStream getInputStream() throws IOException {
                return new FilterInputStream(super.getInputStream()) {
                    @Override
                    public int read(byte[] into, int from, int most) throws IOException {
                        int count = super.read(into, from, most);
                        wire.write(into, from, Math.max(0, count));
                        return count;
                    }
                };
            }
        };
    }
}
