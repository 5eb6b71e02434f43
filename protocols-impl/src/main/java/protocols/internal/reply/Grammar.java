package protocols.internal.reply;

import java.io.IOException;
import protocols.Reply;

/** How one protocol's replies are read. */
public interface Grammar {

    /** Waits for one whole reply. */
    Reply read() throws IOException;

    /** Whether a reply that nobody asked for says that the peer is about to hang up. */
    boolean isFarewell(Reply reply);
}
