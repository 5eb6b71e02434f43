package protocols.imap;

import java.util.Iterator;
import java.util.List;

/**
 * A set of UIDs, which name the same messages as long as the UIDVALIDITY of their mailbox does not change; sequence numbers,
 * which move with each message that goes, are a {@link SequenceSet}. It is kept as ranges, sorted and joined, and never as a
 * list of its members: {@code 1:*} costs what {@code 7} costs (RFC 9051 section 9, {@code sequence-set}).
 *
 * <p>{@code *} stands for the highest UID in the mailbox. A set that has it is {@linkplain #isOpen() open}: which
 * members it has depends on the mailbox, so it can be sent but not iterated until it is {@linkplain #resolve resolved}.
 *
 * <p>Sets, and where else they stand:
 *
 * <!-- run: uids -->
 * <pre>{@code
 * UidSet some = UidSet.parse("2,4:7");
 * out.println(some.contains(5) + " " + some.size() + " " + UidSet.from(8).isOpen());
 * SequenceSet numbers = SequenceSet.range(1, 3);
 * out.println(numbers.contains(4) + " " + numbers.isOpen());
 * out.println(CopyUid.parse("38505 304,319:320 3956:3958").source());
 * }</pre>
 */
public final class UidSet implements Iterable<Long> {

    /** The highest number there can be: 2^32 - 1. */
    public static final long MAX = NumberRanges.MAX;

    /** The set without members. It cannot be sent. */
    public static final UidSet EMPTY = new UidSet(NumberRanges.EMPTY);

    /** {@code 1:*}: every message. */
    public static final UidSet ALL = from(1);

    private final NumberRanges ranges;

    UidSet(NumberRanges ranges) {
        this.ranges = ranges;
    }

    /**
     * The set of these numbers.
     *
     * @throws IllegalArgumentException if one is not in 1 to 2^32 - 1
     */
    public static UidSet of(long... numbers) {
        return new UidSet(NumberRanges.of(numbers));
    }

    /**
     * {@code first:last}, both included, in either order.
     *
     * @throws IllegalArgumentException if one is not in 1 to 2^32 - 1
     */
    public static UidSet range(long first, long last) {
        return new UidSet(NumberRanges.range(first, last));
    }

    /** {@code first:*}. It has the highest message of the mailbox even where that is below {@code first}. */
    public static UidSet from(long first) {
        return new UidSet(NumberRanges.from(first));
    }

    /** {@code *}: the message with the highest number. */
    public static UidSet last() {
        return new UidSet(NumberRanges.last());
    }

    /**
     * A set as RFC 9051 writes it: {@code 2,4:7,9,12:*}.
     *
     * @throws IllegalArgumentException if the text is not a sequence-set
     */
    public static UidSet parse(String text) {
        return new UidSet(NumberRanges.parse(text));
    }

    /** Whether a number is in the set. The number that {@code *} stands for is not known here and does not count. */
    public boolean contains(long number) {
        return ranges.contains(number);
    }

    /** The numbers that are in this set or in the other. */
    public UidSet union(UidSet other) {
        return new UidSet(ranges.union(other.ranges));
    }

    /** The numbers that are in any of these sets. */
    static UidSet union(List<UidSet> sets) {
        return new UidSet(
                NumberRanges.union(sets.stream().map(set -> set.ranges).toList()));
    }

    /**
     * The set with {@code *} replaced by the highest number of a mailbox.
     *
     * @throws IllegalArgumentException if that is not in 1 to 2^32 - 1
     */
    public UidSet resolve(long highest) {
        return new UidSet(ranges.resolve(highest));
    }

    /** Whether the set has {@code *} in it. */
    public boolean isOpen() {
        return ranges.isOpen();
    }

    /** Whether the set has no members. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /**
     * How many numbers there are.
     *
     * @throws IllegalStateException if the set is open
     */
    public long size() {
        return ranges.size();
    }

    /**
     * The numbers in rising order, made one by one.
     *
     * @throws IllegalStateException if the set is open
     */
    @Override
    public Iterator<Long> iterator() {
        return ranges.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UidSet set && set.ranges.equals(ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    /** The set as it goes over the wire: {@code 2,4:7,12:*}; the empty text for the empty set. */
    @Override
    public String toString() {
        return ranges.toString();
    }
}
