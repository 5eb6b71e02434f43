package protocols.internal.ftp;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import protocols.Batch;
import protocols.Content;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;
import protocols.ftp.Ftp;
import protocols.ftp.FtpPool;
import protocols.ftp.FtpSession;
import protocols.ftp.Glob;
import protocols.internal.wire.SessionPool;
import protocols.spi.CoreFriend;

/** Logins that threads share. */
final class LoggedInPool implements FtpPool {

    private final SessionPool<LoggedIn> sessions;

    LoggedInPool(Ftp ftp, int most) {
        sessions = new SessionPool<>(CoreFriend.get().settings(ftp), most, new SessionPool.Source<>() {
            @Override
            public LoggedIn open() throws WireException {
                return FtpClient.login(ftp);
            }

            @Override
            public Optional<LoggedIn> setBack(LoggedIn lent) throws WireException {
                return lent.handOn();
            }
        });
    }

    @Override
    public <T, E extends Exception> T use(Use<? super FtpSession, T, E> body) throws E, WireException {
        return sessions.use(body);
    }

    @Override
    public Batch<String, Transfer> mget(Glob pattern, Path into) throws IOException {
        return mget(Optional.empty(), pattern, into);
    }

    @Override
    public Batch<String, Transfer> mget(String directory, Glob pattern, Path into) throws IOException {
        return mget(Optional.of(directory), pattern, into);
    }

    private Batch<String, Transfer> mget(Optional<String> directory, Glob pattern, Path into) throws IOException {
        Spread spread = new Spread(sessions, directory);
        return spread.run(
                session -> ManyFiles.of(session.list(), pattern, into),
                (session, name, local) -> session.get(name, Sink.file(local, NOFOLLOW_LINKS)));
    }

    @Override
    public Batch<String, Transfer> mput(Path from, Glob pattern) throws IOException {
        return mput(from, pattern, Optional.empty());
    }

    @Override
    public Batch<String, Transfer> mput(Path from, Glob pattern, String directory) throws IOException {
        return mput(from, pattern, Optional.of(directory));
    }

    private Batch<String, Transfer> mput(Path from, Glob pattern, Optional<String> directory) throws IOException {
        Spread spread = new Spread(sessions, directory);
        return spread.run(
                session -> ManyFiles.of(from, pattern),
                (session, name, local) -> session.put(Content.file(local), name));
    }

    @Override
    public void close() {
        sessions.close();
    }
}
