package protocols.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import protocols.Text;

/**
 * What to fetch of each message (RFC 9051 section 6.4.5). Immutable: {@code Fetch.uid().flags().envelope().size()}.
 * Bodies are peeked at: {@code \Seen} is set only after {@link #markSeen}.
 */
public final class Fetch {

    private static final Fetch NONE = new Fetch(List.of(), "BODY.PEEK[");

    private final List<String> items;
    private final String open;

    private Fetch(List<String> items, String open) {
        this.items = items;
        this.open = open;
    }

    /** The UID; the usual beginning of a plan. */
    public static Fetch uid() {
        return NONE.with("UID");
    }

    /** The flags. */
    public Fetch flags() {
        return with("FLAGS");
    }

    /** The main header fields. */
    public Fetch envelope() {
        return with("ENVELOPE");
    }

    /** The parts of the message. */
    public Fetch structure() {
        return with("BODYSTRUCTURE");
    }

    /** The size in bytes. */
    public Fetch size() {
        return with("RFC822.SIZE");
    }

    /** When the server got the message. */
    public Fetch internalDate() {
        return with("INTERNALDATE");
    }

    /** The whole header. */
    public Fetch header() {
        return section("HEADER");
    }

    /**
     * Some fields of the header.
     *
     * @throws IllegalArgumentException if there is none, or a name is not a field name (RFC 5322 section 3.6.8)
     */
    public Fetch headerFields(String... names) {
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
    public Fetch body() {
        return section("");
    }

    /** The text of the message, without its header. */
    public Fetch text() {
        return section("TEXT");
    }

    /**
     * One part of the message, undecoded: {@code 1}, {@code 1.2}, {@code 2.MIME}, {@code 3.HEADER}.
     *
     * @throws IllegalArgumentException if the text is not numbers and one of MIME, HEADER and TEXT, with dots between
     */
    public Fetch bodyPart(String part) {
        String capitals = part.toUpperCase(Locale.ROOT);
        if (!isPart(capitals)) {
            throw new IllegalArgumentException("not a part of a message: " + Text.printable(part));
        }
        return section(capitals);
    }

    /** The same plan, but fetching a body sets {@code \Seen}. */
    public Fetch markSeen() {
        List<String> marking = new ArrayList<>();
        for (String item : items) {
            marking.add(item.startsWith("BODY.PEEK[") ? "BODY" + item.substring("BODY.PEEK".length()) : item);
        }
        return new Fetch(List.copyOf(marking), "BODY[");
    }

    /** The items, each as it is sent. */
    public List<String> items() {
        return items;
    }

    private Fetch section(String section) {
        return with(open + section + "]");
    }

    private Fetch with(String item) {
        if (items.contains(item)) {
            return this;
        }
        List<String> more = new ArrayList<>(items);
        more.add(item);
        return new Fetch(List.copyOf(more), open);
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
        return other instanceof Fetch fetch && fetch.items.equals(items) && fetch.open.equals(open);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    /** The plan as it is sent: {@code (UID FLAGS ENVELOPE)}. */
    @Override
    public String toString() {
        return "(" + String.join(" ", items) + ")";
    }
}
