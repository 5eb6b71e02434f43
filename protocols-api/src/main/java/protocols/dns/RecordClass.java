package protocols.dns;

import java.util.Locale;
import java.util.Optional;

/**
 * The class of a record: in practice always {@link #IN}.
 *
 * @param number 0 to 65535, as registered by IANA
 */
public record RecordClass(int number) implements Comparable<RecordClass> {

    /** The Internet. */
    public static final RecordClass IN = new RecordClass(1);

    /** Chaos: what name servers tell about themselves. */
    public static final RecordClass CH = new RecordClass(3);

    /** Hesiod. */
    public static final RecordClass HS = new RecordClass(4);

    /** No class (RFC 2136). */
    public static final RecordClass NONE = new RecordClass(254);

    /** Any class, in a question only. */
    public static final RecordClass ANY = new RecordClass(255);

    public RecordClass {
        if (number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("no record class: " + number);
        }
    }

    /** The class of a number. */
    public static RecordClass of(int number) {
        return number == 1 ? IN : new RecordClass(number);
    }

    /**
     * The class that a text names, in capitals or not: {@code IN} or {@code CLASS32} (RFC 3597 section 5).
     *
     * @throws IllegalArgumentException if it names none
     */
    public static RecordClass parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("no record class: " + text));
    }

    static Optional<RecordClass> find(String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        return switch (capitals) {
            case "IN" -> Optional.of(IN);
            case "CH" -> Optional.of(CH);
            case "HS" -> Optional.of(HS);
            case "NONE" -> Optional.of(NONE);
            case "ANY" -> Optional.of(ANY);
            default -> generic(capitals);
        };
    }

    private static Optional<RecordClass> generic(String capitals) {
        long number = capitals.startsWith("CLASS") ? Presentation.number(capitals.substring(5), 0xffff) : -1;
        return number < 0 ? Optional.empty() : Optional.of(of((int) number));
    }

    /** By number. */
    @Override
    public int compareTo(RecordClass other) {
        return Integer.compare(number, other.number);
    }

    /** The mnemonic, or {@code CLASSnnn} where there is none. */
    @Override
    public String toString() {
        return switch (number) {
            case 1 -> "IN";
            case 3 -> "CH";
            case 4 -> "HS";
            case 254 -> "NONE";
            case 255 -> "ANY";
            default -> "CLASS" + number;
        };
    }
}
