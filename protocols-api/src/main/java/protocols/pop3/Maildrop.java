package protocols.pop3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import protocols.Batch;
import protocols.Capabilities;
import protocols.Receiver;
import protocols.Reply;
import protocols.Session;
import protocols.Sink;
import protocols.Transfer;
import protocols.WireException;
import protocols.mail.MailHeaders;

/**
 * A maildrop that is open and locked: the TRANSACTION state of RFC 1939 section 5. Its messages are numbered from 1, and
 * neither the numbers nor the messages change while it is open.
 *
 * <p>A message that was marked by {@link #delete} is removed by {@link #quit()} and by nothing else: {@link #close()}
 * without it leaves the maildrop as it was.
 *
 * <p>A command that the server answers with {@code -ERR} throws {@link WireException.Refused}, and the maildrop stays
 * open. A number below 1 is an {@link IllegalArgumentException}.
 *
 * <p>What the caller's own sink or receiver throws comes out as it is. The maildrop can be used on if no more than 1 MiB
 * was still on its way, which is then read and thrown away; else it is closed, and the next call is an
 * {@link IllegalStateException}.
 *
 * <p>Not for users to implement: it grows.
 */
public interface Maildrop extends Session {

    /** What the server says that it can do; asked for before the login. */
    Capabilities capabilities();

    /** STAT: how many messages there are that are not marked, and how large they are together. */
    DropStat stat() throws WireException;

    /**
     * The messages that are not marked, with their sizes and unique ids: LIST and UIDL, in one round trip where the server
     * knows PIPELINING. A server that refuses UIDL, which is optional (RFC 1939 section 7), gives messages without unique
     * ids.
     *
     * @throws WireException.LimitExceeded if a listing is longer than {@link protocols.Limits#listing()} or has more
     *     than {@link protocols.Limits#entries()}; the session goes on
     */
    DropMessages messages() throws WireException;

    /**
     * LIST alone: the messages that are not marked, without their unique ids.
     *
     * @throws WireException.LimitExceeded if the listing is longer than {@link protocols.Limits#listing()} or has more
     *     than {@link protocols.Limits#entries()}; the session goes on
     */
    DropMessages list() throws WireException;

    /** LIST with a number: one message, without its unique id. */
    DropMessage list(int number) throws WireException;

    /**
     * UIDL alone: the unique id of each message that is not marked, by its number, in the server's order.
     *
     * @throws WireException.LimitExceeded if the listing is longer than {@link protocols.Limits#listing()} or has more
     *     than {@link protocols.Limits#entries()}; the session goes on
     */
    Map<Integer, String> uidl() throws WireException;

    /** UIDL with a number: the unique id of one message; see {@link DropMessage#uid()}. */
    String uidl(int number) throws WireException;

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

    /** RETR: the exact bytes of a message into a file, whole or not at all; see {@link Sink#file}. */
    default Transfer retrieve(int number, Path to) throws IOException {
        return retrieve(number, Sink.file(to));
    }

    /** RETR: copies the exact bytes of a message; the stream is flushed and not closed. */
    default Transfer retrieve(int number, OutputStream to) throws IOException {
        return retrieve(number, Sink.stream(to));
    }

    /**
     * RETR: the exact bytes of a message.
     *
     * @throws IOException also what the sink throws
     */
    Transfer retrieve(int number, Sink to) throws IOException;

    /**
     * RETR of many messages in the order of the numbers: up to 32 commands at a time where the server knows PIPELINING (RFC
     * 2449 section 6.6), else one by one. However many and large they are, one buffer holds what has arrived.
     *
     * @param numbers all read before anything is sent
     * @param receiver is given one message after the other, those that were refused left out; it must not use the
     *     maildrop
     * @return what became of each; a message counts as done once its end was there and the receiver had returned
     * @throws WireException if the line breaks; {@link WireException#batch()} is what had become of each by then
     * @throws IOException also what the receiver throws; no further message is asked for then
     */
    Batch<Integer, Transfer> retrieveAll(Iterable<Integer> numbers, Receiver<Retrieved> receiver) throws IOException;

    /** DELE: marks a message. It can no longer be listed or fetched, and goes away with {@link #quit()}. */
    void delete(int number) throws WireException;

    /**
     * DELE of many messages, with as many commands at a time as {@link #retrieveAll}.
     *
     * @param numbers all read before anything is sent
     * @return what became of each
     * @throws WireException if the line breaks; {@link WireException#batch()} is what had become of each by then
     */
    Batch<Integer, Reply> deleteAll(Iterable<Integer> numbers) throws WireException;

    /** RSET: takes all marks away. */
    void reset() throws WireException;

    /** NOOP: the server shows that it is there, and its timer begins anew. */
    void noop() throws WireException;

    /**
     * Sends a command that has no method here, and whose whole answer is one line; gives the answer, be it yes or no.
     *
     * @param verb printable ASCII without spaces
     * @param arguments sent in UTF-8, with a space before each
     * @throws IllegalArgumentException for a command whose answer has more lines or that changes what this maildrop relies
     *     on (RETR, TOP, LIST, UIDL, CAPA, DELE, RSET, QUIT, USER, AUTH, STLS ...), and for CR, LF or NUL in an argument
     */
    Reply command(String verb, String... arguments) throws WireException;

    /**
     * QUIT: removes the marked messages and ends the session, whatever the answer. Where none is marked, a server that has
     * closed or taken leave already is no fault.
     *
     * @throws WireException.Refused if the server did not remove all of them
     * @throws WireException.OutcomeUnknown if messages were marked and the line broke after QUIT was sent: they may or may
     *     not be gone
     */
    void quit() throws WireException;

    /** Drops the line at once, without QUIT: the server removes nothing (RFC 1939 section 6). */
    @Override
    void close();
}
