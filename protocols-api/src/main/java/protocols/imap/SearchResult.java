package protocols.imap;

import java.util.Objects;
import java.util.OptionalLong;

/** What a search by UID found (RFC 9051 section 7.3.4, RFC 3501 section 7.2.5). Immutable. */
public final class SearchResult {

    private final UidSet uids;
    private final OptionalLong min;
    private final OptionalLong max;
    private final OptionalLong count;

    SearchResult(UidSet uids, OptionalLong min, OptionalLong max, OptionalLong count) {
        this.uids = uids;
        this.min = min;
        this.max = max;
        this.count = count;
    }

    /** A result with its messages alone. */
    public static SearchResult of(UidSet uids) {
        return new SearchResult(uids, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /** The same with the lowest UID. */
    public SearchResult min(long uid) {
        return new SearchResult(uids, OptionalLong.of(uid), max, count);
    }

    /** The same with the highest UID. */
    public SearchResult max(long uid) {
        return new SearchResult(uids, min, OptionalLong.of(uid), count);
    }

    /** The same with the number of messages. */
    public SearchResult count(long messages) {
        return new SearchResult(uids, min, max, OptionalLong.of(messages));
    }

    /** The messages; empty if nothing matched, or if they were not asked for. */
    public UidSet uids() {
        return uids;
    }

    /** The lowest UID, where it was asked for. */
    public OptionalLong min() {
        return min;
    }

    /** The highest UID, where it was asked for. */
    public OptionalLong max() {
        return max;
    }

    /** How many messages there are, where it was asked for. */
    public OptionalLong count() {
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchResult result
                && result.uids.equals(uids)
                && result.min.equals(min)
                && result.max.equals(max)
                && result.count.equals(count);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uids, min, max, count);
    }

    /** The UIDs, or how many there are. */
    @Override
    public String toString() {
        return uids.isEmpty() && count.isPresent() ? count.getAsLong() + " messages" : uids.toString();
    }
}
