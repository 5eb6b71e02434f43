package protocols.dns;

import java.util.Objects;

/**
 * What a message asks (RFC 1035 section 4.1.2). Names compare without regard to case.
 *
 * @param name the name asked for
 * @param type the type asked for
 * @param recordClass the class asked for
 */
public record Question(Name name, RecordType type, RecordClass recordClass) {

    public Question {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(recordClass);
    }

    /** A question in class IN. */
    public static Question of(Name name, RecordType type) {
        return new Question(name, type, RecordClass.IN);
    }

    /** The three, separated by spaces: {@code example.org. IN MX}. */
    @Override
    public String toString() {
        return name + " " + recordClass + " " + type;
    }
}
