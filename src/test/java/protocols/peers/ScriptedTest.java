package protocols.peers;

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
import protocols.Fault;
import protocols.Script;
import protocols.Transcript;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptedTest {

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
    @EnumSource(Script.Pieces.class)
    void playsTheSameDialogueInEveryMode(Script.Pieces mode) throws IOException {
        try (Scripted server = Scripted.play(Scripted.of(GREETING).pieces(mode))) {
            try (RawLines client = RawLines.connect(server.port())) {
                assertThat(client.line()).isEqualTo("+OK ready");
                client.send("STAT", "QUIT");
                assertThat(client.line()).isEqualTo("+OK 1 2");
                assertThat(client.line()).isEqualTo(".");
                assertThat(client.line()).isEqualTo("+OK bye");
            }
            server.verify();
            assertThat(server.received()).isEqualTo("STAT\r\nQUIT\r\n");
            assertThat(told(server)).isEqualTo("+OK ready\r\n+OK 1 2\r\n.\r\n+OK bye\r\n");
        }
    }

    @Test
    void secretsStandForAnyText() throws IOException {
        try (Scripted server = Scripted.play("C: PASS ********\nC: LOGIN ******** ********;\nS: OK");
                RawLines client = RawLines.connect(server.port())) {
            assertThat(client.send("PASS a b", "LOGIN x y;").line()).isEqualTo("OK");
        }
    }

    @Test
    void escapesAreBytesAndALoneBackslashKeepsTheLineOpen() throws IOException {
        try (Scripted server = Scripted.play("S: a\\\\\\x00\\xff\\\nC: \\xff\\xfb\\x18\\\nS: \\x0d\\");
                RawLines client = RawLines.connect(server.port())) {
            assertThat(client.bytes(4)).containsExactly('a', '\\', 0, 0xff);
            client.sendRaw(new byte[] {(byte) 0xff, (byte) 0xfb, 0x18});
            assertThat(client.bytes(1)).containsExactly('\r');
        }
    }

    @Test
    void aDifferentLineFailsTheTestAndSaysWhere() throws IOException {
        Scripted server = Scripted.play(GREETING);
        try (RawLines client = RawLines.connect(server.port())) {
            client.send("STAX");
            assertThat(client.rest()).asString(UTF_8).isEqualTo("+OK ready\r\n");
        }
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """
                        the client says something else:
                          C: STAX
                        where the transcript has
                          S: +OK ready
                        > C: STAT
                          S: +OK 1 2
                          S: .
                          C: QUIT""");
    }

    @Test
    void sayingLessFailsTheTest() throws IOException {
        Scripted server = Scripted.play(GREETING);
        try (RawLines client = RawLines.connect(server.port())) {
            client.send("STAT").lineThat(line -> line.equals("."));
        }
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("> C: QUIT")
                .hasMessageContaining("the client closed");
    }

    @Test
    void sayingMoreFailsTheTestEvenOnAnOpenConnection() throws IOException {
        Scripted server = Scripted.play("C: A\nS: b");
        try (RawLines client = RawLines.connect(server.port())) {
            client.send("A", "AGAIN");
            assertThat(client.line()).isEqualTo("b");
            assertThatThrownBy(server::close).isInstanceOf(AssertionError.class).hasMessageContaining("AGAIN");
        }
    }

    @Test
    void notComingAtAllFailsTheTest() throws IOException {
        Scripted server = Scripted.play(Scripted.of(GREETING).patience(SHORT));
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the transcript has 1 more");
    }

    @Test
    void comingOnceTooOftenFailsTheTest() throws IOException {
        Scripted server = Scripted.play("S: hi");
        try (RawLines first = RawLines.connect(server.port());
                RawLines second = RawLines.connect(server.port())) {
            assertThat(first.line()).isEqualTo("hi");
            assertThat(second.rest()).isEmpty();
        }
        assertThatThrownBy(server::close).isInstanceOf(AssertionError.class).hasMessageContaining("a connection more");
    }

    @Test
    void aSilentClientIsNotWaitedForLongerThanThePatience() throws IOException {
        Scripted server = Scripted.play(Scripted.of(GREETING).patience(SHORT));
        try (RawLines client = RawLines.connect(server.port())) {
            assertThat(client.rest()).asString(UTF_8).isEqualTo("+OK ready\r\n");
            assertThatThrownBy(server::close).hasMessageContaining("the client says nothing");
        }
    }

    @Test
    void severalConnectionsPlayOneDialogueEach() throws IOException {
        try (Scripted server = Scripted.play(
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
        try (Scripted server =
                Scripted.play(Scripted.of("S: hi\n* closed by peer").forever())) {
            for (int i = 0; i < 5; i++) {
                try (RawLines client = RawLines.connect(server.port())) {
                    assertThat(client.rest()).asString(UTF_8).isEqualTo("hi\r\n");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Script.Pieces.class)
    void passiveChannelsListenOnPortsThatTheDialogueNames(Script.Pieces mode) throws IOException {
        try (Scripted server = Scripted.play(Scripted.of(
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
                        .pieces(mode));
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
            assertThat(server.received()).isEqualTo("EPSV\r\nLIST\r\nPASV\r\nSTOR f\r\ncontent");
        }
    }

    @Test
    void activeChannelsConnectToThePortOfTheClient() throws IOException {
        try (Scripted server = Scripted.play(
                        """
                C: EPRT |1|127.0.0.1|********|
                S: 200 ok
                *2 connected
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
        try (Scripted server = Scripted.play(
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
            assertThat(client.startTls(TestCa.trusting(server.peer().pem())).ask("CAPA"))
                    .isEqualTo("+OK");
        }
    }

    @Test
    void aCutTlsStreamEndsWithoutCloseNotifyAndAClosedOneWithIt() throws IOException {
        Script plan = Scripted.of("* tls\nS: hello");
        int applicationData = 23;
        int alert = 21;
        assertThat(lastTlsRecord(plan.fault(Fault.tear().after(3)))).isEqualTo(applicationData);
        assertThat(lastTlsRecord(plan.fault(Fault.cut().after(3)))).isEqualTo(alert);
    }

    @Test
    void closesAtEveryByte() throws IOException {
        String dialogue = "S: abc\nC: go\nS: def";
        for (Script.Pieces pieces : Script.Pieces.values()) {
            for (int after = 0; after <= Scripted.length(dialogue); after++) {
                Script plan =
                        Scripted.of(dialogue).pieces(pieces).fault(Fault.cut().after(after));
                try (Scripted server = Scripted.play(plan);
                        RawLines client = RawLines.connect(server.port())) {
                    client.send("go");
                    String heard = "abc\r\ndef\r\n".substring(0, after);
                    assertThat(client.rest()).asString(UTF_8).isEqualTo(heard);
                    assertThat(told(server)).isEqualTo(heard);
                }
            }
        }
    }

    @Test
    void resets() throws IOException {
        try (Scripted server = Scripted.play(
                        Scripted.of("C: go\nS: abc").fault(Fault.reset().after(2)));
                RawLines client = RawLines.connect(server.port())) {
            client.send("go");
            assertThatThrownBy(client::rest).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void stalls() throws IOException {
        try (Scripted server =
                        Scripted.play(Scripted.of("S: abc").fault(Fault.stall().after(2)));
                RawLines client = RawLines.connect(server.port()).patience(SHORT)) {
            assertThat(client.bytes(2)).asString(UTF_8).isEqualTo("ab");
            assertThatThrownBy(client::line).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void drips() throws IOException {
        Duration gap = Duration.ofMillis(10);
        try (Scripted server = Scripted.play(Scripted.of("S: 12345678").drip(gap))) {
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
        try (Scripted server = Scripted.play(Scripted.of("S: abc")
                        .fault(Fault.garbage(new byte[] {0, 'x'}).after(1)));
                RawLines client = RawLines.connect(server.port())) {
            assertThat(client.line()).isEqualTo("a\0xbc");
        }
    }

    @Test
    void aMistakeBeforeTheFaultStillFailsTheTest() throws IOException {
        Scripted server =
                Scripted.play(Scripted.of(GREETING).fault(Fault.reset().after(15)));
        try (RawLines client = RawLines.connect(server.port())) {
            client.send("WRONG");
            client.line();
            assertThatThrownBy(client::line).isInstanceOfAny(EOFException.class, SocketException.class);
        }
        assertThatThrownBy(server::close).isInstanceOf(AssertionError.class).hasMessageContaining("WRONG");
    }

    @Test
    void aClientMayHaveToNameThePortOfThePeer() throws IOException {
        try (Scripted server = Scripted.play("C: Host: localhost:${port}\nC: port ${port} of ********\nS: ${port}");
                RawLines client = RawLines.connect(server.port())) {
            client.send("Host: localhost:" + server.port(), "port " + server.port() + " of one");
            assertThat(client.line()).isEqualTo("" + server.port());
        }
    }

    /** Each connection of a client has channels of its own. */
    @Test
    void severalConnectionsUseTheSameNumbersForTheirChannels() throws IOException {
        String dialogue = "* connected\nC: EPSV\nS: 229 ok (|||${port2}|)\nS2: file\n*2 closed by peer\n* closed\n";
        try (Scripted server = Scripted.play(dialogue + dialogue)) {
            for (int i = 0; i < 2; i++) {
                try (RawLines client = RawLines.connect(server.port())) {
                    int port = Integer.parseInt(client.ask("EPSV").split("\\|")[3]);
                    try (RawLines data = RawLines.connect(port)) {
                        assertThat(data.rest()).asString(UTF_8).isEqualTo("file\r\n");
                    }
                }
            }
        }
    }

    @Test
    void aChannelComesAboutAgainAfterTheClientHasClosedIt() throws IOException {
        try (Scripted server = Scripted.play(
                        """
                C: EPSV
                S: 229 ok (|||${port2}|)
                *2 connected
                *2 closed
                C: EPSV
                S: 229 ok (|||${port2}|)
                C2: content\\
                *2 closed
                S: 226 stored
                """);
                RawLines client = RawLines.connect(server.port())) {
            RawLines.connect(Integer.parseInt(client.ask("EPSV").split("\\|")[3]))
                    .close();
            try (RawLines data =
                    RawLines.connect(Integer.parseInt(client.ask("EPSV").split("\\|")[3]))) {
                data.sendRaw("content".getBytes(UTF_8));
            }
            assertThat(client.line()).isEqualTo("226 stored");
        }
    }

    @Test
    void aChannelMayBeginWithTls() throws IOException {
        try (Scripted server = Scripted.play(
                        """
                C: EPSV
                S: 229 ok (|||${port2}|)
                *2 tls
                S2: file
                *2 closed by peer
                """);
                RawLines client = RawLines.connect(server.port());
                RawLines data =
                        RawLines.connect(Integer.parseInt(client.ask("EPSV").split("\\|")[3]))) {
            data.startTls(TestCa.trusting(server.peer().pem()));
            assertThat(data.rest()).asString(UTF_8).isEqualTo("file\r\n");
        }
    }

    @Test
    void whatNobodyForesawIsReceivedAsWell() throws IOException {
        Scripted server = Scripted.play("C: A\nS: b");
        try (RawLines client = RawLines.connect(server.port())) {
            client.send("A", "LIST", "again");
            assertThat(client.rest()).asString(UTF_8).isEqualTo("b\r\n");
        }
        assertThatThrownBy(server::close).hasMessageContaining("LIST");
        assertThat(server.received()).isEqualTo("A\r\nLIST\r\nagain\r\n");
    }

    @Test
    void anUnknownLineOfADialogueIsRefused() {
        assertThatThrownBy(() -> Scripted.of("S: a\nX: b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void noThreadIsLeft() throws IOException {
        playsTheSameDialogueInEveryMode(Script.Pieces.LINES);
        stalls();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("peer "));
    }

    /** What clients were told. */
    private static String told(Scripted server) {
        StringBuilder all = new StringBuilder();
        for (Transcript.Entry entry : server.peer().received().entries()) {
            if (entry instanceof Transcript.Said said && said.by() == Transcript.Side.SERVER) {
                all.append(new String(said.bytes(), UTF_8));
            }
        }
        return all.toString();
    }

    /** The type of the last record that the server sends. TLS 1.2, because TLS 1.3 hides it (RFC 8446, section 5.2). */
    private static int lastTlsRecord(Script plan) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (Scripted server = Scripted.play(plan);
                Socket socket = recorded(server.port(), wire);
                SSLSocket tls = (SSLSocket) TestCa.trusting(server.peer().pem())
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
