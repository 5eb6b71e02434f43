package protocols.imap;

import java.util.OptionalLong;

/**
 * What SEARCH found (RFC 9051 section 7.3.4, RFC 3501 section 7.2.5).
 *
 * @param numbers the messages; empty if nothing matched, or if they were not asked for
 * @param min the lowest number, where it was asked for
 * @param max the highest number, where it was asked for
 * @param count how many there are, where it was asked for
 */
public record SearchResult(UidSet numbers, OptionalLong min, OptionalLong max, OptionalLong count) {

    /** A result with its messages alone. */
    public static SearchResult of(UidSet numbers) {
        return new SearchResult(numbers, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
}
