package protocols.pop3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import protocols.Reply;
import protocols.Session;
import protocols.WireException;
import protocols.mail.MailHeaders;

/**
 * A maildrop that is open and locked: the TRANSACTION state of RFC 1939 section 5. Its messages are numbered from 1, and
 * neither the numbers nor the messages change while it is open.
 *
 * <p>A message that was marked by {@link #delete} is removed by {@link #commit()} and by nothing else: {@link #quit()}
 * and {@link #close()} leave the maildrop as it was.
 *
 * <p>A command that the server answers with {@code -ERR} throws {@link WireException.Refused}, and the maildrop stays
 * open. A number below 1 is an {@link IllegalArgumentException}.
 */
public interface Maildrop extends Session {

    /** Takes the messages of {@link #retrieveAll}, one after the other. */
    interface Receiver {
        /**
         * One message. It must not use the maildrop; what it leaves unread is read and thrown away.
         *
         * @param number the message's number
         * @param message its bytes, good until this method returns
         */
        void message(int number, InputStream message) throws IOException;
    }

    /** What the server says that it can do; asked for before the login. */
    Pop3Capabilities capabilities();

    /** STAT: how many messages there are that are not marked, and how large they are together. */
    DropListing stat() throws WireException;

    /**
     * LIST: the size of each message that is not marked.
     *
     * @throws WireException.LimitExceeded if the listing is longer than {@link protocols.Limits#reply()}
     */
    List<ScanListing> list() throws WireException;

    /** LIST with a number: the size of one message. */
    ScanListing list(int number) throws WireException;

    /**
     * UIDL: the unique id of each message that is not marked. Optional in a server (RFC 1939 section 7).
     *
     * @throws WireException.LimitExceeded if the listing is longer than {@link protocols.Limits#reply()}
     */
    List<UniqueIdListing> uidl() throws WireException;

    /** UIDL with a number: the unique id of one message. */
    UniqueIdListing uidl(int number) throws WireException;

    /**
     * TOP: the header section, the empty line and the first lines of a message, as they are. Optional in a server.
     *
     * @param lines of the body, from 0
     * @throws WireException.LimitExceeded if it is longer than {@link protocols.Limits#body()}
     */
    byte[] top(int number, int lines) throws WireException;

    /** TOP without lines of the body: the header fields of a message. */
    default MailHeaders headers(int number) throws WireException {
        return MailHeaders.read(top(number, 0));
    }

    /**
     * RETR: the exact bytes of a message, read from the line as the caller reads them. No command can be given before the
     * stream was read to its end or closed; closing it with more than 1 MiB left gives the connection up.
     *
     * @return never ends early: a message without its end is {@link WireException.Hangup}
     */
    InputStream retrieve(int number) throws WireException;

    /**
     * RETR: copies the exact bytes of a message.
     *
     * @return how many they were
     * @throws IOException also what the stream throws
     */
    long retrieve(int number, OutputStream to) throws IOException;

    /**
     * RETR of many messages in the order of the numbers: up to 32 commands at a time where the server knows PIPELINING (RFC
     * 2449 section 6.6), else one by one. However many and large they are, one buffer holds what has arrived.
     *
     * @return what the server refused, by number; empty if all went well
     * @throws IOException also what the receiver throws; the maildrop is closed then
     */
    Map<Integer, Reply> retrieveAll(Collection<Integer> numbers, Receiver receiver) throws IOException;

    /** DELE: marks a message. It can no longer be listed or fetched, and goes away with {@link #commit()}. */
    void delete(int number) throws WireException;

    /**
     * DELE of many messages, with as many commands at a time as {@link #retrieveAll}.
     *
     * @return what the server refused, by number; empty if all went well
     */
    Map<Integer, Reply> deleteAll(Collection<Integer> numbers) throws WireException;

    /** RSET: takes all marks away. */
    void reset() throws WireException;

    /** NOOP: the server shows that it is there, and its timer begins anew. */
    void noop() throws WireException;

    /**
     * QUIT: removes the marked messages and ends the session, whatever the answer.
     *
     * @throws WireException.Refused if the server did not remove all of them
     * @throws WireException.OutcomeUnknown if messages were marked and the line broke after QUIT was sent: they may or may
     *     not be gone
     */
    void commit() throws WireException;

    /** Takes all marks away (RSET, if there are any) and ends the session in good order (QUIT). Nothing is removed. */
    void quit() throws WireException;

    /** Drops the line at once, without QUIT: the server removes nothing (RFC 1939 section 6). */
    @Override
    void close();
}
