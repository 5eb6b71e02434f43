package protocols.internal.ftp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import protocols.Batch;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.FtpSession;
import protocols.internal.wire.SessionPool;

/**
 * Many files over several sessions at once: each takes the next file that nobody has taken. The caller's thread works with
 * the first session, and one thread with each of the others that are to be had.
 */
final class Spread {

    /** Which files there are. */
    interface Find {
        ManyFiles in(FtpSession session) throws IOException;
    }

    /** One file's way. */
    interface Move {
        Transfer of(FtpSession session, String name, Path local) throws IOException;
    }

    private final SessionPool<LoggedIn> sessions;
    private final Optional<String> directory;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Thread> others = new ArrayList<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    Spread(SessionPool<LoggedIn> sessions, Optional<String> directory) {
        this.sessions = sessions;
        this.directory = directory;
        directory.ifPresent(path -> Control.command("CWD", path));
    }

    Batch<String, Transfer> run(Find find, Move move) throws IOException {
        return sessions.use(first -> {
            enter(first);
            ManyFiles files = find.in(first);
            for (int i = 1; i < Math.min(sessions.most(), files.size()); i++) {
                begin(files, move, i);
            }
            move(files, move, first);
            join();
            return files.batch();
        });
    }

    private void enter(FtpSession session) throws WireException {
        if (directory.isPresent()) {
            session.cd(directory.get());
        }
    }

    private void begin(ManyFiles files, Move move, int number) {
        Thread thread = new Thread(() -> help(files, move), "ftp pool " + number);
        thread.setDaemon(true);
        others.add(thread);
        thread.start();
    }

    /** What each session does. */
    private void move(ManyFiles files, Move move, LoggedIn session) {
        ManyFiles.Mover mine = mover(move, session);
        boolean goesOn = !files.hasEnded();
        while (goesOn) {
            int index = next.getAndIncrement();
            goesOn = index < files.size() && files.move(index, mine);
        }
    }

    private static ManyFiles.Mover mover(Move move, LoggedIn session) {
        Transfers transfers = session.transfers();
        return new ManyFiles.Mover() {
            @Override
            public boolean isOpen() {
                return session.isOpen();
            }

            @Override
            public long begun() {
                return transfers.begun();
            }

            @Override
            public Transfer move(String name, Path local) throws IOException {
                return move.of(session, name, local);
            }
        };
    }

    /** A session that is not to be had is one less: the files are moved without it. */
    private void help(ManyFiles files, Move move) {
        try {
            sessions.useIfFree(session -> {
                enter(session);
                working.add(Thread.currentThread());
                move(files, move, session);
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
}
