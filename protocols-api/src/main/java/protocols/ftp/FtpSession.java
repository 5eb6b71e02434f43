package protocols.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import protocols.Batch;
import protocols.Capabilities;
import protocols.Content;
import protocols.Receiver;
import protocols.Reply;
import protocols.Secret;
import protocols.Session;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;

/**
 * A login on an FTP server.
 *
 * <p>Every method throws {@link WireException.Refused} if the server says no; the session is still good then, unless the
 * server closed it. A path that holds CR, LF or NUL, or nothing at all, is an {@link IllegalArgumentException} before
 * anything is sent, and so is one in which the byte FF ends it or stands before a byte from F0 on: to some servers that is a
 * command of TELNET (RFC 959 section 4.1, RFC 854). The timeout of a method that asks several things one after the other,
 * such as {@link #exists}, is that of each of them. While a stream of {@link #open} is neither read to its end nor closed,
 * every other call is an {@link IllegalStateException}.
 *
 * <p>What the caller's own {@link Content}, {@link Sink} or stream throws comes out of the call as it is. The transfer is
 * broken off then, and the session goes on if the server answers to that; otherwise it is closed.
 *
 * <p>A transfer counts as done only if the data connection came to its proper end (over TLS: with close_notify) and the
 * server confirmed it after that (226, 250, or a 2yz that has no other meaning). An upload that broke in between is
 * {@link WireException.OutcomeUnknown}.
 */
public interface FtpSession extends Session, FtpBatches {

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

    /**
     * Changes the working directory (CWD). A server that asks for an account (332) is given the one of the login.
     *
     * @throws WireException.Unsupported if it asks for one and there is none; the session goes on
     */
    void cd(String path) throws WireException;

    /**
     * As {@link #cd(String)}, of a directory with an account of its own, such as the password of a minidisk (ACCT).
     *
     * @throws WireException.Insecure if the server asks for it without TLS, as {@link FtpConnection#login} has it
     */
    void cd(String path, Secret account) throws WireException;

    /** Changes to the parent directory (CDUP). */
    void up() throws WireException;

    /** The working directory, listed; see {@link #list(String)}. */
    FtpListing list() throws WireException;

    /**
     * Lists a directory: by MLSD (RFC 3659 section 7) where the server offers it, else by LIST. What is listed is the
     * directory of exactly that name: where a server might take it for a pattern, options or several names
     * ({@code *?[]{}}, a space or backslash, a dash or tilde at its start) it is listed from within, by CWD, and that is
     * gone back from.
     *
     * @throws WireException.LimitExceeded if the listing is longer than {@link protocols.Limits#listing()} or has
     *     more than {@link protocols.Limits#entries()}; the session goes on
     */
    FtpListing list(String path) throws WireException;

    /** As {@link #list(String, Receiver)}, of the working directory. */
    FtpListing list(Receiver<FtpEntry> each) throws IOException;

    /**
     * As {@link #list(String)}, but each entry is handed on as it comes, and there may be any number of them: nothing is
     * held but what is no entry, and only silence is limited and not time.
     *
     * @param each takes every entry, {@code .} and {@code ..} included where the server sends them
     * @return what is no entry: the {@linkplain FtpListing#notes() notes}, the {@linkplain FtpListing#unparsed() lines that
     *     no format explains}, and the {@linkplain FtpListing#reply() reply}
     * @throws WireException.LimitExceeded if the lines that are no entries are more than one listing may hold
     */
    FtpListing list(String path, Receiver<FtpEntry> each) throws IOException;

    /** The names in the working directory (NLST). */
    List<String> names() throws WireException;

    /**
     * The names in a directory (NLST), as the server writes them: some put the directory before each. A name that a server
     * might take for something else is looked at as {@link #list(String)} does it.
     */
    List<String> names(String path) throws WireException;

    /** As {@link #names()}, but each is handed on as it comes, and there may be any number of them. */
    Transfer names(Receiver<String> each) throws IOException;

    /** As {@link #names(String)}, but each is handed on as it comes, and there may be any number of them. */
    Transfer names(String path, Receiver<String> each) throws IOException;

    /**
     * What there is under a path: by MLST (RFC 3659 section 7) where the server offers it, else by SIZE and MDTM, else as
     * its directory lists it, else by CWD. The name of the entry is the last part of the path.
     *
     * @throws WireException.Refused with what the server says to the path, which may also mean that this user must not see
     *     it; {@link #exists} tells the two apart
     */
    FtpEntry entry(String path) throws WireException;

    /**
     * Whether there is anything under a path. A no is given only where the server refuses the path (550) and a listing of
     * its directory that was read, all of it, does not have it, or that directory is not there itself: 550 alone is also
     * the answer to what this user must not see.
     *
     * @throws WireException.Refused if the server does not show that it is there nor that it is not: also if a listing may
     *     leave the name out, as names that begin with a dot, or if it has one that differs in nothing but capitals
     */
    boolean exists(String path) throws WireException;

    /** Downloads a file to a local one, whole or not at all: {@link Sink#file}. */
    default Transfer get(String remote, Path local) throws IOException {
        return get(remote, Sink.file(local));
    }

    /** Downloads a file to a stream, which is not closed: {@link Sink#stream}. */
    default Transfer get(String remote, OutputStream out) throws IOException {
        return get(remote, Sink.stream(out));
    }

    /** Downloads a file (RETR). */
    default Transfer get(String remote, Sink into) throws IOException {
        return get(remote, into, 0);
    }

    /**
     * Downloads a file from an offset on (REST, RETR). That it is the same file, and that the server went by the offset, is
     * not shown; {@link #resume(String, Path)} does that.
     *
     * @param into gets what follows the offset, and no more
     * @param offset bytes to leave out at the start, from 0
     * @throws IllegalStateException in text mode, if the offset is not 0
     */
    Transfer get(String remote, Sink into, long offset) throws IOException;

    /**
     * Downloads what a local file lacks: the rest of the remote one after as many bytes as the local one has (REST, RETR).
     * It is added to what is there as it comes, so that what has come stays if the line breaks. That it is the same file is
     * shown: it is not shorter (SIZE), the last 4,096 bytes of the local one are asked for again and have to be the same,
     * and what came is as long as the rest. Where that fails the local file is left as it was.
     *
     * @return with the bytes that were added
     * @throws FtpMismatch if it is not the same file, or the server does not go by the offset
     * @throws IllegalStateException in text mode, if the local file has any bytes
     */
    Transfer resume(String remote, Path local) throws IOException;

    /**
     * Downloads a file as a stream (RETR). Its end is the end of the file only once the server has confirmed it: the read
     * that would give -1 throws if the server does not. Closing it earlier breaks the transfer off, and the session goes
     * on.
     */
    default InputStream open(String remote) throws WireException {
        return open(remote, 0);
    }

    /** As {@link #open(String)}, from an offset on (REST). */
    InputStream open(String remote, long offset) throws WireException;

    /** Uploads a local file (STOR): {@link Content#file}. */
    default Transfer put(Path local, String remote) throws IOException {
        return put(Content.file(local), remote);
    }

    /** Uploads what a stream gives (STOR); it is not closed: {@link Content#stream(InputStream)}. */
    default Transfer put(InputStream from, String remote) throws IOException {
        return put(Content.stream(from), remote);
    }

    /**
     * Uploads a file (STOR). If reading the content fails, the server is told (ABOR) and its data connection is reset; many
     * servers keep the part that came all the same.
     */
    default Transfer put(Content from, String remote) throws IOException {
        return put(from, remote, 0);
    }

    /**
     * Uploads a file as a whole or not at all: under another name beside it ({@code a.txt.8b1f03c2.part}), whose size is
     * looked at where the server tells it (SIZE), and which is then renamed (RNFR, RNTO). Whoever reads the file has the old
     * one until then. What has come of an upload that failed is deleted, if the session goes on.
     *
     * @throws WireException.Refused also if the server renames over no file that is there: the old one stays
     * @throws FtpMismatch if the server holds another number of bytes than were sent
     */
    Transfer replace(Content from, String remote) throws IOException;

    /**
     * Uploads to an offset of a remote file (REST, STOR). What was there before, and that the server went by the offset, is
     * not looked at; {@link #resume(Path, String)} does that.
     *
     * @param from all of it is sent
     * @param offset where the first byte goes, from 0
     * @throws IllegalStateException in text mode, if the offset is not 0
     */
    Transfer put(Content from, String remote, long offset) throws IOException;

    /**
     * Uploads what a remote file lacks: the rest of the local one after as many bytes as the remote one has (SIZE, REST,
     * STOR), all of it if there is none. That it is the same file is shown: it is not longer, its last 4,096 bytes are asked
     * for (RETR) and have to be the same, and afterwards it is as long as the local one. If it lacks nothing, nothing is
     * sent, and the reply is that of the comparison.
     *
     * @return with the bytes that were added
     * @throws FtpMismatch if it is not the same file, in which case nothing was sent, or the server does not go by the
     *     offset, in which case it holds only what was sent
     * @throws WireException.Refused if the server does not tell sizes, or does not show whether there is such a file; see
     *     {@link #exists}
     * @throws IllegalStateException in text mode, if the local file has any bytes
     */
    Transfer resume(Path local, String remote) throws IOException;

    /** Adds a local file to the end of a remote one (APPE): {@link Content#file}. */
    default Transfer append(Path local, String remote) throws IOException {
        return append(Content.file(local), remote);
    }

    /** Adds what a stream gives to the end of a remote file (APPE): {@link Content#stream(InputStream)}. */
    default Transfer append(InputStream from, String remote) throws IOException {
        return append(Content.stream(from), remote);
    }

    /** Adds to the end of a remote file, which is created if it is not there (APPE). */
    Transfer append(Content from, String remote) throws IOException;

    /**
     * Uploads under a name that the server chooses, and that no file has (STOU).
     *
     * @throws WireException.OutcomeUnknown as for {@link #put}; the name is not known then
     */
    FtpStored putUnique(Content from) throws IOException;

    /**
     * Downloads every file of the working directory whose name fits, by its name, in the order of the listing. A server
     * that reads nothing during a transfer (vsftpd, known by its greeting) is asked for the next file while one is under
     * way, which saves a round trip a file; {@link Ftp#withoutPipelining()} turns that off.
     *
     * @param into the local directory; a name that does not stay in it ({@link FtpName#resolveUnder}) is refused with
     *     {@link WireException.Insecure}, one that no command can hold with {@link WireException.Unsupported}, and symbolic
     *     links there are not followed
     * @throws WireException if the line breaks; {@link WireException#batch()} says how far it had come
     * @throws IOException what a local file throws, as it is; a {@link WireException.Cancelled} that is suppressed in it
     *     says how far it had come
     */
    Batch<String, Transfer> mget(Glob pattern, Path into) throws IOException;

    /**
     * Uploads every plain file of a local directory whose name fits, into the working directory, in the names' order.
     *
     * @throws WireException if the line breaks; {@link WireException#batch()} says how far it had come
     * @throws IOException as {@link #mget} has it
     */
    Batch<String, Transfer> mput(Path from, Glob pattern) throws IOException;

    /**
     * Deletes a file (DELE).
     *
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    void delete(String path) throws WireException;

    /**
     * Makes a directory (MKD). Gives its path as the server names it, or as it was asked for if the server does not.
     *
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    String mkdir(String path) throws WireException;

    /**
     * Makes a directory and those above it, as far as they are missing (MKD), in one flight where that is safe. Parts of a
     * path are between slashes. That another client makes one of them meanwhile is no fault.
     *
     * @return those that were made, the outermost first, each as the path up to there; none if all was there
     * @throws WireException if the directory is not there in the end, or the line breaks; {@link WireException#batch()}
     *     says which were made
     */
    List<String> mkdirs(String path) throws WireException;

    /**
     * Removes a directory (RMD).
     *
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    void rmdir(String path) throws WireException;

    /**
     * Renames or moves (RNFR, RNTO), in two round trips: RNTO is sent after 350 alone (RFC 959 section 4.1.3).
     *
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    void rename(String from, String to) throws WireException;

    /** The size of a file in bytes (SIZE, RFC 3659 section 4), as a binary transfer would have it. */
    long size(String path) throws WireException;

    /** When a file changed, in UTC (MDTM, RFC 3659 section 3). */
    FtpTime modified(String path) throws WireException;

    /**
     * Sets when a file changed, to the second: by MFMT (draft-somers-ftp-mfxx) where the server offers it, else by SITE
     * UTIME with a time zone, else by MDTM with a time, which is believed only if MDTM then gives that time.
     *
     * @throws IllegalArgumentException for a time before the year 0 or after 9999
     * @throws WireException.Unsupported if the server does not know any of them; nothing is changed then
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    void setModified(String path, Instant time) throws WireException;

    /**
     * Sets the access rights of a file or directory on a server of a Unix kind (SITE CHMOD).
     *
     * @param mode three or four octal digits: {@code 644}
     * @throws WireException.Refused if the server does not do it; also for 202, which says that it was not done
     * @throws WireException.OutcomeUnknown if the line breaks before the answer
     */
    void chmod(String path, String mode) throws WireException;

    /** What the server offers beyond RFC 959 (FEAT, RFC 2389), such as {@code MLST}; asked once. */
    Capabilities features() throws WireException;

    /** The server's operating system (SYST), as it says it. */
    String system() throws WireException;

    /** The state of the session (STAT). */
    Reply status() throws WireException;

    /**
     * Lists a directory, or a file, in the reply (STAT): no data connection is needed, so that it works where none can be
     * had. Its length is limited as that of any reply ({@link protocols.Limits#reply()}), and what servers write is meant for
     * people: {@link #list(String)} is the way where there is one. A reply of one line is read as a line of the listing. A name is taken as {@link #list(String)} takes it.
     */
    FtpListing status(String path) throws WireException;

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

    /**
     * Logs in anew over a new connection, with the credentials of the client value, and goes on where the session was: text
     * or binary, active or passive, and the directory that the last {@link #cd}, {@link #up} or {@link #pwd} led to, by the
     * same way. For a session whose line broke or timed out, or that was closed by a fault; one that is alive is left for the
     * new login. What was under way is not done again. The transcript goes on, with the new connection as another one.
     *
     * <p>All of it is within one {@link Ftp#timeout}. If it fails the session is closed, and this can be called again.
     *
     * @throws IllegalStateException if the session was logged in with other credentials than those of the client value
     *     ({@link Ftp#credentials}), was ended by {@link #close} or {@link #quit}, or is in the middle of a stream
     * @throws WireException.Refused if the server does not take the login again, or has the directory no longer
     */
    void reconnect() throws WireException;

    /**
     * Ends the session politely (QUIT): waits for the server's answer, then closes. A server that has closed or taken leave
     * already is no fault.
     */
    void quit() throws WireException;
}
