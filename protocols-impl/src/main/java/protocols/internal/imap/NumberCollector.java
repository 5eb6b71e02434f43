package protocols.internal.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import protocols.WireException.LimitExceeded;
import protocols.imap.UidSet;
import protocols.spi.ImapFriend;

/** Collects numbers as ranges while they arrive, so that a search that finds everything costs one range. */
final class NumberCollector {

    /** How many ranges are handed on together. */
    private static final int PIECE = 1_000;

    private final int most;
    private final Optional<NumberTaker> taker;
    private long[] pairs = new long[16];
    private int count;

    /** Keeps at most so many ranges. */
    NumberCollector(int most) {
        this(most, Optional.empty());
    }

    /** Keeps at most so many ranges, or hands them on if there is somebody to take them. */
    NumberCollector(int most, Optional<NumberTaker> taker) {
        this.most = taker.isPresent() ? PIECE : most;
        this.taker = taker;
    }

    void add(long number) throws IOException {
        add(number, number);
    }

    void add(long first, long last) throws IOException {
        if (count > 0 && first <= pairs[count - 1] + 1 && first >= pairs[count - 2]) {
            pairs[count - 1] = Math.max(last, pairs[count - 1]);
            return;
        }
        if (count / 2 == most) {
            handOn();
        }
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, count * 2);
        }
        pairs[count++] = first;
        pairs[count++] = last;
    }

    private void handOn() throws IOException {
        if (taker.isEmpty()) {
            throw new LimitExceeded("entries", most);
        }
        if (count > 0) {
            taker.get().take(set());
            count = 0;
        }
    }

    /** All of them, or those that were not handed on; then these are. */
    UidSet end() throws IOException {
        if (taker.isPresent()) {
            handOn();
            return UidSet.EMPTY;
        }
        return set();
    }

    /** How many ranges are kept. */
    int ranges() {
        return count / 2;
    }

    UidSet set() {
        return ImapFriend.get().uids(Arrays.copyOf(pairs, count));
    }
}
