package protocols.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import protocols.Reply;
import protocols.Session;
import protocols.WireException;

/**
 * A login on an FTP server.
 *
 * <p>Every method throws {@link WireException.Refused} if the server says no; the session is still good then, unless the
 * server closed it. A path that holds CR, LF or NUL, or nothing at all, is an {@link IllegalArgumentException} before
 * anything is sent. While a stream of {@link #open} is neither read to its end nor closed, every other call is an
 * {@link IllegalStateException}.
 *
 * <p>A transfer counts as done only if the data connection came to its proper end (over TLS: with close_notify) and the
 * server confirmed it (2yz) after that. An upload that broke in between is {@link WireException.OutcomeUnknown}.
 */
public interface FtpSession extends Session {

    /** Transfers from now on are text (TYPE A): lines end with CR LF on the way and as usual at each end. */
    void text();

    /** Transfers from now on are byte by byte (TYPE I). */
    void binary();

    /** Data connections from now on are opened by the client (EPSV, PASV). */
    void passive();

    /** Data connections from now on are opened by the server (EPRT, PORT); only its own address is accepted. */
    void active();

    /** The working directory (PWD). */
    String pwd() throws WireException;

    /** Changes the working directory (CWD). */
    void cd(String path) throws WireException;

    /** Changes to the parent directory (CDUP). */
    void up() throws WireException;

    /** The working directory, listed; see {@link #list(String)}. */
    FtpListing list() throws WireException;

    /**
     * Lists a directory: by MLSD (RFC 3659 section 7) where the server offers it, else by LIST.
     *
     * @throws WireException.LimitExceeded if the listing is longer than {@link protocols.Limits#reply()} bytes
     */
    FtpListing list(String path) throws WireException;

    /** The names in the working directory (NLST). */
    List<String> names() throws WireException;

    /** The names in a directory (NLST), as the server writes them: some put the directory before each. */
    List<String> names(String path) throws WireException;

    /**
     * Downloads a file (RETR).
     *
     * @param out is written to and not closed; what it throws is thrown on as it is, after the transfer was broken off
     */
    FtpTransfer get(String remote, OutputStream out) throws IOException;

    /**
     * Downloads a file from an offset on (REST, RETR).
     *
     * @param offset bytes to leave out at the start, from 0
     * @throws IllegalStateException in text mode, if the offset is not 0
     */
    FtpTransfer get(String remote, OutputStream out, long offset) throws IOException;

    /** Downloads a file to a local one, which is replaced, but not before the server has begun to send. */
    FtpTransfer get(String remote, Path local) throws IOException;

    /** Downloads what a local file lacks: the rest of the remote one after as many bytes as the local one has. */
    FtpTransfer resume(String remote, Path local) throws IOException;

    /**
     * Downloads a file as a stream (RETR). Its end is the end of the file only once the server has confirmed it: the read
     * that would give -1 throws if the server does not. Closing it earlier breaks the transfer off, and the session goes
     * on.
     */
    InputStream open(String remote) throws WireException;

    /** As {@link #open(String)}, from an offset on (REST). */
    InputStream open(String remote, long offset) throws WireException;

    /**
     * Uploads a file (STOR). If reading the source fails, a part of it may lie on the server.
     *
     * @param from is read to its end and not closed
     */
    FtpTransfer put(InputStream from, String remote) throws IOException;

    /** Uploads a file to an offset of the remote one (REST, STOR). */
    FtpTransfer put(InputStream from, String remote, long offset) throws IOException;

    /** Uploads a local file (STOR). */
    FtpTransfer put(Path local, String remote) throws IOException;

    /** Adds to the end of a remote file, which is created if it is not there (APPE). */
    FtpTransfer append(InputStream from, String remote) throws IOException;

    /** Adds a local file to the end of a remote one (APPE). */
    FtpTransfer append(Path local, String remote) throws IOException;

    /**
     * Downloads every file of the working directory whose name fits.
     *
     * @param into the local directory; a name that does not stay in it is not written ({@link FtpName#resolveUnder}), and
     *     symbolic links there are not followed
     */
    FtpBatch mget(Glob pattern, Path into) throws IOException;

    /** Uploads every plain file of a local directory whose name fits, into the working directory, in the names' order. */
    FtpBatch mput(Path from, Glob pattern) throws IOException;

    /** Deletes a file (DELE). */
    void delete(String path) throws WireException;

    /** Deletes files, in one flight where that is safe: over TLS or on loopback. Gives the answer for each path. */
    Map<String, Reply> delete(List<String> paths) throws WireException;

    /** Makes a directory (MKD). Gives its path as the server names it, or as it was asked for if the server does not. */
    String mkdir(String path) throws WireException;

    /** Removes a directory (RMD). */
    void rmdir(String path) throws WireException;

    /** Renames or moves (RNFR, RNTO). */
    void rename(String from, String to) throws WireException;

    /** The size of a file in bytes (SIZE, RFC 3659 section 4), as a binary transfer would have it. */
    long size(String path) throws WireException;

    /** The sizes of files, in one flight where that is safe; empty where the server refuses to say. */
    Map<String, OptionalLong> sizes(List<String> paths) throws WireException;

    /** When a file changed, in UTC (MDTM, RFC 3659 section 3). */
    FtpTime modified(String path) throws WireException;

    /** What the server offers beyond RFC 959 (FEAT); asked once. */
    FtpFeatures features() throws WireException;

    /** The server's operating system (SYST), as it says it. */
    String system() throws WireException;

    /** The state of the session (STAT). */
    Reply status() throws WireException;

    /** What the server has to say about itself (HELP). */
    Reply help() throws WireException;

    /** What the server has to say about a command (HELP). */
    Reply help(String command) throws WireException;

    /** Does nothing but ask whether the server is there (NOOP). */
    void noop() throws WireException;

    /**
     * Sends a command of any other kind, and gives the answer, be it yes or no; 1yz answers are waited past. The password
     * of PASS and ACCT is kept out of the transcript.
     *
     * @param verb such as {@code SITE}; capitals do not matter
     * @param arguments what follows, with a space before each: {@code command("SITE", "CHMOD", "600", "a.txt")}
     * @throws IllegalArgumentException for a command that needs a data connection or changes what this session relies on
     *     (RETR, AUTH, CCC, PROT, REST, USER, QUIT, REIN ...), for a verb that is not one word of printable ASCII, and for
     *     an argument that holds CR, LF or NUL
     * @throws WireException.Insecure for PASS or ACCT without TLS, as {@link FtpConnection#login} has it
     */
    Reply command(String verb, String... arguments) throws WireException;

    /** Ends the session politely (QUIT): waits for the server's answer, then closes. */
    void quit() throws WireException;
}
