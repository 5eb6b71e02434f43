package protocols.internal.ftp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.Batch;
import protocols.Batch.Fate;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpSession;
import protocols.internal.wire.Lent;
import protocols.internal.wire.SessionPool;
import protocols.spi.CoreFriend;

/**
 * Many files over several sessions at once: each takes the next file that nobody has taken. The caller's thread works with
 * the first session, and one thread with each of the others that are to be had.
 */
final class Spread {

    private static final CoreFriend CORE = CoreFriend.get();

    /** Which files there are. */
    interface Names {
        List<String> of(FtpSession session) throws IOException;
    }

    /** One file's way. */
    interface Move {
        Transfer of(FtpSession session, String name, Path local) throws IOException;
    }

    /** What ended it, at a file. */
    private record End(String name, Throwable why) {}

    private final SessionPool<LoggedIn> sessions;
    private final Optional<String> directory;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, Fate<String, Transfer>> fates = new ConcurrentHashMap<>();
    private final Queue<End> ends = new ConcurrentLinkedQueue<>();
    private final List<Thread> others = new ArrayList<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    Spread(SessionPool<LoggedIn> sessions, Optional<String> directory) {
        this.sessions = sessions;
        this.directory = directory;
        directory.ifPresent(path -> Control.command("CWD", path));
    }

    Batch<String, Transfer> run(Names find, Files.Naming naming, Move move) throws IOException {
        return sessions.use(first -> {
            enter(first);
            List<String> names = find.of(first);
            Work work = new Work(names, naming, move);
            for (int i = 1; i < Math.min(sessions.most(), names.size()); i++) {
                begin(work, i);
            }
            work.with(first);
            join();
            return whole(names);
        });
    }

    private void enter(FtpSession session) throws WireException {
        if (directory.isPresent()) {
            session.cd(directory.get());
        }
    }

    private void begin(Work work, int number) {
        Thread thread = new Thread(() -> help(work), "ftp pool " + number);
        thread.setDaemon(true);
        others.add(thread);
        thread.start();
    }

    /** A session that is not to be had is one less: the files are moved without it. */
    private void help(Work work) {
        try {
            sessions.useIfFree(session -> {
                enter(session);
                working.add(Thread.currentThread());
                work.with(session);
                return true;
            });
        } catch (WireException e) {
            return;
        }
    }

    /** Waits until nothing is under way; an interrupt ends what is. Who is not logged in by now is not needed any more. */
    private void join() {
        others.stream().filter(other -> !working.contains(other)).forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread other : others) {
            while (other.isAlive()) {
                try {
                    other.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    others.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch<String, Transfer> whole(List<String> names) throws IOException {
        List<Fate<String, Transfer>> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            all.add(fates.getOrDefault(i, Fate.untried(names.get(i))));
        }
        Batch<String, Transfer> batch = Batch.of(all);
        End first = ends.poll();
        if (first == null) {
            return batch;
        }
        ends.forEach(end -> first.why().addSuppressed(end.why()));
        if (first.why() instanceof WireException e) {
            throw CORE.with(e, batch);
        }
        first.why().addSuppressed(CORE.with(new WireException.Cancelled("ended at " + first.name()), batch));
        throw Lent.raise(first.why());
    }

    /** What each session does. */
    private final class Work {

        private final List<String> names;
        private final Files.Naming naming;
        private final Move move;

        Work(List<String> names, Files.Naming naming, Move move) {
            this.names = names;
            this.naming = naming;
            this.move = move;
        }

        void with(FtpSession session) {
            boolean goesOn = true;
            while (goesOn && ends.isEmpty()) {
                int index = next.getAndIncrement();
                goesOn = index < names.size() && one(session, index);
            }
        }

        private boolean one(FtpSession session, int index) {
            String name = names.get(index);
            Path local;
            try {
                local = naming.of(name);
            } catch (WireException e) {
                fates.put(index, Fate.refused(name, e));
                return true;
            }
            try {
                fates.put(index, Fate.done(name, move.of(session, name, local)));
                return true;
            } catch (WireException e) {
                boolean isAlive = session.isOpen();
                fates.put(index, Files.fate(name, e, isAlive));
                return (e instanceof WireException.Refused && isAlive) || end(name, e);
            } catch (IOException | RuntimeException | Error e) {
                fates.put(index, Fate.unknown(name));
                return end(name, e);
            }
        }

        private boolean end(String name, Throwable why) {
            ends.add(new End(name, why));
            return false;
        }
    }
}
