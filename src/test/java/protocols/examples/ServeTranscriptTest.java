package protocols.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.RecordType;
import protocols.http.Http;
import protocols.pop3.Pop3;

/** The program that plays a transcript, with clients of this library and with bare sockets. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeTranscriptTest {

    private static final String STAT =
            """
            S: +OK ready
            C: USER alice
            S: +OK
            C: PASS ********
            S: +OK
            C: STAT
            S: +OK 2 320
            C: QUIT
            S: +OK bye
            """;

    private static final String PAGE =
            """
            C: GET /a HTTP/1.1
            C:
            S: HTTP/1.1 200 OK
            S: Content-Length: 5
            S:
            S: one
            * closed by peer
            """;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** The program at work: what it prints, and its exit status. */
    private record Running(int port, BufferedReader out, CompletableFuture<Integer> status) {
        Pop3 pop3() {
            return Pop3.at("127.0.0.1").port(port).timeout(Duration.ofSeconds(20));
        }

        Stream<String> rest() throws Exception {
            status.get();
            return out.lines();
        }
    }

    private Running serve(String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("transcript.txt"), text, UTF_8);
        String[] line =
                Stream.concat(Stream.of(file.toString()), Stream.of(options)).toArray(String[]::new);
        PipedInputStream printed = new PipedInputStream(1 << 16);
        PrintStream out = new PrintStream(new PipedOutputStream(printed), false, UTF_8);
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                () -> {
                    try (out) {
                        return ServeTranscript.run(new Program(InputStream.nullInputStream(), out, errors()), line);
                    }
                },
                threads);
        BufferedReader said = new BufferedReader(new InputStreamReader(printed, UTF_8));
        String where = said.readLine();
        assertThat(where).startsWith("127.0.0.1:");
        return new Running(Integer.parseInt(where.substring(where.indexOf(':') + 1)), said, status);
    }

    private PrintStream errors() {
        return new PrintStream(err, true, UTF_8);
    }

    private static String stat(Pop3 client) throws IOException {
        try (var drop = client.connect().login("alice", "secret")) {
            int messages = drop.stat().messages();
            drop.quit();
            return messages + " messages";
        }
    }

    @Test
    void playsATranscriptAndPrintsWhatIsSaid() throws Exception {
        Running program = serve(STAT);
        assertThat(stat(program.pop3())).isEqualTo("2 messages");
        assertThat(program.rest())
                .contains("S: +OK ready", "C: USER alice", "C: PASS ********", "S: +OK 2 320", "C: QUIT", "S: +OK bye");
        assertThat(program.status().get()).isZero();
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void printsEachLineWhenItIsSaid() throws Exception {
        Running program = serve("S: 220 ready\nC: HELO x\nS: 250 ok\nC: QUIT\nS: 221 bye\n");
        try (Socket client = new Socket("127.0.0.1", program.port())) {
            assertThat(program.out().readLine()).startsWith("* connected 127.0.0.1:");
            assertThat(program.out().readLine()).isEqualTo("S: 220 ready");
            say(client, "HELO x\r\n");
            assertThat(program.out().readLine()).isEqualTo("C: HELO x");
            assertThat(program.out().readLine()).isEqualTo("S: 250 ok");
            say(client, "QUIT\r\n");
            assertThat(program.status().get()).isZero();
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write(line.getBytes(ISO_8859_1));
    }

    @Test
    void saysWhatTheClientSaidOtherwise() throws Exception {
        Running program = serve("S: 220 ready\nC: MAIL FROM:<a@example.org>\nS: 250 ok\n");
        try (Socket client = new Socket("127.0.0.1", program.port())) {
            say(client, "MAIL FROM:<b@example.org>\r\n");
            assertThat(program.status().get()).isEqualTo(1);
        }
        assertThat(err.toString(UTF_8))
                .contains(
                        "the client says something else",
                        "C: MAIL FROM:<b@example.org>",
                        "> C: MAIL FROM:<a@example.org>");
    }

    @Test
    void isServedToAClientThatReadsToTheEnd() throws Exception {
        Running program = serve(PAGE);
        try (Socket client = new Socket("127.0.0.1", program.port())) {
            say(client, "GET /a HTTP/1.1\r\nHost: x\r\nUser-Agent: curl/8\r\nAccept: */*\r\n\r\n");
            assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1))
                    .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\none\r\n");
        }
        assertThat(program.status().get()).isZero();
    }

    @Test
    void servesOverTlsWithACertificateInAFile() throws Exception {
        Running program = serve(STAT, "--tls");
        String said = err.toString(UTF_8).strip();
        while (!said.endsWith(".pem")) {
            Thread.onSpinWait();
            said = err.toString(UTF_8).strip();
        }
        Path pem = Path.of(said.substring("certificate: ".length()));
        Pop3 client = program.pop3().tls(Tls.IMPLICIT).port(program.port()).trust(Trust.pem(pem));
        assertThat(stat(client)).isEqualTo("2 messages");
        assertThat(program.status().get()).isZero();
        assertThat(pem).doesNotExist();
    }

    @Test
    void servesForeverUntilAClientSaysSomethingElse() throws Exception {
        Running program = serve(PAGE, "--forever");
        String url = "http://127.0.0.1:" + program.port();
        for (int i = 0; i < 5; i++) {
            try (var response = Http.at(url).get("/a").send()) {
                assertThat(response.text()).isEqualTo("one\r\n");
            }
        }
        assertThat(program.status()).isNotDone();
        assertThatThrownBy(() -> Http.at(url).get("/b").send()).isInstanceOf(WireException.class);
        assertThat(program.status().get()).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("GET /b");
    }

    @Test
    void cutsAfterSoManyBytes() throws Exception {
        Running program = serve(STAT, "--cut-after", "15");
        assertThatThrownBy(() -> stat(program.pop3())).isInstanceOf(WireException.Hangup.class);
        assertThat(program.rest()).contains("* closed by peer");
        assertThat(program.status().get()).isZero();
    }

    @Test
    void fallsSilentAfterSoManyBytes() throws Exception {
        Running program = serve(STAT, "--stall-after", "0");
        assertThatThrownBy(() -> stat(program.pop3().timeout(Duration.ofMillis(300))))
                .isInstanceOf(WireException.TimedOut.class);
        assertThat(program.status().get()).isZero();
    }

    @Test
    void speaksByteByByte() throws Exception {
        Running program = serve(PAGE, "--drip", "1");
        try (var response =
                Http.at("http://127.0.0.1:" + program.port()).get("/a").send()) {
            assertThat(response.text()).isEqualTo("one\r\n");
        }
        assertThat(program.status().get()).isZero();
    }

    @Test
    void answersQuestionsOfDns() throws Exception {
        Running program =
                serve("* connected dns\nC: example.org. IN MX\nS: example.org. 300 IN MX 10 mx.example.org.\n");
        assertThat(Dns.at("127.0.0.1")
                        .port(program.port())
                        .lookup("example.org", RecordType.MX)
                        .records())
                .hasSize(1);
        assertThat(program.status().get()).isZero();
    }

    @Test
    void tellsWrongUsageFromWhatCannotBeServed() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), STAT);
        assertThat(run()).isEqualTo(2);
        assertThat(run(file.toString(), "--port", "70000")).isEqualTo(2);
        assertThat(run(file.toString(), "--cut-after", "x")).isEqualTo(2);
        assertThat(run(file.toString(), "--cut-after", "1", "--stall-after", "1"))
                .isEqualTo(2);
        assertThat(run(file.toString(), "--user", "alice")).isEqualTo(2);
        assertThat(run(Files.writeString(folder.resolve("b.txt"), "Hello\n").toString()))
                .isEqualTo(2);
        assertThat(run(folder.resolve("none").toString())).isEqualTo(1);
        assertThat(run(Files.writeString(folder.resolve("c.txt"), "S: a\nS| 9 bytes\n")
                        .toString()))
                .isEqualTo(1);
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(run(file.toString(), "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(1);
        }
        assertThat(run("--help")).isZero();
        assertThat(err.toString(UTF_8)).contains("does not hold the body").doesNotContain("\tat ");
    }

    private int run(String... line) {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
        return ServeTranscript.run(new Program(InputStream.nullInputStream(), out, errors()), line);
    }
}
