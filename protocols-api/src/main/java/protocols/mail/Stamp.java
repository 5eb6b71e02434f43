package protocols.mail;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What makes one message unlike any other.
 *
 * @param date the date it bears
 * @param id the left half of its message id
 * @param boundary the heart of its boundaries; not the id, so that nobody who sees one can guess the other
 */
record Stamp(OffsetDateTime date, String id, String boundary) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Stamp now() {
        return drawn(OffsetDateTime.ofInstant(Instant.now(), ZoneOffset.UTC), RANDOM);
    }

    static Stamp drawn(OffsetDateTime date, RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return new Stamp(date.truncatedTo(ChronoUnit.SECONDS), hex.substring(0, 32), hex.substring(32));
    }

    Stamp withDate(OffsetDateTime other) {
        return new Stamp(other.truncatedTo(ChronoUnit.SECONDS), id, boundary);
    }
}
