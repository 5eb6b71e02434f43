package protocols.internal.telnet;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import protocols.WireException;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.net.Wire;
import protocols.spi.CoreFriend;

/**
 * Waits, within an operation of the link, until the peer has said what is wanted. A wait without success is no fault of the
 * line: the text stays, and the session is as good as before.
 */
final class TextWait {

    /** What is waited for in the text. */
    interface Wanted<T> {

        /** Looks after more text has come, and once before; empty if that is not enough. */
        Optional<T> poll() throws WireException;

        /** How long the peer must say nothing before {@link #silent} is worth while, in nanoseconds; -1 if it never is. */
        default long silence() {
            return -1;
        }

        /** Looks again as the peer has said nothing for that long, or no more time is left or room for text. */
        default Optional<T> silent(boolean isOver) throws WireException {
            return Optional.empty();
        }

        /** What is waited for, in words. */
        String describe();
    }

    /** Begins within the operation. */
    interface Begin<T> {
        Wanted<T> begin(WatchedText.Watch watch);
    }

    /** A search that was broken off. */
    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOff() {
            super("broken off", null, false, false);
        }
    }

    /** What comes out of the operation: a value, or what the caller's own code threw. */
    private interface Outcome<T> {
        T get();
    }

    /** After its time is over, a search may still look at what is there for so long. */
    private static final long GRACE = Duration.ofMillis(20).toNanos();

    private final Link link;
    private final Nvt nvt;
    private final ExpectBuffer text;

    TextWait(Link link, Nvt nvt, ExpectBuffer text) {
        this.link = link;
        this.nvt = nvt;
        this.text = text;
    }

    /**
     * Waits.
     *
     * @throws WireException.TimedOut with what came instead
     * @throws WireException.LimitExceeded if there is too much text; it stays
     */
    <T> T await(String what, Deadline patience, Begin<T> begin) throws WireException {
        Deadline ofTheLine = Deadline.after(
                "timeout",
                Duration.ofNanos(Math.max(0, patience.remainingNanos()))
                        .plus(link.settings().timeout()));
        return link.recorder().during(what, () -> {
            Outcome<T> outcome = link.operation(what, ofTheLine, () -> {
                Turn<T> turn = new Turn<>(patience);
                try {
                    return turn.run(begin.begin(turn::look));
                } catch (WireException e) {
                    nvt.settleAll();
                    throw e;
                } finally {
                    nvt.settle();
                }
            });
            return outcome.get();
        });
    }

    /** One wait. */
    private final class Turn<T> {
        private final Deadline patience;
        private long until;

        Turn(Deadline patience) {
            this.patience = patience;
        }

        Outcome<T> run(Wanted<T> wanted) throws IOException {
            boolean received = false;
            while (true) {
                Optional<Outcome<T>> found = guarded(wanted, wanted::poll);
                if (found.isEmpty() && isSilent(wanted)) {
                    found = guarded(wanted, () -> wanted.silent(false));
                }
                boolean isOver = found.isEmpty() && (text.isFull() || isOver(received));
                if (isOver) {
                    found = guarded(wanted, () -> wanted.silent(true));
                }
                if (found.isPresent()) {
                    return found.get();
                }
                if (isOver) {
                    throw link.inStep(text.isFull() ? tooMuch(wanted) : timedOut(wanted));
                }
                received = true;
                if (!nvt.receive()) {
                    text.end();
                }
            }
        }

        private boolean isOver(boolean received) throws IOException {
            return (received && patience.hasPassed()) || !link.in().await(patience);
        }

        private boolean isSilent(Wanted<T> wanted) throws IOException {
            long silence = wanted.silence();
            if (silence < 0 || patience.hasPassed() || text.isEnded()) {
                return false;
            }
            Wire.Sight seen = silence == 0 ? link.in().look() : Wire.Sight.UNKNOWN;
            return silence == 0
                    ? seen == Wire.Sight.ALIVE || seen == Wire.Sight.UNKNOWN
                    : !link.in()
                                    .await(Deadline.after("silence", Duration.ofNanos(silence))
                                            .earlier(patience))
                            && !patience.hasPassed();
        }

        /** What the caller's own code throws is given back outside the operation: the text is all there, the line is good. */
        private Optional<Outcome<T>> guarded(Wanted<T> wanted, Link.Call<Optional<T>> poll) throws IOException {
            until = Math.max(patience.nanoTime() - System.nanoTime(), GRACE) + System.nanoTime();
            try {
                Optional<T> found = poll.run();
                return found == null ? Optional.empty() : found.map(value -> () -> value);
            } catch (BrokenOff e) {
                throw whyBrokenOff(wanted);
            } catch (RuntimeException | Error e) {
                return Optional.of(() -> {
                    throw e;
                });
            }
        }

        void look() {
            if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted() || !link.isAlive()) {
                throw new BrokenOff();
            }
        }

        private WireException whyBrokenOff(Wanted<T> wanted) {
            if (!link.isAlive()) {
                return new WireException.Cancelled("the session was closed here");
            }
            return Thread.currentThread().isInterrupted()
                    ? new WireException.Cancelled("the thread was interrupted")
                    : link.inStep(timedOut(wanted));
        }

        private WireException timedOut(Wanted<T> wanted) {
            return new WireException.TimedOut(patience, wanted.describe() + ", " + text.silence());
        }

        private WireException tooMuch(Wanted<T> wanted) {
            String detail = wanted.describe();
            return CoreFriend.get()
                    .show(
                            new WireException.LimitExceeded("unmatched text", text.cap()),
                            limit -> limit + ": " + detail);
        }
    }
}
