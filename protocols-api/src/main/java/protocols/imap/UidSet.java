package protocols.imap;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A set of message numbers, UIDs or sequence numbers, kept as ranges and never as a list of its members: {@code 1:*}
 * costs what {@code 7} costs (RFC 9051 section 9, {@code sequence-set}). Ranges are sorted and joined.
 *
 * <p>{@code *} stands for the highest number in the mailbox. A set that has it is {@linkplain #isOpen() open}: which
 * members it has depends on the mailbox, so it can be sent but not iterated until it is {@linkplain #resolve resolved}.
 */
public final class UidSet implements Iterable<Long> {

    /** The highest number there can be: 2^32 - 1. */
    public static final long MAX = 0xffff_ffffL;

    /** The set without members. It cannot be sent. */
    public static final UidSet EMPTY = new UidSet(new long[0]);

    /** {@code 1:*}: every message. */
    public static final UidSet ALL = from(1);

    static final long STAR = MAX + 1;

    private final long[] bounds;

    private UidSet(long[] bounds) {
        this.bounds = bounds;
    }

    /**
     * The set of these numbers.
     *
     * @throws IllegalArgumentException if one is not in 1 to 2^32 - 1
     */
    public static UidSet of(long... numbers) {
        long[] pairs = new long[numbers.length * 2];
        for (int i = 0; i < numbers.length; i++) {
            pairs[2 * i] = checked(numbers[i]);
            pairs[2 * i + 1] = numbers[i];
        }
        return ofPairs(pairs);
    }

    /** {@code first:last}, both included, in either order. */
    public static UidSet range(long first, long last) {
        return new UidSet(new long[] {Math.min(checked(first), checked(last)), Math.max(first, last)});
    }

    /** {@code first:*}. It has the highest message of the mailbox even where that is below {@code first}. */
    public static UidSet from(long first) {
        return new UidSet(new long[] {checked(first), STAR});
    }

    /** {@code *}: the message with the highest number. */
    public static UidSet last() {
        return new UidSet(new long[] {STAR, STAR});
    }

    /**
     * A set as RFC 9051 writes it: {@code 2,4:7,9,12:*}.
     *
     * @throws IllegalArgumentException if the text is not a sequence-set
     */
    public static UidSet parse(String text) {
        return ofPairs(UidSetReader.pairs(text));
    }

    /**
     * The set of ranges given as pairs of first and last number: {@code 1, 3, 7, 7} is {@code 1:3,7}.
     *
     * @throws IllegalArgumentException if a pair is not complete, not in order, or not of message numbers
     */
    public static UidSet ofRanges(long... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (i + 1 == pairs.length || checked(pairs[i]) > checked(pairs[i + 1])) {
                throw new IllegalArgumentException("not ranges of message numbers");
            }
        }
        return ofPairs(pairs.clone());
    }

    /** The set of ranges given as pairs of first and last, in any order; the array is not changed. */
    static UidSet ofPairs(long[] pairs) {
        if (pairs.length == 0) {
            return EMPTY;
        }
        return new UidSet(joined(isSorted(pairs) ? pairs : sorted(pairs)));
    }

    private static boolean isSorted(long[] pairs) {
        for (int i = 2; i < pairs.length; i += 2) {
            if (pairs[i] < pairs[i - 2]) {
                return false;
            }
        }
        return true;
    }

    private static long[] sorted(long[] pairs) {
        long[][] ranges = new long[pairs.length / 2][];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new long[] {pairs[2 * i], pairs[2 * i + 1]};
        }
        Arrays.sort(ranges, (a, b) -> Long.compare(a[0], b[0]));
        long[] out = new long[pairs.length];
        for (int i = 0; i < ranges.length; i++) {
            out[2 * i] = ranges[i][0];
            out[2 * i + 1] = ranges[i][1];
        }
        return out;
    }

    private static long[] joined(long[] sorted) {
        long[] out = new long[sorted.length];
        int n = 0;
        for (int i = 0; i < sorted.length; i += 2) {
            long first = sorted[i];
            // The number before * is not its neighbour: * is some number of the mailbox.
            if (n > 0 && (first <= out[n - 1] || (first == out[n - 1] + 1 && first != STAR))) {
                out[n - 1] = Math.max(out[n - 1], sorted[i + 1]);
            } else {
                out[n++] = first;
                out[n++] = sorted[i + 1];
            }
        }
        return n == out.length ? out : Arrays.copyOf(out, n);
    }

    private static long checked(long number) {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("not a message number: " + number);
        }
        return number;
    }

    /** Whether a number is in the set. The number that {@code *} stands for is not known here and does not count. */
    public boolean contains(long number) {
        int low = 0;
        int high = bounds.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (number < bounds[2 * middle]) {
                high = middle - 1;
            } else if (number > bounds[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return number <= MAX;
            }
        }
        return false;
    }

    /** The numbers that are in this set or in the other. */
    public UidSet union(UidSet other) {
        long[] pairs = Arrays.copyOf(bounds, bounds.length + other.bounds.length);
        System.arraycopy(other.bounds, 0, pairs, bounds.length, other.bounds.length);
        return ofPairs(pairs);
    }

    /** The set with {@code *} replaced by the highest number of a mailbox. */
    public UidSet resolve(long highest) {
        checked(highest);
        if (!isOpen()) {
            return this;
        }
        long[] pairs = bounds.clone();
        int last = pairs.length - 2;
        long first = pairs[last] == STAR ? highest : pairs[last];
        pairs[last] = Math.min(first, highest);
        pairs[last + 1] = Math.max(first, highest);
        return ofPairs(pairs);
    }

    /** Whether the set has {@code *} in it. */
    public boolean isOpen() {
        return bounds.length > 0 && bounds[bounds.length - 1] == STAR;
    }

    /** Whether the set has no members. */
    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /**
     * How many numbers there are.
     *
     * @throws IllegalStateException if the set is open
     */
    public long size() {
        requireClosed();
        long size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i] + 1;
        }
        return size;
    }

    /**
     * The numbers in rising order, made one by one.
     *
     * @throws IllegalStateException if the set is open
     */
    @Override
    public Iterator<Long> iterator() {
        requireClosed();
        return new Numbers(bounds);
    }

    private void requireClosed() {
        if (isOpen()) {
            throw new IllegalStateException("a set with * has no known members: " + this);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UidSet set && Arrays.equals(set.bounds, bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** The set as it goes over the wire: {@code 2,4:7,12:*}; the empty text for the empty set. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bounds.length; i += 2) {
            out.append(i == 0 ? "" : ",").append(number(bounds[i]));
            if (bounds[i] != bounds[i + 1]) {
                out.append(':').append(number(bounds[i + 1]));
            }
        }
        return out.toString();
    }

    private static String number(long number) {
        return number == STAR ? "*" : Long.toString(number);
    }

    /** Walks ranges given as pairs, in the order they are in. */
    static final class Numbers implements Iterator<Long> {
        private final long[] pairs;
        private int at;
        private long next;

        Numbers(long[] pairs) {
            this.pairs = pairs;
            this.next = pairs.length == 0 ? 0 : pairs[0];
        }

        @Override
        public boolean hasNext() {
            return at < pairs.length;
        }

        @Override
        public Long next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long number = next;
            if (number < pairs[at + 1]) {
                next = number + 1;
            } else {
                at += 2;
                next = hasNext() ? pairs[at] : 0;
            }
            return number;
        }
    }
}
