package protocols.internal.reply;

import java.io.IOException;
import java.util.Optional;
import protocols.Reply;

/** How one protocol's replies are read. */
public interface Grammar {

    /** Waits for one whole reply. */
    Reply read() throws IOException;

    /**
     * What has arrived before a command was sent, without waiting for more of it. Where the peer may speak unasked (IMAP),
     * that is taken in here; what is given is nothing that could be explained so.
     */
    Optional<Reply> stray() throws IOException;

    /** An answer to the command whose body is being sent, from what has arrived; it need not wait for more than its end. */
    default Optional<Reply> early() throws IOException {
        return Optional.of(read());
    }

    /** Whether the session goes on although something has come that nobody asked for; only what lies there is looked at. */
    default boolean allowsUnasked() {
        return false;
    }

    /** Whether a reply says that the peer is about to hang up. */
    boolean isFarewell(Reply reply);

    /** The same of a reply that nobody asked for. */
    default boolean takesLeave(Reply unasked) {
        return isFarewell(unasked);
    }

    /** Whether a reply can be the answer to a command, yes or no; if not, it answers something else. */
    default boolean canAnswer(String verb, Reply reply) {
        return true;
    }
}
