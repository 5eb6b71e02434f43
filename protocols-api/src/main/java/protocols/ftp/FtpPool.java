package protocols.ftp;

import java.io.IOException;
import java.nio.file.Path;
import protocols.Batch;
import protocols.Pool;
import protocols.Transfer;
import protocols.WireException;

/**
 * Logins on an FTP server that several threads share; see {@link Ftp#pool}. Each borrower finds the directory of the login,
 * and text or binary, active or passive as the client value has them. A session through which a
 * {@linkplain FtpSession#command raw command} was sent is not lent again: nobody knows what that has changed.
 *
 * <p>Many files go over all sessions at once. The threads for that are begun by the call and have ended when it returns; a
 * server that lets in fewer is served by those that it lets in.
 *
 * <!-- run: ftp-pool -->
 * <pre>{@code
 * try (FtpPool pool = Ftp.at("ftp.example.org").credentials(Credentials.anonymous()).pool(2)) {
 *     Batch<String, Transfer> all = pool.mget(Glob.of("R*"), folder);
 *     long size = pool.use(ftp -> ftp.size("README"));
 *     out.println(all.done().keySet() + " " + size);
 * }
 * }</pre>
 */
public interface FtpPool extends Pool<FtpSession> {

    /**
     * As {@link FtpSession#mget}, of the directory of the login, over all sessions that are free. Files are begun in the order
     * of the listing and may end in another; the batch has them in that order. When the line breaks at one of them, no
     * further one is begun, and those under way are brought to their end.
     *
     * @throws WireException if a line breaks; {@link WireException#batch()} says what became of each. What broke at other
     *     files meanwhile is suppressed in it
     * @throws WireException.Cancelled if the calling thread is interrupted: all that is under way is broken off
     * @throws IOException what a local file throws, as it is; a {@link WireException.Cancelled} that is suppressed in it
     *     says how far it had come
     */
    Batch<String, Transfer> mget(Glob pattern, Path into) throws IOException;

    /** As {@link #mget(Glob, Path)}, of another directory. */
    Batch<String, Transfer> mget(String directory, Glob pattern, Path into) throws IOException;

    /**
     * As {@link FtpSession#mput}, into the directory of the login, over all sessions that are free; it ends as
     * {@link #mget(Glob, Path)} does.
     *
     * @throws WireException if a line breaks; {@link WireException#batch()} says what became of each
     * @throws IOException as {@link #mget(Glob, Path)} has it
     */
    Batch<String, Transfer> mput(Path from, Glob pattern) throws IOException;

    /** As {@link #mput(Path, Glob)}, into another directory. */
    Batch<String, Transfer> mput(Path from, Glob pattern, String directory) throws IOException;
}
