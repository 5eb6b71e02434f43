package protocols.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What the data of a record must keep to. */
final class Checks {

    private Checks() {}

    static void range(String what, long value, long limit) {
        if (value < 0 || value > limit) {
            throw new IllegalArgumentException(what + " is not within 0 to " + limit + ": " + value);
        }
    }

    static void seconds(Duration time) {
        range("time in seconds", time.toSeconds(), 0xffff_ffffL);
        if (time.toNanosPart() != 0) {
            throw new IllegalArgumentException("time is not in whole seconds: " + time);
        }
    }

    static void time(Instant time) {
        range("time in seconds since 1970", time.getEpochSecond(), 0xffff_ffffL);
        if (time.getNano() != 0) {
            throw new IllegalArgumentException("time is not in whole seconds: " + time);
        }
    }

    static void string(Octets string) {
        range("length of a string", string.length(), 255);
    }

    /** The types once each, in ascending order. */
    static List<RecordType> ascending(List<RecordType> types) {
        return types.stream()
                .distinct()
                .sorted(Comparator.comparingInt(RecordType::number))
                .toList();
    }
}
