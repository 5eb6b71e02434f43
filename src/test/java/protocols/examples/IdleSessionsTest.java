package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a session costs that only waits: many applications hold one for each of their users. Client and peer are processes
 * of their own, so that what is counted is the client's, and that of its sessions alone.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class IdleSessionsTest {

    private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

    /** The stack of a thread of the system is not the session's: there, fewer do, and heap alone counts. */
    private static final int SESSIONS = VIRTUAL ? 1_000 : 200;

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
    void holdsLittleWhileItWaits(boolean secure, int mostKilobytes) throws Exception {
        Path script = Files.writeString(folder.resolve("idle.txt"), DIALOGUE);
        List<String> line = ExampleProcess.line(ServeTranscript.class, script.toString(), "--forever");
        if (secure) {
            line.add("--tls");
        }
        Path err = folder.resolve("err");
        Process server = new ProcessBuilder(line).redirectError(err.toFile()).start();
        try (var out = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
            String place = out.readLine();
            String port = place.substring(place.indexOf(':') + 1);
            List<String> client = ExampleProcess.line(IdleSessions.class, String.valueOf(SESSIONS), port);
            client.addAll(1, List.of("-Xms160m", "-Xmx160m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
            if (secure) {
                String said = Files.readString(err);
                client.add(said.substring("certificate: ".length()).strip());
            }
            assertThat(held(client)).isBetween(1_000L, mostKilobytes * 1024L);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /** In bytes a session. */
    private long held(List<String> line) throws Exception {
        Path out = folder.resolve("client");
        Process client = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(client.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            client.destroyForcibly();
        }
        String said = Files.readString(out);
        assertThat(said).matches("heap \\d+ native -?\\d+\\s+");
        String[] words = said.strip().split(" ");
        System.out.println(said.strip() + " bytes a session");
        return Long.parseLong(words[1]) + (VIRTUAL ? Long.parseLong(words[3]) : 0);
    }
}
