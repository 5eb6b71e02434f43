package protocols.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import protocols.Text;

/**
 * What to fetch of each message (RFC 9051 section 6.4.5). Immutable; each plan starts as one item, and they are put
 * together: {@code Fetch.flags().and(Fetch.envelope()).and(Fetch.size())}. The UID always goes with it. Bodies are peeked
 * at: {@code \Seen} is set only after {@link #markSeen}.
 */
public final class Fetch {

    private static final String PEEK = "BODY.PEEK[";
    private static final String MARK = "BODY[";

    static final int UID = 1;
    static final int FLAGS = 2;
    static final int SIZE = 4;
    static final int ENVELOPE = 8;
    static final int STRUCTURE = 16;
    static final int DATE = 32;

    private final List<String> items;

    private Fetch(List<String> items) {
        this.items = items;
    }

    /** The flags. */
    public static Fetch flags() {
        return item("FLAGS");
    }

    /** The main header fields. */
    public static Fetch envelope() {
        return item("ENVELOPE");
    }

    /** The parts of the message. */
    public static Fetch structure() {
        return item("BODYSTRUCTURE");
    }

    /** The size in bytes. */
    public static Fetch size() {
        return item("RFC822.SIZE");
    }

    /** When the server got the message. */
    public static Fetch internalDate() {
        return item("INTERNALDATE");
    }

    /** The whole header. */
    public static Fetch header() {
        return section("HEADER");
    }

    /**
     * Some fields of the header.
     *
     * @throws IllegalArgumentException if there is none, or a name is not a field name (RFC 5322 section 3.6.8)
     */
    public static Fetch headerFields(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("no header field");
        }
        List<String> written = new ArrayList<>();
        for (String name : names) {
            written.add(fieldName(name));
        }
        return section("HEADER.FIELDS (" + String.join(" ", written) + ")");
    }

    /** The whole message. */
    public static Fetch message() {
        return section("");
    }

    /** The text of the message, without its header. */
    public static Fetch text() {
        return section("TEXT");
    }

    /**
     * One part of the message, undecoded: {@code 1}, {@code 1.2}, {@code 2.MIME}, {@code 3.HEADER}.
     *
     * @throws IllegalArgumentException if the text is not numbers and one of MIME, HEADER and TEXT, with dots between
     */
    public static Fetch bodyPart(String part) {
        String capitals = part.toUpperCase(Locale.ROOT);
        if (!isPart(capitals)) {
            throw new IllegalArgumentException("not a part of a message: " + Text.printable(part));
        }
        return section(capitals);
    }

    /** The items of this plan, then those of the other that are not among them. */
    public Fetch and(Fetch other) {
        List<String> both = new ArrayList<>(items);
        for (String item : other.items) {
            int marked = both.indexOf(marking(item));
            int peeked = both.indexOf(peeking(item));
            if (marked < 0 && peeked < 0) {
                both.add(item);
            } else if (peeked >= 0) {
                both.set(peeked, item);
            }
        }
        return new Fetch(List.copyOf(both));
    }

    /** The same plan, but fetching its sections sets {@code \Seen}. */
    public Fetch markSeen() {
        return new Fetch(items.stream().map(Fetch::marking).toList());
    }

    private static String marking(String item) {
        return item.startsWith(PEEK) ? MARK + item.substring(PEEK.length()) : item;
    }

    private static String peeking(String item) {
        return item.startsWith(MARK) ? PEEK + item.substring(MARK.length()) : item;
    }

    /** What is asked for besides sections: the sum of the constants above. */
    int asked() {
        int asked = UID;
        for (String item : items) {
            asked |= switch (item) {
                case "FLAGS" -> FLAGS;
                case "RFC822.SIZE" -> SIZE;
                case "ENVELOPE" -> ENVELOPE;
                case "BODYSTRUCTURE" -> STRUCTURE;
                case "INTERNALDATE" -> DATE;
                default -> 0;
            };
        }
        return asked;
    }

    /** The sections that are asked for, by their specifications. */
    List<String> sections() {
        return items.stream()
                .filter(item -> item.startsWith("BODY") && item.endsWith("]"))
                .map(item -> item.substring(item.indexOf('[') + 1, item.length() - 1))
                .toList();
    }

    private static Fetch item(String item) {
        return new Fetch(List.of(item));
    }

    private static Fetch section(String section) {
        return item(PEEK + section + "]");
    }

    private static String fieldName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > 0x7e || c == ':') {
                throw new IllegalArgumentException("not a header field: " + Text.printable(name));
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("not a header field: an empty name");
        }
        return ImapText.isAtom(name, 0) ? name : ImapText.quoted(name);
    }

    private static boolean isPart(String part) {
        boolean number = false;
        int start = 0;
        while (start <= part.length()) {
            int dot = part.indexOf('.', start);
            int end = dot < 0 ? part.length() : dot;
            String piece = part.substring(start, end);
            if (!isNumber(piece)) {
                return number && dot < 0 && (piece.equals("MIME") || piece.equals("HEADER") || piece.equals("TEXT"));
            }
            number = true;
            start = end + 1;
        }
        return number;
    }

    private static boolean isNumber(String piece) {
        return !piece.isEmpty()
                && piece.length() < 10
                && piece.charAt(0) != '0'
                && piece.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fetch fetch && fetch.items.equals(items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    /** The plan as it is sent: {@code (UID FLAGS ENVELOPE)}. */
    @Override
    public String toString() {
        return "(UID " + String.join(" ", items) + ")";
    }
}
