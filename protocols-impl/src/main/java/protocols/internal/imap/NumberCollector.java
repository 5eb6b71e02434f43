package protocols.internal.imap;

import java.util.Arrays;
import protocols.imap.UidSet;
import protocols.spi.ImapFriend;

/** Collects numbers as ranges while they arrive, so that a search that finds everything costs one range. */
final class NumberCollector {

    private long[] pairs = new long[16];
    private int count;

    void add(long number) {
        if (count > 0 && number == pairs[count - 1] + 1) {
            pairs[count - 1] = number;
            return;
        }
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, count * 2);
        }
        pairs[count++] = number;
        pairs[count++] = number;
    }

    UidSet set() {
        return ImapFriend.get().uids(Arrays.copyOf(pairs, count));
    }
}
