package protocols.internal.telnet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import protocols.WireException;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Incoming;
import protocols.internal.wire.Link;
import protocols.net.Deadline;
import protocols.spi.TelnetSetup;
import protocols.telnet.TelnetCommand;

/**
 * A link with the filter on it: one thread may receive while another sends. Both change the filter, so that has a lock of
 * its own, which nobody holds while he waits for the peer.
 */
final class Nvt {

    private static final Set<TelnetCommand> PAST_WHAT_WAITS =
            Set.of(TelnetCommand.IP, TelnetCommand.AO, TelnetCommand.AYT);

    private final Link link;
    private final Incoming in;
    private final TelnetFilter filter;
    private final TelnetTrace trace;
    private final Told told;
    private final Inflation inflation = new Inflation();
    private final ReentrantLock state = new ReentrantLock();
    private final ReentrantLock sending = new ReentrantLock();

    Nvt(Link link, TelnetSetup setup, TelnetReceiver receiver) {
        this.link = link;
        this.in = link.in();
        this.told = new Told(receiver, setup.listener());
        this.filter = new TelnetFilter(setup, OptionPolicy.of(setup), told);
        this.trace = new TelnetTrace(link, setup.mode());
    }

    /** Waits for more from the peer, within an operation of the link; false at the end of the stream. */
    boolean receive() throws IOException {
        boolean more = in.fill();
        byte[] bytes = in.buffer();
        int at = in.position();
        while (at < in.limit()) {
            at = inflation.isOn()
                    ? inflation.inflate(bytes, at, in.limit(), this::hearAll)
                    : hear(bytes, at, in.limit());
        }
        in.consume(in.available());
        if (!more) {
            end();
        }
        answer();
        return more;
    }

    /** What is compressed again within what is compressed is nothing that a peer may say: there it changes nothing. */
    private int hearAll(byte[] bytes, int from, int to) throws WireException {
        int at = from;
        while (at < to) {
            at = hear(bytes, at, to);
        }
        return at;
    }

    /** Takes in what the peer said, in the clear; gives where what it compressed begins, or the end. */
    private int hear(byte[] bytes, int from, int to) throws WireException {
        List<Runnable> events;
        int heard = to;
        state.lock();
        try {
            heard = filter.receive(bytes, from, to);
            // A recording holds what was meant, not the compressed bytes.
            if (filter.takeCompression() && !inflation.isOn() && !link.remote().isRecording()) {
                inflation.begin();
            }
        } finally {
            trace.received(bytes, from, heard);
            events = told.take();
            state.unlock();
        }
        tell(events);
        return heard;
    }

    private void end() throws WireException {
        inflation.end();
        state.lock();
        try {
            filter.end();
            trace.end();
        } finally {
            state.unlock();
        }
    }

    private static void tell(List<Runnable> events) {
        for (Runnable event : events) {
            try {
                event.run();
            } catch (RuntimeException ofTheListener) {
                // As with an observer: whoever only looks on breaks nothing.
            }
        }
    }

    /** Sends what the filter has to say, unless another thread is sending: that one looks again before it goes. */
    void answer() throws WireException {
        while (tell(TelnetFilter::hasOutgoing) && sending.tryLock()) {
            try {
                link.send("negotiate", take(unchanged -> {}), deadline());
            } finally {
                sending.unlock();
            }
        }
    }

    /** Sends what the filter has to say after this, and all before it, in one write. */
    void send(String what, Consumer<TelnetFilter> change) throws WireException {
        link.recorder().during(what, () -> {
            sendNow(what, change, false);
            return true;
        });
    }

    /** As {@link #send}; the last byte is urgent (RFC 854, Synch). */
    void sendUrgent(String what, Consumer<TelnetFilter> change) throws WireException {
        link.recorder().during(what, () -> {
            sendNow(what, change, true);
            return true;
        });
    }

    /**
     * Sends a command; behind IP, AO and AYT comes the Synch that brings it past what waits before it, a DM that is urgent
     * where the wire can send such (RFC 854, RFC 1123 section 3.2.4). A DM is urgent itself; behind any other stands none.
     *
     * @throws IllegalStateException as {@link TelnetFilter#command}
     */
    void synch(TelnetCommand command) throws WireException {
        if (PAST_WHAT_WAITS.contains(command)) {
            sendUrgent(command.name(), filter -> {
                filter.command(command);
                filter.command(TelnetCommand.DM);
            });
        } else if (command == TelnetCommand.DM) {
            sendUrgent(command.name(), filter -> filter.command(command));
        } else {
            send(command.name(), filter -> filter.command(command));
        }
    }

    private void sendNow(String what, Consumer<TelnetFilter> change, boolean urgent) throws WireException {
        Deadline deadline = deadline();
        lockForSending(what, deadline);
        try {
            ByteBuffer bytes = take(change);
            if (urgent) {
                int last = bytes.limit() - 1;
                link.send(what, bytes.slice(0, last), deadline);
                link.sendUrgent(what, bytes.get(last), deadline);
            } else if (bytes.hasRemaining()) {
                link.send(what, bytes, deadline);
            }
        } finally {
            sending.unlock();
        }
        answer();
    }

    /** Sends a line that stays out of the transcript; the array is overwritten. */
    void sendSecretLine(byte[] secret) throws WireException {
        link.recorder().during("send", () -> {
            sendSecretNow(secret);
            return true;
        });
    }

    private void sendSecretNow(byte[] secret) throws WireException {
        Deadline deadline = deadline();
        lockForSending("send", deadline);
        byte[] line = new byte[0];
        try {
            line = takeSecret(secret);
            link.send("send", ByteBuffer.wrap(line), deadline);
        } finally {
            sending.unlock();
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
        answer();
    }

    /** What the filter knows. */
    boolean tell(Predicate<TelnetFilter> question) {
        state.lock();
        try {
            return question.test(filter);
        } finally {
            state.unlock();
        }
    }

    /** Puts what was received into the transcript, also where it stops in the middle of a line. */
    void settle() {
        state.lock();
        try {
            trace.settle();
        } finally {
            state.unlock();
        }
    }

    /** As {@link #settle}; what was sent and is in doubt is a secret. */
    void settleAll() {
        state.lock();
        try {
            trace.settleAll();
        } finally {
            state.unlock();
        }
    }

    private ByteBuffer take(Consumer<TelnetFilter> change) {
        state.lock();
        try {
            change.accept(filter);
            byte[] bytes = drain();
            trace.sent(bytes);
            return ByteBuffer.wrap(bytes);
        } finally {
            state.unlock();
        }
    }

    private byte[] takeSecret(byte[] secret) {
        state.lock();
        try {
            filter.flush();
            byte[] before = drain();
            trace.sent(before);
            filter.write(secret, 0, secret.length);
            byte[] escaped = drain();
            filter.endLine();
            byte[] end = drain();
            trace.sentSecretLine(secret, escaped, end);
            byte[] line = Arrays.copyOf(before, before.length + escaped.length + end.length);
            System.arraycopy(escaped, 0, line, before.length, escaped.length);
            System.arraycopy(end, 0, line, before.length + escaped.length, end.length);
            Arrays.fill(escaped, (byte) 0);
            return line;
        } finally {
            state.unlock();
        }
    }

    /** Leaves nothing behind in the filter's buffer: it may have held a secret. */
    private byte[] drain() {
        ByteBuffer waiting = filter.drain();
        byte[] bytes = new byte[waiting.remaining()];
        waiting.get(bytes).flip();
        waiting.put(new byte[bytes.length]);
        return bytes;
    }

    private void lockForSending(String what, Deadline deadline) throws WireException {
        try {
            if (!sending.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw Faults.at(new WireException.TimedOut(deadline, "another thread is sending"), link.before(what));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.at(new WireException.Cancelled("the thread was interrupted", e), link.before(what));
        }
    }

    private Deadline deadline() {
        return Deadline.after("timeout", link.settings().timeout());
    }
}
