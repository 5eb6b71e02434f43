package protocols.internal.line;

import java.util.Optional;
import protocols.Limits;
import protocols.WireException.LimitExceeded;

/**
 * How much one call holds in memory. Once it would be too much nothing more is held: where the end is known the rest is read
 * over, and then the call fails with the limit that it was.
 */
public final class Holding {

    /** What a message, or another value, costs beside its bytes. */
    public static final int OVERHEAD = 150;

    private final String limit;
    private final long bytes;
    private final long entries;
    private final int overhead;
    private long heldBytes;
    private long heldEntries;
    private Optional<LimitExceeded> over = Optional.empty();

    private Holding(String limit, long bytes, long entries, int overhead) {
        this.limit = limit;
        this.bytes = bytes;
        this.entries = entries;
        this.overhead = overhead;
    }

    /** Of a listing, or of what a search finds. */
    public static Holding listing(Limits limits) {
        return new Holding("listing", limits.listing(), limits.entries(), 0);
    }

    /** Of one reply. */
    public static Holding reply(Limits limits) {
        return new Holding("reply", limits.reply(), Long.MAX_VALUE, 0);
    }

    /** Of messages. */
    public static Holding bodies(Limits limits) {
        return new Holding("body", limits.body(), Long.MAX_VALUE, OVERHEAD);
    }

    /** Whether there is room for one thing more, of so many bytes; it is taken. */
    public boolean takes(long size) {
        return takes(size, 1);
    }

    /** The same for so many entries. */
    public boolean takes(long size, int count) {
        if (over.isEmpty()) {
            heldBytes += size + overhead;
            heldEntries += count;
            if (heldEntries > entries) {
                over = Optional.of(new LimitExceeded("entries", entries));
            } else if (heldBytes > bytes) {
                over = Optional.of(new LimitExceeded(limit, bytes));
            }
        }
        return over.isEmpty();
    }

    /**
     * As {@link #takes(long)}, where nothing follows that is worth reading.
     *
     * @throws LimitExceeded if it is too much
     */
    public void take(long size) throws LimitExceeded {
        if (!takes(size)) {
            throw over.orElseThrow();
        }
    }

    /** Which limit it was. */
    public Optional<LimitExceeded> over() {
        return over;
    }
}
