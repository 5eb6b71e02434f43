package protocols.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.Tls;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.Outcome;
import protocols.dns.RecordType;
import protocols.smtp.Smtp;

/** A thousand sessions that fail, each in the same way, leave no descriptor behind. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeakTest {

    private static final int REPEATS = 1000;

    /** What else runs in this process may open a few. */
    private static final int SLACK = 100;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static long descriptors() {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void repeat(Class<? extends WireException> outcome, ThrowingCallable call) {
        assumeThat(DESCRIPTORS).as("the descriptors of a process are files").isDirectory();
        long before = descriptors();
        for (int i = 0; i < REPEATS; i++) {
            assertThatThrownBy(call).isInstanceOf(outcome);
        }
        assertThat(descriptors()).isLessThan(before + SLACK);
    }

    /** Says this to everybody, and hangs up. */
    private static ServerSocket saying(String words) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(words.getBytes(US_ASCII));
                    client.shutdownOutput();
                    client.getInputStream().readAllBytes();
                } catch (IOException over) {
                    // The client is gone, or the test is over.
                    continue;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static Smtp smtp(int port) {
        return Smtp.at("127.0.0.1").port(port).tls(Tls.NONE).timeout(Duration.ofSeconds(20));
    }

    @Test
    void refusedByTheGreeting() throws IOException {
        try (ServerSocket server = saying("554 no\r\n")) {
            repeat(WireException.Refused.class, () -> smtp(server.getLocalPort())
                    .connect());
        }
    }

    @Test
    void closedInTheMiddleOfTheGreeting() throws IOException {
        try (ServerSocket server = saying("220 mx.exam")) {
            repeat(WireException.Hangup.class, () -> smtp(server.getLocalPort()).connect());
        }
    }

    @Test
    void noTlsWhereItShouldBe() throws IOException {
        try (ServerSocket server = saying("220 mx.example.org\r\n")) {
            repeat(
                    WireException.class,
                    () -> smtp(server.getLocalPort()).tls(Tls.IMPLICIT).connect());
        }
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        repeat(WireException.Unreachable.class, () -> smtp(port).connect());
    }

    @Test
    void silence() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 2 * REPEATS, InetAddress.getLoopbackAddress())) {
            repeat(WireException.TimedOut.class, () -> smtp(silent.getLocalPort())
                    .timeout(Duration.ofMillis(5))
                    .connect());
        }
    }

    @Test
    void datagramsThatNobodyAnswers() throws Exception {
        try (var silent = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assumeThat(DESCRIPTORS).isDirectory();
            Dns dns = Dns.at("127.0.0.1").port(silent.getLocalPort()).timeout(Duration.ofMillis(2));
            long before = descriptors();
            for (int i = 0; i < REPEATS; i++) {
                assertThat(dns.lookup("example.org", RecordType.A)).isInstanceOf(Outcome.TimedOut.class);
            }
            assertThat(descriptors()).isLessThan(before + SLACK);
        }
    }
}
