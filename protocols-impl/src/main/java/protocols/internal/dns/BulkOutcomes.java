package protocols.internal.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import protocols.WireException;
import protocols.dns.Dns;
import protocols.dns.Outcome;
import protocols.dns.Question;
import protocols.internal.wire.Faults;
import protocols.internal.wire.Recorder;
import protocols.spi.CoreFriend;
import protocols.spi.Settings;

/**
 * The outcomes of many lookups, as they come. The thread that wants the next one does all the work: it asks what the
 * window has room for, waits, and takes what has come.
 */
final class BulkOutcomes implements Spliterator<Outcome>, AutoCloseable {

    /** So many from one socket before the others have their turn. */
    private static final int MAX_BATCH = 256;

    private final Iterator<Question> questions;
    private final Settings settings;
    private final Recorder recorder;
    private final Selector selector;
    private final BulkResolution lookups;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BulkResolution.DATAGRAM);
    private final Consumer<SelectionKey> receive = this::receive;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final long began = System.nanoTime();
    private volatile boolean closed;
    private boolean ended;
    private long received;

    /** How long the outcomes have been looked at, which is nobody's time to answer. */
    private long paused;

    private long handedOver = began;

    private BulkOutcomes(Dns dns, BulkSockets sockets, BulkQuestions asked, BulkResolution lookups) {
        this.questions = asked.questions();
        this.settings = CoreFriend.get().settings(dns);
        this.recorder = sockets.recorder();
        this.selector = sockets.selector();
        this.lookups = lookups;
    }

    /** @param session whose lookups they are where there are no sockets to wait for together */
    static BulkOutcomes open(Dns dns, Servers session, Recorder recorder, BulkQuestions asked) {
        try {
            BulkSockets sockets = BulkSockets.of(dns, recorder, asked.window());
            int window = sockets.arePossible() ? asked.window() : Math.min(asked.window(), Together.MOST);
            return new BulkOutcomes(dns, sockets, asked, new BulkResolution(dns, session, sockets, window));
        } catch (IOException e) {
            throw new UncheckedIOException(new WireException.Hangup("no selector: " + e.getMessage(), e));
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Outcome> action) {
        Outcome outcome = lookups.finished().poll();
        if (outcome == null) {
            if (!busy.compareAndSet(false, true)) {
                throw new IllegalStateException("the outcomes are in use by another thread");
            }
            try {
                turns();
            } catch (WireException e) {
                closed = true;
                throw new UncheckedIOException(placed(e));
            } catch (RuntimeException | Error e) {
                closed = true;
                throw e;
            } finally {
                busy.set(false);
                freeIfClosed();
            }
            outcome = lookups.finished().poll();
        }
        if (outcome == null) {
            close();
            return false;
        }
        action.accept(outcome);
        return true;
    }

    private WireException placed(WireException e) {
        return Faults.at(e, Faults.where(settings.host(), "resolve all", began, recorder.transcript()));
    }

    /** Until there are outcomes, or no more questions. */
    private void turns() throws WireException {
        paused += System.nanoTime() - handedOver;
        tick();
        launch();
        lookups.requireNotCancelled();
        while (lookups.finished().isEmpty() && lookups.isBusy()) {
            turn();
        }
        handedOver = System.nanoTime();
    }

    private void turn() throws WireException {
        await();
        lookups.expire();
        lookups.stream();
        lookups.requireNotCancelled();
        launch();
        recorder.costs().exchanged(lookups.takeSent(), received);
        received = 0;
    }

    private void launch() {
        lookups.resume();
        while (!ended && lookups.hasRoom()) {
            if (questions.hasNext()) {
                lookups.launch(questions.next());
            } else {
                ended = true;
            }
        }
    }

    private void await() throws WireException {
        requireOpen();
        long idle = lookups.idleNanos();
        try {
            if (idle == 0) {
                selector.selectNow(receive);
            } else {
                selector.select(receive, idle / 1_000_000 + 1);
            }
        } catch (ClosedSelectorException e) {
            throw new WireException.Cancelled("the stream was closed here", e);
        } catch (IOException e) {
            throw new WireException.Hangup("the selector broke: " + e.getMessage(), e);
        }
        requireOpen();
        tick();
    }

    private void requireOpen() throws WireException {
        if (Thread.currentThread().isInterrupted()) {
            throw new WireException.Cancelled("the thread was interrupted");
        }
        if (closed) {
            throw new WireException.Cancelled("the stream was closed here");
        }
    }

    private void tick() {
        lookups.clock(System.nanoTime() - paused);
    }

    private void receive(SelectionKey key) {
        UdpPort port = (UdpPort) key.attachment();
        try {
            int batch = 0;
            do {
                in.clear();
                if (!port.socket().receive(in)) {
                    return;
                }
                in.flip();
                received += in.remaining();
                tick();
                lookups.heard(port, in);
            } while (port.isWaiting() && ++batch < MAX_BATCH);
        } catch (WireException e) {
            lookups.broken(port, e);
        }
    }

    /** At once, from any thread; one that waits here gets {@link WireException.Cancelled}. */
    @Override
    public void close() {
        closed = true;
        lookups.close();
        selector.wakeup();
        freeIfClosed();
    }

    /** By the thread that waits, if there is one. */
    private void freeIfClosed() {
        if (!closed || !busy.compareAndSet(false, true)) {
            return;
        }
        try (selector) {
            List<SelectionKey> keys = selector.isOpen() ? new ArrayList<>(selector.keys()) : List.of();
            keys.forEach(key -> ((UdpPort) key.attachment()).socket().close());
            lookups.close();
        } catch (IOException e) {
            // Nothing is left to be done with a selector that fails to close.
            return;
        } finally {
            busy.set(false);
        }
    }

    /** The work is one thread's. */
    @Override
    @SuppressWarnings("NullAway") // What the contract asks for.
    public Spliterator<Outcome> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return NONNULL | IMMUTABLE;
    }
}
