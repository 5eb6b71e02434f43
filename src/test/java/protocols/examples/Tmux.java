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
import java.util.stream.Collectors;
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
     * Runs a shell's command line. When it has ended the screen shows its status, whether the terminal is as before, and
     * what it is set to.
     *
     * @param socket a name for what the terminal is reached by
     */
    static Tmux start(Path socket, Path folder, String command) throws IOException {
        Tmux tmux = new Tmux(socket);
        String line = "before=$(stty -g); " + command + "; echo \"status $?\";"
                + " [ \"$before\" = \"$(stty -g)\" ] && echo terminal as before; stty -a | grep -ow -e '-*isig -*icanon.*'; exec sleep 60";
        tmux.run("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", "-c", folder.toString(), line);
        return tmux;
    }

    /**
     * Runs an example, as {@link #start} does.
     *
     * @param environment words of {@code env} that change its environment
     */
    static Tmux example(Path socket, Path folder, String environment, List<String> line) throws IOException {
        String command = line.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        return start(socket, folder, "env -u PROTOCOLS_PASSWORD " + environment + " " + command);
    }

    /** The program that runs there. */
    ProcessHandle program() throws IOException {
        long shell = Long.parseLong(run("display-message", "-p", "#{pane_pid}").strip());
        return ProcessHandle.of(shell).orElseThrow().children().findFirst().orElseThrow();
    }

    /** What the terminal is set to at this moment, in the words of stty. */
    String settings() throws IOException {
        String terminal = run("display-message", "-p", "#{pane_tty}").strip();
        return output(List.of("stty", "-a", "-F", terminal));
    }

    /** Makes the window larger or smaller. */
    void resize(int width, int height) throws IOException {
        run("resize-window", "-x", String.valueOf(width), "-y", String.valueOf(height));
    }

    /** Types this, and no key that ends it. */
    void keys(String text) throws IOException {
        run("send-keys", "-l", text);
    }

    /** Types a line and the key that ends it. */
    void type(String line) throws IOException {
        if (!line.isEmpty()) {
            keys(line);
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

    /** Waits until a line of the screen is that. */
    List<String> awaitLine(String line) throws IOException {
        return await("shows " + line, lines -> lines.stream()
                .anyMatch(shown -> shown.strip().equals(line)));
    }

    /** Waits until the program has ended, and gives the screen. */
    List<String> awaitEnd() throws IOException {
        return await("the end", lines -> lines.stream().anyMatch(line -> line.contains("isig icanon")));
    }

    private String run(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(RealServer.TMUX.program(), "-S", socket.toString()));
        line.addAll(List.of(words));
        return output(line);
    }

    private static String output(List<String> line) throws IOException {
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
