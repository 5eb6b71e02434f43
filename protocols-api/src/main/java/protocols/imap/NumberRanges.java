package protocols.imap;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Numbers of messages as sorted and joined ranges, kept as pairs of first and last (RFC 9051 section 9,
 * {@code sequence-set}); what the numbers count, {@link UidSet} and {@link SequenceSet} say.
 */
final class NumberRanges {

    static final long MAX = 0xffff_ffffL;

    /** {@code *}. */
    static final long STAR = MAX + 1;

    static final NumberRanges EMPTY = new NumberRanges(new long[0]);

    private final long[] bounds;

    private NumberRanges(long[] bounds) {
        this.bounds = bounds;
    }

    static NumberRanges of(long... numbers) {
        long[] pairs = new long[numbers.length * 2];
        for (int i = 0; i < numbers.length; i++) {
            pairs[2 * i] = checked(numbers[i]);
            pairs[2 * i + 1] = numbers[i];
        }
        return ofPairs(pairs);
    }

    static NumberRanges range(long first, long last) {
        return new NumberRanges(new long[] {Math.min(checked(first), checked(last)), Math.max(first, last)});
    }

    static NumberRanges from(long first) {
        return new NumberRanges(new long[] {checked(first), STAR});
    }

    static NumberRanges last() {
        return new NumberRanges(new long[] {STAR, STAR});
    }

    static NumberRanges parse(String text) {
        return ofPairs(RangeReader.pairs(text));
    }

    /** Ranges as pairs of first and last, in any order of the pairs; the array is kept. */
    static NumberRanges ofRanges(long... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (i + 1 == pairs.length || checked(pairs[i]) > checked(pairs[i + 1])) {
                throw new IllegalArgumentException("not ranges of message numbers");
            }
        }
        return ofPairs(pairs);
    }

    /** As {@link #ofRanges}, of pairs that are known to be right and may have {@code *}; the array is not changed. */
    static NumberRanges ofPairs(long[] pairs) {
        if (pairs.length == 0) {
            return EMPTY;
        }
        return new NumberRanges(joined(isSorted(pairs) ? pairs : sorted(pairs)));
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

    boolean contains(long number) {
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

    NumberRanges union(NumberRanges other) {
        return union(List.of(this, other));
    }

    static NumberRanges union(List<NumberRanges> all) {
        return ofPairs(all.stream()
                .flatMapToLong(ranges -> Arrays.stream(ranges.bounds))
                .toArray());
    }

    NumberRanges resolve(long highest) {
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

    boolean isOpen() {
        return bounds.length > 0 && bounds[bounds.length - 1] == STAR;
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    long size() {
        requireClosed();
        long size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i] + 1;
        }
        return size;
    }

    Iterator<Long> iterator() {
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
        return other instanceof NumberRanges ranges && Arrays.equals(ranges.bounds, bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** As it goes over the wire. */
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
