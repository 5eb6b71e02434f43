package protocols.internal.imap;

import java.util.Arrays;
import java.util.Set;
import protocols.imap.FetchedMessage;
import protocols.imap.Flag;
import protocols.spi.ImapFriend;

/**
 * The UIDs of messages that the server has told as deleted, by their sequence numbers, which are all that EXPUNGE says. Of
 * others that go nothing is known, and of more than are kept neither.
 */
final class Doomed {

    /** How many are kept. */
    private static final int KEPT = 10_000;

    private long[] numbers = new long[8];
    private long[] uids = new long[8];
    private int count;
    private Set<Flag> lastFlags = Set.of();
    private boolean lastDeleted;

    void told(FetchedMessage message) {
        if (isDeleted(message.flags()) && message.uid().isPresent()) {
            put(ImapFriend.get().number(message), message.uid().getAsLong());
        }
    }

    /** A mailbox has few different sets of flags, and each is made once; see {@link FlagCache}. */
    private boolean isDeleted(Set<Flag> flags) {
        if (flags != lastFlags) {
            lastFlags = flags;
            lastDeleted = flags.contains(Flag.DELETED);
        }
        return lastDeleted;
    }

    private void put(long number, long uid) {
        int at = count > 0 && numbers[count - 1] < number ? -count - 1 : Arrays.binarySearch(numbers, 0, count, number);
        if (at >= 0) {
            uids[at] = uid;
            return;
        }
        if (count == KEPT) {
            return;
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
            uids = Arrays.copyOf(uids, count * 2);
        }
        int place = -at - 1;
        System.arraycopy(numbers, place, numbers, place + 1, count - place);
        System.arraycopy(uids, place, uids, place + 1, count - place);
        numbers[place] = number;
        uids[place] = uid;
        count++;
    }

    /** The UID of the message with a number; 0 if it is not known. */
    long uid(long number) {
        int at = Arrays.binarySearch(numbers, 0, count, number);
        return at < 0 ? 0 : uids[at];
    }

    /** The message with a number went; those after it move up. */
    void gone(long number) {
        int at = Arrays.binarySearch(numbers, 0, count, number);
        int after = at < 0 ? -at - 1 : at;
        if (at >= 0) {
            count--;
            System.arraycopy(numbers, at + 1, numbers, at, count - at);
            System.arraycopy(uids, at + 1, uids, at, count - at);
        }
        for (int i = after; i < count; i++) {
            numbers[i]--;
        }
    }
}
