package protocols.internal.telnet;

import java.util.Arrays;

/**
 * Where GA and EOR stood in the unread text. A mark before which no text came since something was matched belongs to what
 * was matched, and is none of what comes.
 */
final class PromptMarks {

    /** Counted from the first character that ever came, ascending. */
    private long[] places = new long[4];

    private int start;
    private int end;
    private long taken;
    private long matched;

    /** One stands behind so many unread characters. */
    void add(int unread) {
        long place = taken + unread;
        if (place == matched || (end > start && places[end - 1] == place)) {
            return;
        }
        if (end == places.length) {
            int count = end - start;
            long[] to = count > places.length / 2 ? new long[2 * places.length] : places;
            System.arraycopy(places, start, to, 0, count);
            places = to;
            start = 0;
            end = count;
        }
        places[end++] = place;
    }

    /** How many unread characters stand before the first; -1 if there is none. */
    int first() {
        return start < end ? (int) (places[start] - taken) : -1;
    }

    /** How many unread characters stand before the last; -1 if there is none. */
    int last() {
        return start < end ? (int) (places[end - 1] - taken) : -1;
    }

    /** So many characters were matched or read. */
    void matched(int count) {
        taken += count;
        matched = taken;
        forget(taken + 1);
    }

    /** So many characters were passed on, without a match. */
    void passed(int count) {
        taken += count;
        forget(taken);
    }

    private void forget(long before) {
        while (start < end && places[start] < before) {
            start++;
        }
        if (start == end) {
            start = 0;
            end = 0;
            places = places.length > 1024 ? Arrays.copyOf(places, 4) : places;
        }
    }
}
