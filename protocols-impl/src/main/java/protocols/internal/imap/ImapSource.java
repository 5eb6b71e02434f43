package protocols.internal.imap;

import java.io.IOException;

/** Where the bytes of a server come from. */
@FunctionalInterface
interface ImapSource {

    /**
     * Puts at least one byte, and at most {@code room}, into an array; waits until there is one.
     *
     * @return how many bytes, or -1 at the end
     */
    int read(byte[] into, int at, int room) throws IOException;
}
