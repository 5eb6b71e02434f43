package protocols.internal.telnet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import protocols.WireException;
import protocols.internal.wire.Link;
import protocols.net.Deadline;

/** Copies between the peer and two streams of the caller, both ways at once. */
final class Interaction {

    /** How often it is asked whether the input has ended. */
    private static final Duration STEP = Duration.ofMillis(50);

    private static final int PIECE = 8192;

    private final Link link;
    private final Nvt nvt;
    private final Intake intake;
    private final Duration quiet;
    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean isOver;
    private volatile boolean isInputOver;
    private volatile @Nullable Throwable failure;
    private volatile long lastSent = System.nanoTime();
    private long lastCame;
    private boolean isAfterCr;

    Interaction(Link link, Nvt nvt, Intake intake, Duration quiet) {
        this.link = link;
        this.nvt = nvt;
        this.intake = intake;
        this.quiet = quiet;
    }

    /**
     * Copies until the peer closes, or the input ends and then the peer is silent; what the caller's streams throw is given
     * back, and what could not be written is unread again.
     *
     * @param first what the peer said before
     * @return false if the peer has closed
     */
    boolean run(InputStream in, OutputStream out, byte[] first) throws WireException {
        Thread typist =
                new Thread(() -> type(in), "telnet input of " + link.settings().host());
        typist.setDaemon(true);
        typist.start();
        intake.divert(true);
        try {
            return link.operation("interact", Deadline.NEVER, () -> copy(out, first));
        } finally {
            isOver = true;
            intake.divert(false);
            endTyping(typist);
        }
    }

    /** Not while it sends, as that would end the line (see InterruptibleChannel): it looks by itself after that. */
    private void endTyping(Thread typist) {
        if (sending.tryLock()) {
            try {
                typist.interrupt();
            } finally {
                sending.unlock();
            }
        }
    }

    /** What a stream of the caller threw. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private boolean copy(OutputStream out, byte[] first) throws IOException {
        try {
            write(out, first);
            while (failure == null && !isSilent()) {
                if (link.in().await(Deadline.after("step", STEP))) {
                    boolean isMore = nvt.receive();
                    lastCame = System.nanoTime();
                    write(out, intake.takeBytes());
                    if (!isMore) {
                        return false;
                    }
                }
            }
            return true;
        } finally {
            nvt.settle();
        }
    }

    /** Whether the input has ended and the peer has answered and fallen silent, or said nothing for the whole timeout. */
    private boolean isSilent() {
        if (!isInputOver) {
            return false;
        }
        boolean isAnswered = lastCame - lastSent > 0;
        long silent = System.nanoTime() - (isAnswered ? lastCame : lastSent);
        return silent > (isAnswered ? quiet : link.settings().timeout()).toNanos();
    }

    private void write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            intake.text().putBack(bytes);
        }
    }

    private void type(InputStream in) {
        byte[] piece = new byte[PIECE];
        try {
            int n = 0;
            while (n >= 0 && !isOver) {
                n = in.read(piece);
                if (n > 0) {
                    send(piece, n, in.available() == 0);
                }
            }
        } catch (WireException e) {
            // The line has ended, which whoever reads from it is told.
            isOver = true;
        } catch (IOException | RuntimeException | Error e) {
            // At the end it is interrupted, which must not hide why that came.
            if (!isOver) {
                failure = e;
            }
        } finally {
            isInputOver = true;
        }
    }

    private void send(byte[] piece, int length, boolean isAll) throws WireException {
        sending.lock();
        try {
            if (!isOver) {
                nvt.send("send", filter -> send(filter, piece, length, isAll));
                lastSent = System.nanoTime();
            }
        } finally {
            sending.unlock();
        }
    }

    /** As it is, but for LF alone: that is the end of a line (RFC 854). */
    private void send(TelnetFilter filter, byte[] piece, int length, boolean isAll) {
        int run = 0;
        for (int at = 0; at < length; at++) {
            if (piece[at] == '\n' && !isAfterCr) {
                filter.write(piece, run, at);
                filter.endLine();
                run = at + 1;
            }
            isAfterCr = piece[at] == '\r';
        }
        filter.write(piece, run, length);
        if (isAll) {
            filter.flush();
        }
    }
}
