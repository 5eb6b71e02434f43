package protocols.imap;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.BiConsumer;
import protocols.Text;

/** Where COPY or MOVE put messages (RFC 4315 section 3, COPYUID): the first source became the first target, and on. */
public final class CopyUid {

    private final long uidValidity;
    private final long[] from;
    private final long[] to;

    private CopyUid(long uidValidity, long[] from, long[] to) {
        this.uidValidity = uidValidity;
        this.from = from;
        this.to = to;
    }

    /**
     * Reads the argument of the response code: {@code 38505 304,319:320 3956:3958}.
     *
     * @throws IllegalArgumentException if the text is not that, has a {@code *}, or its sets are not of one size
     */
    public static CopyUid parse(String text) {
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("not a COPYUID: " + Text.printable(text));
        }
        long[] from = RangeReader.pairs(text.substring(first + 1, second));
        long[] to = RangeReader.pairs(text.substring(second + 1));
        if (count(from) != count(to)) {
            throw new IllegalArgumentException("COPYUID sets of different sizes: " + Text.printable(text));
        }
        return new CopyUid(validity(text.substring(0, first)), from, to);
    }

    static long validity(String text) {
        long[] pairs = RangeReader.pairs(text);
        if (pairs.length != 2 || pairs[0] != pairs[1] || pairs[0] == NumberRanges.STAR) {
            throw new IllegalArgumentException("not a UIDVALIDITY: " + Text.printable(text));
        }
        return pairs[0];
    }

    private static long count(long[] pairs) {
        long count = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] == NumberRanges.STAR) {
                throw new IllegalArgumentException("a COPYUID set with *");
            }
            count += pairs[i + 1] - pairs[i] + 1;
        }
        return count;
    }

    /** The UIDVALIDITY of the target mailbox. */
    public long uidValidity() {
        return uidValidity;
    }

    /** The UIDs that were copied. */
    public UidSet source() {
        return new UidSet(NumberRanges.ofPairs(from));
    }

    /** The UIDs of the copies. */
    public UidSet target() {
        return new UidSet(NumberRanges.ofPairs(to));
    }

    /** Calls back with each source and its copy, in the order of the server. */
    public void forEach(BiConsumer<Long, Long> pair) {
        Iterator<Long> sources = new NumberRanges.Numbers(from);
        Iterator<Long> targets = new NumberRanges.Numbers(to);
        while (sources.hasNext()) {
            pair.accept(sources.next(), targets.next());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CopyUid copy
                && copy.uidValidity == uidValidity
                && Arrays.equals(copy.from, from)
                && Arrays.equals(copy.to, to);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(uidValidity) + 31 * Arrays.hashCode(from) + 961 * Arrays.hashCode(to);
    }

    @Override
    public String toString() {
        return uidValidity + " " + source() + " " + target();
    }
}
