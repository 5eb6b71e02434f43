package protocols.internal.imap;

import java.util.Optional;
import protocols.Limits;
import protocols.WireException.LimitExceeded;

/**
 * How much one command holds in memory. Once it would be too much nothing more is held: the rest of the answer is read over,
 * and then the command fails with the limit that it was.
 */
final class Holding {

    /** What a message, or another value, costs beside its bytes. */
    static final int OVERHEAD = 150;

    private final String limit;
    private final long bytes;
    private final long entries;
    private long heldBytes;
    private long heldEntries;
    private Optional<LimitExceeded> over = Optional.empty();

    private Holding(String limit, long bytes, long entries) {
        this.limit = limit;
        this.bytes = bytes;
        this.entries = entries;
    }

    /** Of a listing, or of what a search finds. */
    static Holding listing(Limits limits) {
        return new Holding("listing", limits.listing(), limits.entries());
    }

    /** Of messages. */
    static Holding bodies(Limits limits) {
        return new Holding("body", limits.body(), Long.MAX_VALUE);
    }

    /** Whether there is room for one thing more, out of a response of so many bytes; it is taken. */
    boolean takes(long size) {
        return takes(size, 1);
    }

    /** The same for so many entries. */
    boolean takes(long size, int count) {
        if (over.isEmpty()) {
            heldBytes += size + (entries == Long.MAX_VALUE ? OVERHEAD : 0);
            heldEntries += count;
            if (heldEntries > entries) {
                over = Optional.of(new LimitExceeded("entries", entries));
            } else if (heldBytes > bytes) {
                over = Optional.of(new LimitExceeded(limit, bytes));
            }
        }
        return over.isEmpty();
    }

    /** Which limit it was. */
    Optional<LimitExceeded> over() {
        return over;
    }
}
