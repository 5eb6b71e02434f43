package protocols.ftp;

import java.time.Duration;
import protocols.Reply;

/**
 * A transfer that the server has confirmed; one that was not confirmed is an error and never one of these.
 *
 * @param bytes what went over the data connection, in bytes: the part after the offset if it was resumed, and with CR LF
 *     at the end of each line if it was text
 * @param reply the server's confirmation (226 or 250)
 * @param duration from the command to the confirmation
 */
public record FtpTransfer(long bytes, Reply reply, Duration duration) {

    /** Such as {@code 1,234 bytes in 5 ms: 226 Transfer complete}. */
    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "%,d bytes in %,d ms: %s",
                bytes,
                duration.toMillis(),
                protocols.Text.printable(reply.toString()));
    }
}
