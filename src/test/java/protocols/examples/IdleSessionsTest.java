package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protocols.Tls;
import protocols.Trust;
import protocols.WireException;
import protocols.imap.Imap;
import protocols.imap.ImapSession;
import protocols.imap.Mailbox;

/**
 * What a session costs that only waits, in heap: many applications hold one for each of their users. The peer is a process
 * of its own, so that what is counted is the client's.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class IdleSessionsTest {

    private static final int SESSIONS = 200;

    private static final String DIALOGUE =
            """
            S: * OK [CAPABILITY IMAP4rev1 IDLE] ready
            C: A1 LOGIN ********
            S: A1 OK in
            C: A2 SELECT INBOX
            S: * 1 EXISTS
            S: A2 OK [READ-WRITE] selected
            C: A3 IDLE
            S: + idling
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"false, 32", "true, 64"})
    void holdsNoBufferWhileItWaits(boolean secure, int mostKilobytes) throws Exception {
        Path script = Files.writeString(folder.resolve("idle.txt"), DIALOGUE);
        List<String> line = ExampleProcess.line(ServeTranscript.class, script.toString(), "--forever");
        if (secure) {
            line.add("--tls");
        }
        Path err = folder.resolve("err");
        Process server = new ProcessBuilder(line).redirectError(err.toFile()).start();
        List<ImapSession> sessions = new ArrayList<>();
        List<Thread> waiting = new ArrayList<>();
        try (var out = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
            String place = out.readLine();
            Imap imap = client(Integer.parseInt(place.substring(place.indexOf(':') + 1)), secure, err);
            // What is loaded once is nobody's.
            waiting.add(idle(imap, sessions));
            long before = held();
            for (int i = 0; i < SESSIONS; i++) {
                waiting.add(idle(imap, sessions));
            }
            long each = (held() - before) / SESSIONS;
            assertThat(each).isBetween(1_000L, mostKilobytes * 1024L);
        } finally {
            sessions.forEach(ImapSession::close);
            for (Thread thread : waiting) {
                thread.join();
            }
            server.destroy();
            server.waitFor();
        }
    }

    private static Imap client(int port, boolean secure, Path err) throws Exception {
        Imap imap = Imap.at("127.0.0.1").port(port).timeout(Duration.ofSeconds(60));
        if (!secure) {
            return imap.tls(Tls.NONE).port(port);
        }
        String said = Files.readString(err);
        Path pem = Path.of(said.substring("certificate: ".length()).strip());
        return imap.tls(Tls.IMPLICIT).port(port).trust(Trust.pem(pem));
    }

    /** Returns once the session waits. */
    private static Thread idle(Imap imap, List<ImapSession> sessions) throws Exception {
        ImapSession session = imap.connect().login("alice", "secret");
        sessions.add(session);
        Mailbox inbox = session.select("INBOX");
        CountDownLatch idling = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                idling.countDown();
                inbox.idle(Duration.ofMinutes(10));
            } catch (WireException | IllegalStateException closed) {
                // By the end of the test.
                return;
            }
        });
        thread.start();
        idling.await();
        return thread;
    }

    /** What is left after the collector has had its say. */
    private static long held() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
