package protocols.telnet;

import java.time.Duration;
import java.util.Optional;
import protocols.Secret;
import protocols.Session;
import protocols.WireException;

/**
 * An open connection of text both ways. The directions are independent: one thread may send while another waits for the
 * peer's text. Of two threads that wait for text the second gets an {@link IllegalStateException}.
 *
 * <p>Text stays until it is matched or read; more unread text than {@link protocols.Limits#reply()} ends a wait with
 * {@link WireException.LimitExceeded}. Text of the peer is not escaped: print it with {@link protocols.Text#escaped}.
 *
 * <p>A wait whose time runs out throws {@link WireException.TimedOut}, which says what was expected and what came instead;
 * the session is as good as before and nothing is lost. So it is after what the caller's own pattern throws, such as a
 * {@link StackOverflowError}. Any other {@link WireException} ends the session.
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
     * Waits for a line and gives it without its end.
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

    /** The window has another size; the peer is told if it wants to know (RFC 1073). */
    void resize(int width, int height) throws WireException;

    /** Whether we perform an option that the peer agreed to, such as {@link TelnetOption#NAWS}. */
    boolean isEnabledHere(TelnetOption option);

    /** Whether the peer performs an option that we agreed to, such as {@link TelnetOption#ECHO}. */
    boolean isEnabledThere(TelnetOption option);
}
