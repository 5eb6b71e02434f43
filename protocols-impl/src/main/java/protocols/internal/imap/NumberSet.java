package protocols.internal.imap;

import java.util.Arrays;

/** Numbers as sorted ranges that grow: cheap for those that come in rising order or next to others. */
final class NumberSet {

    private long[] pairs = new long[16];
    private int count;

    boolean contains(long number) {
        if (count == 0 || number > pairs[count - 1]) {
            return false;
        }
        int place = place(number);
        return place > 0 && number <= pairs[place - 1];
    }

    /** The number is in it from here on. */
    void add(long number) {
        if (contains(number)) {
            return;
        }
        int place = count == 0 || number > pairs[count - 1] ? count : place(number);
        boolean joinsBefore = place > 0 && pairs[place - 1] == number - 1;
        boolean joinsAfter = place < count && pairs[place] == number + 1;
        if (joinsBefore && joinsAfter) {
            System.arraycopy(pairs, place + 1, pairs, place - 1, count - place - 1);
            count -= 2;
        } else if (joinsBefore) {
            pairs[place - 1] = number;
        } else if (joinsAfter) {
            pairs[place] = number;
        } else {
            insert(place, number);
        }
    }

    private void insert(int place, long number) {
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, count * 2);
        }
        System.arraycopy(pairs, place, pairs, place + 2, count - place);
        pairs[place] = number;
        pairs[place + 1] = number;
        count += 2;
    }

    /** Where the first range begins that begins after the number. */
    private int place(long number) {
        int low = 0;
        int high = count / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pairs[2 * middle] <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 2 * low;
    }
}
