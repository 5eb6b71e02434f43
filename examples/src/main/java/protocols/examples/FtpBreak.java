package protocols.examples;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while a transfer runs: on a terminal it ends the transfer and not the program. The JDK knows no signals, so that
 * the terminal hands the key on instead of making one of it, and a thread waits for the key. Where nobody sits, nothing
 * is changed.
 */
final class FtpBreak implements AutoCloseable {

    private static final int CTRL_C = 3;
    private static final long LOOK_MILLIS = 20;

    /** The terminal as it was found, if it is one that can be changed. */
    private final Optional<String> found;

    private final FtpScreen screen;
    private final FtpKeyboard keyboard;
    private final Thread transferring = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread putBack = new Thread(this::restore, "terminal");
    private final Thread watcher;
    private volatile boolean pressed;
    private boolean told;

    /**
     * @param patience how long a transfer that looks at {@link #check} has to end of itself, in milliseconds; then its
     *     thread is interrupted, which costs the session
     */
    FtpBreak(Program program, FtpScreen screen, FtpKeyboard keyboard, long patience) {
        this.screen = screen;
        this.keyboard = keyboard;
        found = program.isTerminal() ? stty("-g") : Optional.empty();
        watcher = new Thread(() -> watch(patience), "keyboard");
        if (found.isPresent()) {
            Runtime.getRuntime().addShutdownHook(putBack);
            stty("-isig", "-icanon", "min", "1", "time", "0");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    /** Ends what is under way if the key was pressed. */
    void check() throws InterruptedIOException {
        if (pressed) {
            tell();
            throw new InterruptedIOException("transfer aborted");
        }
    }

    /** The terminal has shown the key, and whatever comes next begins a line. */
    private void tell() {
        if (!told) {
            told = true;
            screen.typed();
        }
    }

    /** The stream, read only until the key is pressed. */
    InputStream until(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                check();
                return super.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                check();
                return super.read(into, offset, length);
            }
        };
    }

    private void watch(long patience) {
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        try {
            while (!pressed && !over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                while (!pressed && keyboard.available() > 0) {
                    int key = keyboard.read();
                    pressed = key == CTRL_C;
                    if (!pressed) {
                        others.write(key);
                    }
                }
            }
            if (pressed && !over.await(patience, TimeUnit.MILLISECONDS)) {
                transferring.interrupt();
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            keyboard.unread(others.toByteArray());
        }
    }

    /** The terminal is as before; what was typed meanwhile is read next. */
    @Override
    public void close() {
        if (found.isEmpty()) {
            return;
        }
        over.countDown();
        if (pressed) {
            tell();
        }
        boolean interrupted = false;
        while (watcher.isAlive()) {
            try {
                watcher.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        interrupted |= Thread.interrupted();
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(putBack);
        } catch (IllegalStateException ending) {
            // It has the terminal put back as well.
        }
        if (interrupted && !pressed) {
            Thread.currentThread().interrupt();
        }
    }

    private void restore() {
        found.ifPresent(FtpBreak::stty);
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
