package protocols.examples;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
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

    /** The terminal, if it is one that can be changed. */
    private final Optional<Stty> terminal;

    private final FtpScreen screen;
    private final Keyboard keyboard;
    private final Thread transferring = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread watcher;
    private volatile boolean pressed;
    private boolean told;

    /**
     * @param patience how long a transfer that looks at {@link #check} has to end of itself, in milliseconds; then its
     *     thread is interrupted, which costs the session
     */
    FtpBreak(Program program, FtpScreen screen, Keyboard keyboard, long patience) {
        this.screen = screen;
        this.keyboard = keyboard;
        terminal = program.isTerminal() ? Stty.find() : Optional.empty();
        watcher = new Thread(() -> watch(patience), "keyboard");
        if (terminal.isPresent()) {
            terminal.get().set("-isig", "-icanon", "min", "1", "time", "0");
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
        if (terminal.isEmpty()) {
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
        terminal.get().close();
        if (interrupted && !pressed) {
            Thread.currentThread().interrupt();
        }
    }
}
