package protocols.telnet;

/**
 * Is told what happens in the TELNET of a session ({@link Telnet#listen}), on the thread that receives, after the text
 * that stood before it in the stream was taken in. It may ask and send, but not wait for text; what
 * it throws breaks nothing and is not told. A
 * client value may have sessions on several threads, and then so has its listener. Each method is empty unless it is
 * overridden, and more may come.
 */
public interface TelnetListener {

    /** We perform an option from now on, or no longer (RFC 854: WILL and WONT of ours). */
    default void enabledHere(TelnetOption option, boolean enabled) {}

    /**
     * The peer performs an option from now on, or no longer; with {@link TelnetOption#ECHO} it echoes what is typed, and a
     * password is commonly asked for right after.
     */
    default void enabledThere(TelnetOption option, boolean enabled) {}

    /** The peer sent a command; {@link TelnetCommand#GA} and {@link TelnetCommand#EOR} stand behind a prompt. */
    default void command(TelnetCommand command) {}
}
