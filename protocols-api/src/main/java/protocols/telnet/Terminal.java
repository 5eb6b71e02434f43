package protocols.telnet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import protocols.Receiver;
import protocols.Secret;
import protocols.Session;
import protocols.WireException;

/**
 * An open connection of text both ways. The directions are independent: one thread may send while another waits for the
 * peer's text. Of two threads that wait for text the second gets an {@link IllegalStateException}.
 *
 * <p>Text stays until it is matched or read. Where there is more unread text than {@link protocols.Limits#reply()}, a wait
 * fails with {@link WireException.LimitExceeded} and nothing more is read from the line, which holds the peer back, until
 * some of it was taken. Text of the peer is not escaped: print it with {@link protocols.Text#escaped}.
 *
 * <p>A wait whose time runs out throws {@link WireException.TimedOut}, which says what was expected, the last 200 bytes that
 * came instead, and how long the peer has been silent. After this, a limit, a refusal or what the caller's own pattern
 * throws, such as a {@link StackOverflowError}, the session is as good as before and no text is lost. Any other
 * {@link WireException} ends the session, also {@link WireException.Cancelled} where the thread is interrupted while it waits;
 * interrupted before anything was sent, the session goes on.
 *
 * <p>To log in and run commands,
 *
 * <pre>{@code
 * try (Terminal router = Telnet.at("router.example.net").answeringPagers().connect()) {
 *     router.login("alice", password);
 *     out.print(router.run("show version"));
 * }
 * }</pre>
 *
 * <p>Not for users to implement: it grows.
 */
public interface Terminal extends Session {

    /**
     * Sends text as it is, but a CR alone as CR NUL where RFC 854 asks for it. Lines are better sent by {@link #sendLine}.
     *
     * @throws IllegalArgumentException if the charset has no bytes for it
     */
    Terminal send(String text) throws WireException;

    /**
     * Sends a line, with CR LF behind it; where the peer has made us perform {@link TelnetOption#BINARY} with CR alone, as
     * the Enter key does, because CR LF would be two ends of a line there.
     *
     * @throws IllegalArgumentException if there is CR or LF in it, or the charset has no bytes for it
     */
    Terminal sendLine(String line) throws WireException;

    /**
     * Sends a line that no transcript shows, also if the peer repeats it.
     *
     * @throws WireException.Insecure without TLS, to a peer that is not loopback, unless
     *     {@link Telnet#allowClearLogin() allowed}; nothing was sent
     * @throws IllegalArgumentException if there is CR, LF or NUL in it
     */
    Terminal sendLine(Secret line) throws WireException;

    /**
     * Sends a command, such as {@link TelnetCommand#AYT}. {@link TelnetCommand#DM} goes as urgent data where the connection
     * has such: behind {@link TelnetCommand#IP} or {@link TelnetCommand#AO} that is the Synch of RFC 854.
     *
     * @throws IllegalStateException in {@link TelnetMode#RAW}
     */
    Terminal command(TelnetCommand command) throws WireException;

    /**
     * Interrupts what runs: {@link TelnetCommand#IP} with a Synch (RFC 854).
     *
     * @throws IllegalStateException in {@link TelnetMode#RAW}
     */
    Terminal interrupt() throws WireException;

    /** Waits for this very text, at most {@link Telnet#timeout}; gives the text before it and takes both. */
    String expect(String text) throws WireException;

    /**
     * Waits for the first of these, at most {@link Telnet#timeout}; takes it with all before it.
     *
     * @throws WireException.Hangup if the peer closes first and {@link Expectation#end()} is none of them
     */
    Match expect(Expectation... wanted) throws WireException;

    /** As above, with a time of its own; {@link Duration#ZERO} looks at what is there. */
    Match expect(Duration within, Expectation... wanted) throws WireException;

    /**
     * As above, and hands on what surely stands before the match, in pieces as it comes: so any amount of text may come.
     * {@link Match#before} is then what was not handed on. Held back is only what a match could still need: the last
     * {@link Telnet#patternWindow} characters of a pattern, and the whole of a {@link Expectation#line}.
     *
     * @param passing takes the pieces, on this thread. What it throws comes out as it is; the piece that it threw at and all
     *     behind it stay
     */
    Match expect(Duration within, List<Expectation> wanted, Receiver<String> passing) throws IOException;

    /**
     * Waits for a line and gives it without its end: LF, any CR before it, and one behind it.
     *
     * @throws WireException.Hangup if the peer closes before the end of a line
     */
    String line() throws WireException;

    /**
     * Takes the text that is there, waiting for the first of it.
     *
     * @return empty once the peer has closed and all was taken
     */
    Optional<String> read(Duration within) throws WireException;

    /**
     * Takes all text until the peer has said nothing for so long, or closed; empty if nothing came. At most
     * {@link Telnet#timeout} and that silence.
     *
     * @throws WireException.TimedOut if the peer goes on and on; the text stays
     */
    String untilQuiet(Duration silence) throws WireException;

    /**
     * Logs in: waits until the peer asks for a user or a password, in the usual words of some thirty languages, and answers
     * what it asks for, in its order; a peer that asks for the password alone, or for the user alone, is content with that.
     * A question is the last line, which has no end, once the peer is silent for {@link Telnet#quiet} or marks it with GA or
     * EOR; so are words of a banner none. Done is the login when the peer prompts for something else, which is learnt as
     * by {@link #prompt}; as long as it has asked for no password, only what ends as the prompts of shells and routers do,
     * in $, #, &gt; or %, is taken for such. All within one {@link Telnet#timeout}.
     *
     * @throws WireException.Refused with the peer's words, if it says in one of the usual ways that the login failed, or
     *     asks again; it may be tried again on the same connection as far as the peer allows
     * @throws WireException.TimedOut if the peer asks for nothing that is known
     * @throws WireException.Insecure without TLS, to a peer that is not loopback, unless
     *     {@link Telnet#allowClearLogin() allowed}; nothing was sent
     * @throws IllegalArgumentException as {@link #sendLine(String)} and {@link #sendLine(Secret)}; nothing was sent
     */
    Terminal login(String user, Secret password) throws WireException;

    /**
     * Learns the peer's prompt for {@link #run}: the last line, which has no end, once the peer is silent for
     * {@link Telnet#quiet} or marks it with GA or EOR. Takes it with all before it.
     *
     * @return the prompt as a person sees it, without control sequences
     */
    String prompt() throws WireException;

    /**
     * Sends a line and gives what the peer says to it until it prompts again: without the line, where the peer repeats it,
     * and without the prompt, LF at the ends of lines. Learns the prompt first if none is known, and after each run what
     * stands in its place. What came before the line is not given. All within one {@link Telnet#timeout}.
     *
     * <p>The prompt is the last line, or its end: what stands before it there is output without an end of line. Another
     * line is it, once the peer is silent, only if it has changed where prompts change: it begins and ends as the last one
     * did, with a part within put in, left out or changed, such as {@code router(config)#} after {@code router#}; or it has
     * the same signs with other words, numbers or places between them, such as {@code root@host:/tmp#} after
     * {@code alice@host:~$}. Else it must have been the prompt before, or be what shells and Python show where nobody has
     * chosen another, such as {@code bash-5.2$}. All other lines, such as {@code Save? [Y/n]}, are taken for questions; a
     * prompt that is something else is learnt by {@link #prompt}. A peer that has marked its prompt marks them all.
     *
     * @throws WireException.TimedOut if no prompt comes, such as where a password is asked for; what came stays
     * @throws IllegalArgumentException as {@link #sendLine(String)}; nothing was sent
     */
    String run(String command) throws WireException;

    /**
     * Asks a POSIX shell how the last {@link #run} ended, by {@code echo $?}.
     *
     * @throws WireException.Malformed if the answer is no number: the peer is no such shell. The session is as good as before
     */
    int exitStatus() throws WireException;

    /**
     * Copies what comes from {@code in} to the peer and what the peer says to {@code out}, until the peer closes, or
     * {@code in} ends and the peer has then answered and been silent for {@link Telnet#quiet}, or said nothing for
     * {@link Telnet#timeout}. Unread text comes first. Bytes pass as they are, in the peer's charset, but LF without CR goes
     * as the end of a line ({@link #sendLine}). {@code out} is flushed after each piece; neither is closed.
     *
     * <p>A daemon thread of its own reads {@code in} meanwhile and is interrupted at the end. A read that cannot be
     * interrupted, as of {@link System#in}, goes on until something comes, which is then lost.
     *
     * @throws IOException what a stream throws, as it is; the session is as good as before, and the piece that {@code out}
     *     threw at is unread again
     */
    void interact(InputStream in, OutputStream out) throws IOException;

    /** The window has another size; the peer is told if it wants to know (RFC 1073). */
    void resize(int width, int height) throws WireException;

    /** Whether we perform an option that the peer agreed to, such as {@link TelnetOption#NAWS}. */
    boolean isEnabledHere(TelnetOption option);

    /** Whether the peer performs an option that we agreed to, such as {@link TelnetOption#ECHO}. */
    boolean isEnabledThere(TelnetOption option);
}
