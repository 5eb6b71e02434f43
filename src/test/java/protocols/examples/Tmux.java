package protocols.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import protocols.peers.Gap;
import protocols.peers.RealServer;

/** A pseudo-terminal of 100 by 40 with one program on it, as somebody who sits there types and sees it. */
final class Tmux implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /**
     * Runs a shell's command line. When it has ended the screen shows its status, and what the terminal is set to.
     *
     * @param socket a name for what the terminal is reached by
     */
    static Tmux start(Path socket, Path folder, String command) throws IOException {
        Tmux tmux = new Tmux(socket);
        String line = command + "; echo \"status $?\"; stty -a | grep -ow -e '-*isig -*icanon.*'; exec sleep 60";
        tmux.run("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", "-c", folder.toString(), line);
        return tmux;
    }

    /** Types a line and the key that ends it. */
    void type(String line) throws IOException {
        if (!line.isEmpty()) {
            run("send-keys", "-l", line);
        }
        key("Enter");
    }

    /** Presses a key by its name, such as {@code C-c}. */
    void key(String name) throws IOException {
        run("send-keys", name);
    }

    /** What stands on the screen, without the empty lines at its end. */
    List<String> screen() throws IOException {
        List<String> lines = new ArrayList<>(run("capture-pane", "-p").lines().toList());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** Waits until the last line of the screen is that. */
    List<String> awaitLast(String line) throws IOException {
        return await(
                "ends with " + line,
                lines -> !lines.isEmpty() && lines.get(lines.size() - 1).strip().equals(line));
    }

    /** Waits until the screen shows it. */
    List<String> await(String what, Predicate<List<String>> shown) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        List<String> lines = screen();
        while (!shown.test(lines) && System.nanoTime() < end) {
            Gap.pass(LOOK);
            lines = screen();
        }
        assertThat(shown.test(lines))
                .as(what + ":\n" + String.join("\n", lines))
                .isTrue();
        return lines;
    }

    private String run(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(RealServer.TMUX.program(), "-S", socket.toString()));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0)
                    .as(line + ": " + said)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        run("kill-server");
    }
}
