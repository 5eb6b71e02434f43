package protocols.internal.wire;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import protocols.Observer;
import protocols.Progress;
import protocols.Protocol;
import protocols.Stats;
import protocols.Transcript;
import protocols.spi.Settings;

/** Tells the observer of a session what happens, and of each operation and connection once. */
final class Telling {

    private final Observer observer;
    private final Recorder recorder;
    private final Protocol protocol;
    private final String peer;
    private final Map<Thread, Doing> current = new ConcurrentHashMap<>();
    private final Set<Integer> open = new HashSet<>();

    Telling(Observer observer, Settings settings, Recorder recorder) {
        this.observer = observer;
        this.recorder = recorder;
        this.protocol = settings.protocol();
        this.peer = settings.endpoint().authority();
    }

    /** An operation begins, unless it is a step of one that this thread is in. */
    Doing begin(String what) {
        Thread me = Thread.currentThread();
        if (current.containsKey(me)) {
            return Doing.UNTOLD;
        }
        Doing doing = Doing.of(this, what, recorder.costs().stats());
        current.put(me, doing);
        return doing;
    }

    /** What this thread is in, from which something is lent to the caller. */
    Doing lend() {
        Doing doing = current.get(Thread.currentThread());
        return doing == null ? Doing.UNTOLD : doing.lend();
    }

    boolean enter(Doing doing) {
        return current.putIfAbsent(Thread.currentThread(), doing) == null;
    }

    void leave(Doing doing) {
        current.remove(Thread.currentThread(), doing);
    }

    void finished(Doing doing) {
        Stats cost = recorder.costs().since(doing.before());
        Observer.Finished finished = Observer.Finished.of(protocol, peer, doing.what(), cost);
        Observer.Finished all = doing.failure().map(finished::failed).orElse(finished);
        tell(one -> one.finished(all));
    }

    /** Who is told how far the operation that this thread is in has come. */
    Consumer<Progress> mover() {
        return progress -> moved(current.get(Thread.currentThread()), progress);
    }

    private void moved(@Nullable Doing doing, Progress progress) {
        String what = doing == null ? "transfer" : doing.what();
        tell(one -> one.moved(Observer.Moved.of(what, progress)));
    }

    /** Who is told how far an operation has come. */
    Consumer<Progress> mover(Doing doing) {
        return progress -> moved(doing, progress);
    }

    void line(Transcript.Entry entry) {
        tell(one -> one.line(entry));
        if (entry instanceof Transcript.Secured secured) {
            tell(one -> one.secured(secured));
        } else if (entry instanceof Transcript.Closed closed && isFirst(closed.channel())) {
            tell(one -> one.closed(closed));
        }
    }

    void connected(Observer.Connected connection) {
        synchronized (open) {
            open.add(connection.channel());
        }
        tell(one -> one.connected(connection));
    }

    /** Both sides close a connection, and where none came about there is nothing to be closed. */
    private boolean isFirst(int channel) {
        synchronized (open) {
            return open.remove(channel);
        }
    }

    private void tell(Consumer<Observer> event) {
        try {
            event.accept(observer);
        } catch (RuntimeException bystander) {
            // Who only looks on breaks nothing.
            return;
        }
    }
}
