package protocols.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The settings of the terminal that the program runs on, changed for a while by the system's own {@code stty}, as the JDK
 * knows none of them. However the program ends they are then as they were found.
 */
final class Stty implements AutoCloseable {

    /**
     * A window.
     *
     * @param width in characters
     * @param height in lines
     */
    record Size(int width, int height) {}

    private final String found;
    private final Thread atTheEnd = new Thread(this::end, "terminal");
    private final ReentrantLock changing = new ReentrantLock();
    private boolean ended;

    private Stty(String found) {
        this.found = found;
    }

    /** The terminal, unchanged so far; empty where standard input is none that stty can change. */
    static Optional<Stty> find() {
        Optional<Stty> terminal = stty("-g").map(Stty::new);
        terminal.ifPresent(found -> Runtime.getRuntime().addShutdownHook(found.atTheEnd));
        return terminal;
    }

    /** Changes settings, by the words of stty; nothing once the program is being ended. */
    void set(String... words) {
        changing.lock();
        try {
            if (!ended) {
                stty(words);
            }
        } finally {
            changing.unlock();
        }
    }

    /** All settings are as they were found. */
    void putBack() {
        set(found);
    }

    /** How large the window is; empty where that is not known. */
    static Optional<Size> size() {
        Optional<String> said = stty("size");
        int space = said.orElse("").indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        try {
            int height = Integer.parseInt(said.get().substring(0, space));
            int width = Integer.parseInt(said.get().substring(space + 1));
            return width > 0 && height > 0 ? Optional.of(new Size(width, height)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException ending) {
            // It has the terminal put back as well.
        }
    }

    private void end() {
        changing.lock();
        try {
            ended = true;
            stty(found);
        } finally {
            changing.unlock();
        }
    }

    /** What stty says; empty if it cannot be run, or not on this terminal. */
    private static Optional<String> stty(String... words) {
        String[] line = new String[words.length + 1];
        line[0] = "stty";
        System.arraycopy(words, 0, line, 1, words.length);
        try {
            Process process = new ProcessBuilder(line)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
