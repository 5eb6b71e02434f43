package protocols.dns;

import java.time.Duration;
import java.util.Optional;
import protocols.WireException.Malformed;

/**
 * What stands between the owner and the data of a record in zone text.
 *
 * @param ttl empty if none is stated
 * @param recordClass empty if none is stated
 * @param type the type
 */
record RecordHead(Optional<Duration> ttl, Optional<RecordClass> recordClass, RecordType type) {

    static RecordHead read(TextFields in) throws Malformed {
        Optional<Duration> ttl = Optional.empty();
        Optional<RecordClass> recordClass = Optional.empty();
        String word = in.word();
        // TTL and class may stand in either order (RFC 1035 section 5.1); ANY is a class first, and then a type.
        while (true) {
            Optional<Duration> stated = ttl(word);
            Optional<RecordClass> named = RecordClass.find(word);
            if (ttl.isEmpty() && stated.isPresent()) {
                ttl = stated;
            } else if (recordClass.isEmpty() && named.isPresent()) {
                recordClass = named;
            } else {
                return new RecordHead(ttl, recordClass, type(word));
            }
            word = in.word();
        }
    }

    /** A TTL, 0 to 2^31-1 seconds; empty if the word is none. */
    static Optional<Duration> ttl(String word) {
        long seconds = Presentation.seconds(word, Integer.MAX_VALUE);
        return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    private static RecordType type(String word) throws Malformed {
        // A bare number would be taken for a TTL, so it names no type here.
        if (Presentation.number(word, 0xffff) >= 0) {
            throw new Malformed("no record type", word);
        }
        return RecordType.find(word).orElseThrow(() -> new Malformed("no record type", word));
    }
}
