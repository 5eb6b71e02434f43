package protocols;

import java.time.Duration;

/** Bytes that were moved, and that the peer has confirmed; what was not confirmed is an error and never one of these. */
public final class Transfer {

    private final long bytes;
    private final Duration duration;
    private final Reply reply;

    private Transfer(long bytes, Duration duration, Reply reply) {
        this.bytes = bytes;
        this.duration = duration;
        this.reply = reply;
    }

    /** A transfer. */
    public static Transfer of(long bytes, Duration duration, Reply reply) {
        return new Transfer(bytes, duration, reply);
    }

    /**
     * How many bytes were moved by this call: what was there before, for a transfer that was resumed, is not counted. With
     * FTP in text mode, as they were on the line, with CR LF at the end of each line.
     */
    public long bytes() {
        return bytes;
    }

    /** From the command to the confirmation. */
    public Duration duration() {
        return duration;
    }

    /** The peer's confirmation, such as {@code 226 Transfer complete}. */
    public Reply reply() {
        return reply;
    }

    /** Bytes a second, on average; 0 if no time has passed. */
    public long rate() {
        long micros = duration.toNanos() / 1_000;
        return micros == 0 ? 0 : (long) (bytes * 1e6 / micros);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Transfer that
                && bytes == that.bytes
                && duration.equals(that.duration)
                && reply.equals(that.reply);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes) + 31 * reply.hashCode();
    }

    /** Such as {@code 1,234 bytes in 5 ms: 226 Transfer complete}, escaped for terminals. */
    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "%,d bytes in %,d ms: %s",
                bytes,
                duration.toMillis(),
                Text.printable(reply.toString()));
    }
}
