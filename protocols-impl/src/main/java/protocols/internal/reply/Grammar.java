package protocols.internal.reply;

import java.io.IOException;
import java.util.Optional;
import protocols.Reply;

/** How one protocol's replies are read. */
public interface Grammar {

    /** Waits for one whole reply. */
    Reply read() throws IOException;

    /**
     * What has arrived before a command was sent. Where the peer may speak unasked (IMAP), that is taken in here; what is
     * given is nothing that could be explained so.
     */
    default Optional<Reply> stray() throws IOException {
        return Optional.of(read());
    }

    /** Whether a reply that nobody asked for says that the peer is about to hang up. */
    boolean isFarewell(Reply reply);
}
