package protocols.imap;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import protocols.Text;

/**
 * What to search for (RFC 9051 section 6.4.4). Immutable; each call narrows the search:
 * {@code Search.all().unseen().from("alice").since(LocalDate.of(2024, 1, 1))}.
 *
 * <p>Text may be any Unicode but NUL; a search with text outside ASCII is sent as CHARSET UTF-8.
 */
public final class Search {

    private static final Search ALL = new Search(List.of());

    private final List<Part> parts;

    private Search(List<Part> parts) {
        this.parts = parts;
    }

    /** A piece of a search: words of the grammar, or text that is to be quoted or sent as a literal. */
    public sealed interface Part {

        /** Words of the grammar, ASCII, ready to be sent. */
        record Words(String words) implements Part {}

        /** Text to be found. */
        record Sought(String text) implements Part {}
    }

    /** Every message. */
    public static Search all() {
        return ALL;
    }

    /** Those with {@code \Answered}. */
    public Search answered() {
        return words("ANSWERED");
    }

    /** Those without {@code \Answered}. */
    public Search unanswered() {
        return words("UNANSWERED");
    }

    /** Those with {@code \Seen}. */
    public Search seen() {
        return words("SEEN");
    }

    /** Those without {@code \Seen}. */
    public Search unseen() {
        return words("UNSEEN");
    }

    /** Those with {@code \Flagged}. */
    public Search flagged() {
        return words("FLAGGED");
    }

    /** Those without {@code \Flagged}. */
    public Search unflagged() {
        return words("UNFLAGGED");
    }

    /** Those with {@code \Deleted}. */
    public Search deleted() {
        return words("DELETED");
    }

    /** Those without {@code \Deleted}. */
    public Search undeleted() {
        return words("UNDELETED");
    }

    /** Those with {@code \Draft}. */
    public Search draft() {
        return words("DRAFT");
    }

    /**
     * Those with a keyword.
     *
     * @throws IllegalArgumentException if the flag is a system flag: those have calls of their own
     */
    public Search keyword(Flag keyword) {
        if (keyword.isSystem()) {
            throw new IllegalArgumentException("not a keyword: " + keyword);
        }
        return words("KEYWORD " + keyword.name());
    }

    /** Those with a text in the From field. */
    public Search from(String text) {
        return sought("FROM", text);
    }

    /** Those with a text in the To field. */
    public Search to(String text) {
        return sought("TO", text);
    }

    /** Those with a text in the Cc field. */
    public Search cc(String text) {
        return sought("CC", text);
    }

    /** Those with a text in the Bcc field. */
    public Search bcc(String text) {
        return sought("BCC", text);
    }

    /** Those with a text in the subject. */
    public Search subject(String text) {
        return sought("SUBJECT", text);
    }

    /** Those with a text in the body. */
    public Search body(String text) {
        return sought("BODY", text);
    }

    /** Those with a text in the header or the body. */
    public Search text(String text) {
        return sought("TEXT", text);
    }

    /** Those with a header field that has a text in it; an empty text asks for the field alone. */
    public Search header(String field, String text) {
        return words("HEADER").with(new Part.Sought(checked(field))).with(new Part.Sought(checked(text)));
    }

    /** Those that the server got on a day or later. */
    public Search since(LocalDate day) {
        return words("SINCE " + date(day));
    }

    /** Those that the server got before a day. */
    public Search before(LocalDate day) {
        return words("BEFORE " + date(day));
    }

    /** Those that the server got on a day. */
    public Search on(LocalDate day) {
        return words("ON " + date(day));
    }

    /** Those whose Date field is a day or later. */
    public Search sentSince(LocalDate day) {
        return words("SENTSINCE " + date(day));
    }

    /** Those whose Date field is before a day. */
    public Search sentBefore(LocalDate day) {
        return words("SENTBEFORE " + date(day));
    }

    /** Those whose Date field is a day. */
    public Search sentOn(LocalDate day) {
        return words("SENTON " + date(day));
    }

    /** Those of more bytes than this. */
    public Search larger(long bytes) {
        return words("LARGER " + size(bytes));
    }

    /** Those of fewer bytes than this. */
    public Search smaller(long bytes) {
        return words("SMALLER " + size(bytes));
    }

    /** Those with these UIDs. */
    public Search uid(UidSet uids) {
        return words("UID " + set(uids));
    }

    /** Those with these sequence numbers. */
    public Search numbers(UidSet numbers) {
        return words(set(numbers));
    }

    /** Those that one search or the other finds. */
    public Search or(Search one, Search other) {
        return words("OR").nested(one).nested(other);
    }

    /** Those that a search does not find. */
    public Search not(Search search) {
        return words("NOT").nested(search);
    }

    /** The pieces in the order they are sent, with one space between two; never empty. */
    public List<Part> parts() {
        return parts.isEmpty() ? List.of(new Part.Words("ALL")) : parts;
    }

    /** Whether all text is ASCII, so that no CHARSET is needed. */
    public boolean isAscii() {
        return parts.stream().allMatch(p -> !(p instanceof Part.Sought sought) || ImapText.isAscii(sought.text()));
    }

    private Search nested(Search search) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part.Words("("));
        more.addAll(search.parts());
        more.add(new Part.Words(")"));
        return new Search(List.copyOf(more));
    }

    private Search words(String words) {
        return with(new Part.Words(words));
    }

    private Search sought(String key, String text) {
        return words(key).with(new Part.Sought(checked(text)));
    }

    private Search with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Search(List.copyOf(more));
    }

    private static String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("NUL in text to search for");
        }
        return text;
    }

    private static String set(UidSet set) {
        if (set.isEmpty()) {
            throw new IllegalArgumentException("an empty set cannot be searched");
        }
        return set.toString();
    }

    private static long size(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size below 0: " + bytes);
        }
        return bytes;
    }

    private static String date(LocalDate day) {
        if (day.getYear() < 0 || day.getYear() > 9999) {
            throw new IllegalArgumentException("not a year of four digits: " + day);
        }
        return day.getDayOfMonth() + "-" + abbreviation(day.getMonth()) + "-" + fourDigits(day.getYear());
    }

    private static String abbreviation(Month month) {
        return month.name().charAt(0) + month.name().substring(1, 3).toLowerCase(java.util.Locale.ROOT);
    }

    private static String fourDigits(int year) {
        return "000".substring(0, 4 - Integer.toString(year).length()) + year;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Search search && search.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The search as RFC 9051 writes it, all text quoted; escaped for a terminal. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Part part : parts()) {
            String text = part instanceof Part.Sought sought ? ImapText.quoted(sought.text()) : words(part);
            boolean tight = out.length() == 0 || text.equals(")") || out.charAt(out.length() - 1) == '(';
            out.append(tight ? "" : " ").append(text);
        }
        return Text.escaped(out.toString());
    }

    private static String words(Part part) {
        return ((Part.Words) part).words();
    }
}
