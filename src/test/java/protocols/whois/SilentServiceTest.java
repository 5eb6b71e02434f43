package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import protocols.WireException;

/** A server that takes the question and never answers: how the caller gets away, and that the connection goes with him. */
@Timeout(60)
class SilentServiceTest {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        new Thread(this::serve).start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket client = server.accept()) {
            int octet = client.getInputStream().read();
            asked.countDown();
            while (octet >= 0) {
                octet = client.getInputStream().read();
            }
            left.complete(true);
        } catch (IOException e) {
            left.completeExceptionally(e);
        }
    }

    private Whois whois() {
        return Whois.at("127.0.0.1").port(server.getLocalPort());
    }

    private Rdap rdap() {
        return Rdap.at("http://127.0.0.1:" + server.getLocalPort());
    }

    private void isFreedByAnInterrupt(RegistrationService service) throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.complete(new AssertionError(service.lookup("example.com").toString()));
            } catch (WireException | RuntimeException e) {
                end.complete(e);
            }
        });
        thread.start();
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(WireException.Cancelled.class);
        assertThat(left.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptEndsALookupOfWhois() throws Exception {
        isFreedByAnInterrupt(whois());
    }

    @Test
    void anInterruptEndsALookupOfRdap() throws Exception {
        isFreedByAnInterrupt(rdap());
    }

    @Test
    void afterAnInterruptNobodyElseIsAsked() throws Exception {
        isFreedByAnInterrupt(rdap().orElse((query, total) -> {
            throw new AssertionError("asked for " + query);
        }));
    }

    @Test
    void aTimeThatIsGivenCountsInsteadOfTheTimeout() throws Exception {
        Duration total = Duration.ofMillis(100);
        WhoisQuery query = WhoisQuery.of("example.com");
        for (RegistrationService service : new RegistrationService[] {whois(), rdap(), rdap().orElse(whois())}) {
            assertThatThrownBy(() -> service.lookup(query, total)).isInstanceOf(WireException.TimedOut.class);
        }
    }
}
